namespace AmiBlazor.Data.Rows;

/// <summary>
/// A time in which changes on one PBX could go unheard: its main connection was down, or heard more than could be kept. What became another in it
/// is found at its end, and nobody knows when it did.
/// </summary>
internal sealed class Gap
{
    public int Id { get; set; }

    public required string Server { get; set; }

    /// <summary>When the PBX was last heard.</summary>
    public DateTimeOffset BeganAt { get; set; }

    /// <summary>When all states were asked for again; null while it lasts.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Why, for a person, in English.</summary>
    public required string Reason { get; set; }

    /// <summary>The reason as template and values (JSON), to be said in another language.</summary>
    public string? ReasonSentence { get; set; }

    /// <summary>What the PBX itself said; null when it said nothing.</summary>
    public string? PbxWords { get; set; }

    /// <summary>How many extensions were found in another state at its end; null while it lasts.</summary>
    public int? Changed { get; set; }
}
