namespace AmiBlazor.Queues;

/// <summary>What came of a queue's calls today. Only what was seen is counted.</summary>
/// <param name="Since">Since when today's calls are counted; UTC.</param>
public sealed record QueueFigures(DateTimeOffset Since)
{
    /// <summary>Whether the day is counted from its beginning.</summary>
    public bool IsWholeDay { get; init; }

    /// <summary>
    /// Whether calls have ended or were answered in between that were not seen: while the PBX was not followed its own counters have grown, a caller has
    /// left, or an agent has taken a call.
    /// </summary>
    public bool HasGap { get; init; }

    /// <summary>Calls that an agent has taken.</summary>
    public int Answered { get; init; }

    /// <summary>Callers who have hung up while they waited.</summary>
    public int Abandoned { get; init; }

    /// <summary>Callers whom the queue sent on without an agent: they had waited too long, or no agent was there.</summary>
    public int GivenUp { get; init; }

    /// <summary>Callers who left in another way, such as by a key.</summary>
    public int Left { get; init; }

    /// <summary>How long callers waited for an agent, on average; null while none was answered.</summary>
    public TimeSpan? AverageWait { get; init; }

    /// <summary>The longest time that a caller has waited, answered or not; null while none has.</summary>
    public TimeSpan? LongestWait { get; init; }

    /// <summary>Calls that were answered within the queue's service level.</summary>
    public int AnsweredInTime { get; init; }

    /// <summary>How many of those who waited were answered within the service level, from 0 to 1; null when nobody waited.</summary>
    public double? ServiceLevel => Answered + Abandoned + GivenUp is > 0 and var all ? (double)AnsweredInTime / all : null;
}
