using System.Collections.Concurrent;
using AmiBlazor.Queues;

namespace AmiBlazor.Tests.Support;

/// <summary>A log of agents in memory.</summary>
internal sealed class TestAgentLog : IAgentLog
{
    public ConcurrentQueue<AgentTime> Times { get; } = [];

    /// <summary>What lasted when the program ended.</summary>
    public IReadOnlyList<AgentTime> Unfinished { get; set; } = [];

    public void Add(AgentTime time) => Times.Enqueue(time);

    public Task<IReadOnlyList<AgentTime>> UnfinishedAsync(string server, CancellationToken cancellationToken) => Task.FromResult(Unfinished);
}
