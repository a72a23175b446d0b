namespace AmiBlazor.Queues;

/// <summary>Where the times of agents are kept.</summary>
internal interface IAgentLog
{
    /// <summary>Saves a time of an agent, or what has become of it.</summary>
    void Add(AgentTime time);

    /// <summary>What lasted when the program ended.</summary>
    Task<IReadOnlyList<AgentTime>> UnfinishedAsync(string server, CancellationToken cancellationToken);
}
