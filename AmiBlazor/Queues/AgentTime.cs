using AmiBlazor.Board;

namespace AmiBlazor.Queues;

/// <summary>A time that an agent was logged in to a queue, or paused in it. Immutable.</summary>
/// <param name="Server">The PBX.</param>
/// <param name="Queue">The queue.</param>
/// <param name="Interface">What the queue dials; empty when it is hidden.</param>
/// <param name="Name">The agent's name, as the queue has it; empty when it is hidden.</param>
/// <param name="Event">What it was.</param>
/// <param name="Since">When it began; UTC.</param>
internal sealed record AgentTime(string Server, string Queue, string Interface, string Name, AgentEvent Event, DateTimeOffset Since)
{
    /// <summary>The extension that the agent's phone belonged to; null for an agent outside.</summary>
    public ExtensionKey? Extension { get; init; }

    /// <summary>Why the agent was paused; empty when no reason was given.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Whether the beginning is known; if not, it may have begun earlier.</summary>
    public bool IsSinceKnown { get; init; }

    /// <summary>When it ended; UTC. Null while it lasts.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Whether the end is known; if not, it was over by then.</summary>
    public bool IsUntilKnown { get; init; }

    /// <summary>Where it is saved. One that goes on keeps it, however often it is saved.</summary>
    public AgentTimeRow Row { get; init; } = new();
}

/// <summary>A row of the database, once there is one. Set by whoever writes.</summary>
internal sealed class AgentTimeRow
{
    /// <summary>Its number; 0 before the first time that it is saved.</summary>
    public long Id { get; set; }
}
