namespace AmiBlazor.Data.Rows;

/// <summary>A telephone extension: one dialplan hint of one PBX. Unique on server, context and exten.</summary>
internal sealed class Extension
{
    public int Id { get; set; }

    public required string Server { get; set; }

    public required string Context { get; set; }

    public required string Exten { get; set; }

    public required string Hint { get; set; }

    /// <summary>Given by people; null when nobody gave one.</summary>
    public string? Name { get; set; }

    /// <summary>Given by people; null when nobody gave one.</summary>
    public string? Department { get; set; }

    /// <summary>The number as AMI sent it, sign kept; 4 for an extension that the last complete list did not hold.</summary>
    public int StatusCode { get; set; }

    public required string DeviceState { get; set; }

    /// <summary>False once a complete list did not hold it.</summary>
    public bool Present { get; set; }

    /// <summary>
    /// When the PBX last spoke of it, as far as this row was written: a list that repeats a present row unchanged writes no row, it moves
    /// <see cref="Pbx.LastListAt"/>. Of a present extension the later of both is true.
    /// </summary>
    public DateTimeOffset LastSeen { get; set; }

    /// <summary>
    /// What <see cref="LastSeen"/> comes from, as a change's source is called; where <see cref="Pbx.LastListAt"/> is not older, that list counts
    /// and this does not.
    /// </summary>
    public string SeenBy { get; set; } = "refresh";

    /// <summary>
    /// What the person says of being there, in Asterisk's word (<c>away</c>, <c>dnd</c>, …); null when the PBX has said nothing of it since the
    /// main connection came about.
    /// </summary>
    public string? Presence { get; set; }

    /// <summary>The person's own words beside <see cref="Presence"/>; null when there are none.</summary>
    public string? PresenceMessage { get; set; }

    /// <summary>Null until the first change after it was added.</summary>
    public DateTimeOffset? LastStatusChange { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }
}
