using AmiBlazor.Board;

namespace AmiBlazor.Queues;

/// <summary>An agent in a queue. Immutable; a change makes a new one.</summary>
public sealed record QueueAgent
{
    /// <summary>What the queue dials, such as <c>PJSIP/1002</c> or <c>Local/1002@from-queue/n</c>; empty when it is hidden.</summary>
    public required string Interface { get; init; }

    /// <summary>The device whose state counts, such as <c>PJSIP/1002</c> or <c>hint:1002@hints</c>; empty when it is hidden.</summary>
    public required string StateDevice { get; init; }

    /// <summary>The agent's name, as the queue has it; empty when it is hidden.</summary>
    public required string Name { get; init; }

    /// <summary>The extensions that the agent's phone belongs to; empty for an agent outside, or one that is hidden.</summary>
    public IReadOnlyList<ExtensionKey> Extensions { get; init; } = [];

    public AgentState State { get; init; }

    /// <summary>The queue whose call it is, with <see cref="AgentState.InOtherQueue"/>; null otherwise, or when it is hidden.</summary>
    public string? OtherQueue { get; init; }

    /// <summary>Since when the agent is in this state; UTC. Null when nobody saw the beginning.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Whether the queue leaves the agent out.</summary>
    public bool IsPaused { get; init; }

    /// <summary>Why the agent is paused; empty when no reason was given.</summary>
    public string PausedReason { get; init; } = "";

    /// <summary>Since when the agent is paused; UTC. Null when the agent is not, or the PBX does not tell it.</summary>
    public DateTimeOffset? PausedSince { get; init; }

    /// <summary>Calls that the agent has taken in this queue, as the PBX counts them: since its start, or since the agent was added.</summary>
    public int CallsTaken { get; init; }

    /// <summary>Calls that rang in vain today, as far as they were seen.</summary>
    public int MissedToday { get; init; }

    /// <summary>When the last call ended; UTC. Null for none.</summary>
    public DateTimeOffset? LastCallAt { get; init; }

    /// <summary>Agents with a lower one are called first.</summary>
    public int Penalty { get; init; }

    /// <summary>Whether the agent was added while the PBX runs, and can be removed; false for one from its configuration.</summary>
    public bool IsDynamic { get; init; }

    /// <summary>Since when the agent is in the queue; UTC. Null where the PBX does not tell it.</summary>
    public DateTimeOffset? LoggedInSince { get; init; }

    /// <summary>Whether the viewer may not see who it is.</summary>
    public bool IsHidden { get; init; }

    public bool Equals(QueueAgent? other) =>
        other is not null && IsSameState(other) && Since == other.Since && IsPaused == other.IsPaused && PausedSince == other.PausedSince
        && CallsTaken == other.CallsTaken && MissedToday == other.MissedToday && LastCallAt == other.LastCallAt && Penalty == other.Penalty
        && IsDynamic == other.IsDynamic && LoggedInSince == other.LoggedInSince && IsHidden == other.IsHidden
        && string.Equals(StateDevice, other.StateDevice, StringComparison.Ordinal) && string.Equals(Name, other.Name, StringComparison.Ordinal)
        && string.Equals(PausedReason, other.PausedReason, StringComparison.Ordinal) && Extensions.SequenceEqual(other.Extensions);

    public override int GetHashCode() => HashCode.Combine(Interface, State, IsPaused);

    /// <summary>Whether two moments show the same agent in the same state.</summary>
    internal bool IsSameState(QueueAgent other) =>
        string.Equals(Interface, other.Interface, StringComparison.Ordinal) && State == other.State
        && string.Equals(OtherQueue, other.OtherQueue, StringComparison.Ordinal);
}
