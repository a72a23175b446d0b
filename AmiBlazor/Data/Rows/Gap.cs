namespace AmiBlazor.Data.Rows;

/// <summary>
/// A time in which changes on one PBX could be missed, because its main connection was down or received more than the queue holds. Such changes are found at
/// its end; when they happened is not known.
/// </summary>
internal sealed class Gap
{
    public int Id { get; set; }

    public required string Server { get; set; }

    /// <summary>When the PBX last sent anything.</summary>
    public DateTimeOffset BeganAt { get; set; }

    /// <summary>When all states were requested again; null while the gap lasts.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Why it began, for a person, in English.</summary>
    public required string Reason { get; set; }

    /// <summary>The reason as template and values (JSON), so that it can be translated.</summary>
    public string? ReasonSentence { get; set; }

    /// <summary>What the PBX itself said; null when it said nothing.</summary>
    public string? PbxWords { get; set; }

    /// <summary>How many extensions had another state at its end; null while the gap lasts.</summary>
    public int? Changed { get; set; }
}
