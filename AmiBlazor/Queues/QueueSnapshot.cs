namespace AmiBlazor.Queues;

/// <summary>A queue at one moment. Immutable.</summary>
/// <param name="Server">The PBX.</param>
/// <param name="Name">The queue.</param>
public sealed record QueueSnapshot(string Server, string Name)
{
    /// <summary>How it chooses among its agents, such as <c>ringall</c>; empty when it is not known.</summary>
    public string Strategy { get; init; } = "";

    /// <summary>Within what time a call should be answered; null where the queue has no such time.</summary>
    public TimeSpan? AnswerWithin { get; init; }

    /// <summary>Who waits, in their order.</summary>
    public IReadOnlyList<WaitingCaller> Waiting { get; init; } = [];

    /// <summary>Its agents, by name.</summary>
    public IReadOnlyList<QueueAgent> Agents { get; init; } = [];

    /// <summary>What came of today's calls.</summary>
    public required QueueFigures Today { get; init; }

    public bool Equals(QueueSnapshot? other) =>
        other is not null && string.Equals(Server, other.Server, StringComparison.Ordinal) && string.Equals(Name, other.Name, StringComparison.Ordinal)
        && string.Equals(Strategy, other.Strategy, StringComparison.Ordinal) && AnswerWithin == other.AnswerWithin && Today == other.Today
        && Waiting.SequenceEqual(other.Waiting) && Agents.SequenceEqual(other.Agents);

    public override int GetHashCode() => HashCode.Combine(Server, Name, Today);
}
