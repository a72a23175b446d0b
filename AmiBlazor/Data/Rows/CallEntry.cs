namespace AmiBlazor.Data.Rows;

/// <summary>One call in the history, with its legs: whoever joined or left it, and however often it was transferred, it is one.</summary>
internal sealed class CallEntry
{
    public long Id { get; set; }

    public required string Server { get; set; }

    /// <summary>The oldest Linkedid of its channels: Asterisk's own name for it.</summary>
    public required string CallId { get; set; }

    public DateTimeOffset StartedAt { get; set; }

    /// <summary>When two parties were connected first; null when they never were, or nobody saw it.</summary>
    public DateTimeOffset? AnsweredAt { get; set; }

    /// <summary>Null while it lasts: such a row is there from the end of the program until its PBX is followed again and the call is over.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Whether its beginning was seen; if not, it may have begun earlier.</summary>
    public bool IsStartKnown { get; set; }

    /// <summary>Whether its end was seen; if not, it was over by <see cref="EndedAt"/>.</summary>
    public bool IsEndKnown { get; set; }

    /// <summary>A word of <c>CallOutcome</c>; while the call lasts, how it has gone so far.</summary>
    public required string Outcome { get; set; }

    /// <summary>The queue that it came through; null for none.</summary>
    public string? Queue { get; set; }

    public List<CallLeg> Legs { get; set; } = [];
}
