using AmiBlazor.Board;

namespace AmiBlazor.Calls;

/// <summary>A call of the history.</summary>
/// <param name="RowId">Its number in the database; calls that were saved later have higher ones.</param>
/// <param name="Server">The PBX.</param>
/// <param name="Id">Asterisk's name for it: the oldest Linkedid of its channels.</param>
/// <param name="StartedAt">When it began; UTC.</param>
/// <param name="IsStartKnown">Whether its beginning was seen; if not, it may have begun earlier.</param>
/// <param name="AnsweredAt">When two parties were connected first; null when they never were, or nobody saw it.</param>
/// <param name="EndedAt">When it ended; null when nobody will see it: it lasted when its PBX was followed last.</param>
/// <param name="IsEndKnown">Whether its end was seen; if not, it was over by then.</param>
/// <param name="Outcome">How it went.</param>
/// <param name="Queue">The queue that it came through; null for none.</param>
/// <param name="Legs">Its parties, in the order in which they joined.</param>
internal sealed record PastCall(
    long RowId,
    string Server,
    string Id,
    DateTimeOffset StartedAt,
    bool IsStartKnown,
    DateTimeOffset? AnsweredAt,
    DateTimeOffset? EndedAt,
    bool IsEndKnown,
    CallOutcome Outcome,
    string? Queue,
    IReadOnlyList<PastLeg> Legs)
{
    /// <summary>By when two parties were connected: when the first of them were, as far as anybody saw it. Null when they were not.</summary>
    public DateTimeOffset? ConnectedBy => Outcome == CallOutcome.Answered ? AnsweredAt ?? Legs.Min(leg => leg.ConnectedAt) : null;
}

/// <summary>A party of a call of the history: one channel from its beginning to its end.</summary>
/// <param name="Extension">The extension that its phone belonged to; null for a party outside, or a hidden one.</param>
/// <param name="Device">Its device; empty when it is hidden.</param>
/// <param name="Number">Its number; empty when there is none or it is hidden.</param>
/// <param name="Name">Its name; empty when there is none or it is hidden.</param>
/// <param name="IsCaller">Whether its phone placed the call.</param>
/// <param name="Dialled">The number that it dialled; empty when it dialled none or that is hidden.</param>
/// <param name="StartedAt">When its channel was made; UTC.</param>
/// <param name="AnsweredAt">When it was answered; null when it never was, or nobody saw it.</param>
/// <param name="ConnectedAt">When it was connected to another party first, at the latest; null when nobody ever saw that it was.</param>
/// <param name="EndedAt">When it ended; null while it lasts.</param>
/// <param name="Cause">Why it ended (Q.850), such as 16 for a normal end; null when nobody saw it.</param>
internal sealed record PastLeg(
    ExtensionKey? Extension,
    string Device,
    string Number,
    string Name,
    bool IsCaller,
    string Dialled,
    DateTimeOffset StartedAt,
    DateTimeOffset? AnsweredAt,
    DateTimeOffset? ConnectedAt,
    DateTimeOffset? EndedAt,
    int? Cause)
{
    /// <summary>False when nobody saw it being connected: it may have been for longer than since <see cref="ConnectedAt"/>.</summary>
    public bool IsConnectionSeen { get; init; } = true;

    /// <summary>Whether it is an extension that the viewer may not see: then it has neither number nor name.</summary>
    public bool IsHidden { get; init; }
}
