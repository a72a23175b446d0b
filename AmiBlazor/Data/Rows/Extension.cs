namespace AmiBlazor.Data.Rows;

/// <summary>A telephone extension: one dialplan hint of one PBX. Unique on server, context and exten.</summary>
internal sealed class Extension
{
    public int Id { get; set; }

    public required string Server { get; set; }

    public required string Context { get; set; }

    public required string Exten { get; set; }

    public required string Hint { get; set; }

    /// <summary>Given by people; null when there is none.</summary>
    public string? Name { get; set; }

    /// <summary>What the PBX calls it, shown where people gave no <see cref="Name"/>; null when the PBX tells none, or was not asked.</summary>
    public string? PbxName { get; set; }

    /// <summary>Given by people; null when there is none.</summary>
    public string? Department { get; set; }

    /// <summary>Text of one or more lines, given by people; null when there is none.</summary>
    public string? Note { get; set; }

    /// <summary>An e-mail address, given by people; null when there is none.</summary>
    public string? Email { get; set; }

    /// <summary>
    /// The number as AMI sent it, with its sign; 4 for an extension that was missing in the last complete list. Higher bits say what its devices tell of it.
    /// </summary>
    public int StatusCode { get; set; }

    public required string DeviceState { get; set; }

    /// <summary>
    /// The devices of a hint with several, each with its state, as <c>PJSIP/1001=NOT_INUSE&amp;Custom:DND1001=BUSY</c>; null when the hint has one, or
    /// the PBX does not tell them.
    /// </summary>
    public string? Devices { get; set; }

    /// <summary>False since it was missing in a complete list.</summary>
    public bool Present { get; set; }

    /// <summary>Since when the PBX no longer lists it; null while it does.</summary>
    public DateTimeOffset? GoneSince { get; set; }

    /// <summary>Since when it is kept off the board, after the PBX no longer listed it; null while it is on the board.</summary>
    public DateTimeOffset? ArchivedAt { get; set; }

    /// <summary>
    /// When the PBX last sent its state, as far as this row was written. A list that repeats a present row unchanged writes no row, only
    /// <see cref="Pbx.LastListAt"/>; for a present extension, the later of the two is true.
    /// </summary>
    public DateTimeOffset LastSeen { get; set; }

    /// <summary>
    /// What <see cref="LastSeen"/> comes from, as a change's source is called; where <see cref="Pbx.LastListAt"/> is not older, that list counts
    /// and this does not.
    /// </summary>
    public string SeenBy { get; set; } = "refresh";

    /// <summary>
    /// The person's presence in Asterisk's word (<c>away</c>, <c>dnd</c>, …); null when the PBX has sent none since the main connection came up.
    /// </summary>
    public string? Presence { get; set; }

    /// <summary>The person's own words beside <see cref="Presence"/>; null when there are none.</summary>
    public string? PresenceMessage { get; set; }

    /// <summary>Null until the first change after it was added.</summary>
    public DateTimeOffset? LastStatusChange { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }
}
