namespace AmiBlazor.Data.Rows;

/// <summary>One refresh of one PBX, successful or not.</summary>
internal sealed class RefreshRun
{
    public int Id { get; set; }

    /// <summary><c>separate-…</c>, unique.</summary>
    public required string ConnectionId { get; set; }

    public required string Server { get; set; }

    /// <summary>The name of the user or the API key that requested it.</summary>
    public required string AskedBy { get; set; }

    public DateTimeOffset StartedAt { get; set; }

    public DateTimeOffset EndedAt { get; set; }

    /// <summary><c>completed</c>, <c>empty</c>, <c>stopped</c>, <c>timedOut</c> or <c>failed</c>.</summary>
    public required string Outcome { get; set; }

    /// <summary>How many extensions of this PBX are known after it.</summary>
    public int ExtensionsChecked { get; set; }

    public int Changed { get; set; }

    public int Added { get; set; }

    public int MarkedOffline { get; set; }

    /// <summary>
    /// How many extensions the board showed otherwise than the PBX although a healthy main connection had followed every change. It should be 0; null where
    /// it is unknown, because there was no main connection or it was not up all the time.
    /// </summary>
    public int? Differing { get; set; }

    /// <summary>How many rows the PBX sent.</summary>
    public int Rows { get; set; }

    /// <summary>How many bytes the PBX sent.</summary>
    public long Bytes { get; set; }

    /// <summary>What went wrong, for a person, in English; null when nothing did.</summary>
    public string? Error { get; set; }

    /// <summary>The error as template and values (JSON), so that it can be translated; null when nothing went wrong, and in rows of older versions.</summary>
    public string? ErrorSentence { get; set; }

    /// <summary>What the PBX itself said when the refresh failed; null when it said nothing, and in rows of older versions.</summary>
    public string? PbxWords { get; set; }

    /// <summary>True when the extensions were queried one by one.</summary>
    public bool Individual { get; set; }

    /// <summary>File name of the JSON snapshot; null when none could be written.</summary>
    public string? SnapshotFile { get; set; }
}
