namespace AmiBlazor.Data.Rows;

/// <summary>A time that an agent was logged in to a queue, or paused in it.</summary>
internal sealed class AgentLogEntry
{
    public long Id { get; set; }

    public required string Server { get; set; }

    public required string Queue { get; set; }

    /// <summary>What the queue dials, such as <c>PJSIP/1002</c>.</summary>
    public required string Interface { get; set; }

    /// <summary>The agent's name, as the queue has it.</summary>
    public required string Name { get; set; }

    /// <summary>With <see cref="Exten"/>, the extension that the agent's phone belonged to; null for an agent outside.</summary>
    public string? Context { get; set; }

    public string? Exten { get; set; }

    /// <summary>A word of <c>AgentEvent</c>.</summary>
    public required string Event { get; set; }

    /// <summary>Why the agent was paused; empty when no reason was given.</summary>
    public required string Reason { get; set; }

    public DateTimeOffset Since { get; set; }

    /// <summary>Whether the beginning is known; if not, it may have begun earlier.</summary>
    public bool IsSinceKnown { get; set; }

    /// <summary>Null while it lasts.</summary>
    public DateTimeOffset? Until { get; set; }

    /// <summary>Whether the end is known; if not, it was over by then.</summary>
    public bool IsUntilKnown { get; set; }
}
