namespace AmiBlazor.Board;

/// <summary>One extension as every screen shows it: what the database holds. Immutable; a change is a new row.</summary>
public sealed record BoardRow(
    int Id,
    ExtensionKey Key,
    string Hint,
    string? Name,
    string? Department,
    int StatusCode,
    bool Present,
    DateTimeOffset LastSeen,
    DateTimeOffset? LastStatusChange,
    DateTimeOffset UpdatedAt)
{
    /// <summary>What <see cref="LastSeen"/> comes from: one of <see cref="ChangeSource"/>.</summary>
    public string SeenBy { get; init; } = ChangeSource.Refresh;

    /// <summary>
    /// What the person says of being there, in Asterisk's word (<c>away</c>, <c>dnd</c>, …); null when the PBX has said nothing of it.
    /// </summary>
    public string? Presence { get; init; }

    /// <summary>The person's own words beside <see cref="Presence"/>; null when there are none.</summary>
    public string? PresenceMessage { get; init; }

    public ExtensionStatus Status => ExtensionStatusExtensions.FromCode(StatusCode);

    /// <summary>When the PBX last spoke of it: of a present extension that was in the PBX's last list, at least then.</summary>
    /// <param name="lastListAt">The PBX's <see cref="BoardPbx.LastListAt"/>.</param>
    public DateTimeOffset LastSeenWith(DateTimeOffset? lastListAt) => Present && lastListAt > LastSeen ? lastListAt.Value : LastSeen;

    /// <summary>When, and by what, it was last proven that the row is as it is; of an absent extension, that it is absent.</summary>
    /// <param name="pbx">The row's PBX.</param>
    public (DateTimeOffset At, string Source) VerifiedWith(BoardPbx pbx)
    {
        var own = Present ? LastSeen : LastStatusChange ?? LastSeen;
        return pbx.LastListAt >= own ? (pbx.LastListAt.Value, pbx.LastListBy) : (own, SeenBy);
    }
}
