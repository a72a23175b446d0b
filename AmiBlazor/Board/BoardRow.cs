namespace AmiBlazor.Board;

/// <summary>One extension as every page shows it: what the database holds. Immutable; a change makes a new row.</summary>
/// <param name="Id">The database's.</param>
/// <param name="Key">PBX, context and number.</param>
/// <param name="Hint">Its devices and its presence, as the dialplan has them.</param>
/// <param name="Name">Given by people; null when there is none.</param>
/// <param name="Department">Given by people; null when there is none.</param>
/// <param name="StatusCode">A number of <see cref="ExtensionCodes"/>.</param>
/// <param name="Present">False since it was missing in a complete list.</param>
/// <param name="LastSeen">When the PBX last sent its state, as far as this row was written; UTC.</param>
/// <param name="LastStatusChange">UTC; null until the first change after it was added.</param>
/// <param name="UpdatedAt">When the row was written; UTC.</param>
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

    /// <summary>Since when the PBX no longer lists it; null while it is <see cref="Present"/>. UTC.</summary>
    public DateTimeOffset? GoneSince { get; init; }

    /// <summary>Since when it is kept off the board; null while it is on it. UTC.</summary>
    public DateTimeOffset? ArchivedAt { get; init; }

    /// <summary>
    /// The devices of a hint with several, as <see cref="HintDevice.Format"/> writes them; null when it has one, or the PBX does not tell them.
    /// </summary>
    public string? Devices { get; init; }

    /// <summary>
    /// The person's presence in Asterisk's word (<c>away</c>, <c>dnd</c>, …); null when the PBX has sent none.
    /// </summary>
    public string? Presence { get; init; }

    /// <summary>The person's own words beside <see cref="Presence"/>; null when there are none.</summary>
    public string? PresenceMessage { get; init; }

    /// <summary>Text of one or more lines, given by people; null when there is none.</summary>
    public string? Note { get; init; }

    /// <summary>An e-mail address, given by people; null when there is none.</summary>
    public string? Email { get; init; }

    /// <summary>What the PBX calls the person or the phone; null when it tells no name, or was not asked.</summary>
    public string? PbxName { get; init; }

    /// <summary>The name to show: people's own, else the PBX's; null when there is neither.</summary>
    public string? ShownName => string.IsNullOrEmpty(Name) ? PbxName : Name;

    /// <summary>The number as AMI sent it.</summary>
    public int AmiCode => ExtensionCodes.Ami(StatusCode);

    /// <summary>What the PBX last sent; offline while it does not list the extension.</summary>
    public ExtensionStatus Status => ExtensionStatusExtensions.FromCode(StatusCode);

    /// <summary>What pages show and count: gone is not offline.</summary>
    public ExtensionStatus Shown => Present ? Status : ArchivedAt is null ? ExtensionStatus.Gone : ExtensionStatus.Archived;

    /// <summary>When it began to be what <see cref="Shown"/> says; null while nobody knows.</summary>
    public DateTimeOffset? ChangedAt => GoneSince ?? LastStatusChange;

    /// <summary>
    /// Since when the status is as it is: since its last change, or, as long as none has been seen, since a time at which it was so already. Then it
    /// may have been so for longer.
    /// </summary>
    public DateTimeOffset StatusSince => ChangedAt ?? (UpdatedAt < LastSeen ? UpdatedAt : LastSeen);

    /// <summary>When the PBX last sent its state. A present extension was in the PBX's last list, so not before that.</summary>
    /// <param name="lastListAt">The PBX's <see cref="BoardPbx.LastListAt"/>.</param>
    public DateTimeOffset LastSeenWith(DateTimeOffset? lastListAt) => Present && lastListAt > LastSeen ? lastListAt.Value : LastSeen;

    /// <summary>When, and by what, the row was last confirmed: its state, or that the extension is absent.</summary>
    /// <param name="pbx">The row's PBX.</param>
    public (DateTimeOffset At, string Source) VerifiedWith(BoardPbx pbx)
    {
        var own = Present ? LastSeen : ChangedAt ?? LastSeen;
        return pbx.LastListAt >= own ? (pbx.LastListAt.Value, pbx.LastListBy) : (own, SeenBy);
    }
}
