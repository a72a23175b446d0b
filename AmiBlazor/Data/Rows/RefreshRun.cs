namespace AmiBlazor.Data.Rows;

/// <summary>One refresh of one PBX, whatever came of it.</summary>
internal sealed class RefreshRun
{
    public int Id { get; set; }

    /// <summary><c>separate-…</c>, unique.</summary>
    public required string ConnectionId { get; set; }

    public required string Server { get; set; }

    /// <summary>Who asked: a user's or a key's name.</summary>
    public required string AskedBy { get; set; }

    public DateTimeOffset StartedAt { get; set; }

    public DateTimeOffset EndedAt { get; set; }

    /// <summary><c>completed</c>, <c>empty</c>, <c>stopped</c>, <c>timedOut</c> or <c>failed</c>.</summary>
    public required string Outcome { get; set; }

    /// <summary>Extensions known on this PBX after the run.</summary>
    public int ExtensionsChecked { get; set; }

    public int Changed { get; set; }

    public int Added { get; set; }

    public int MarkedOffline { get; set; }

    /// <summary>
    /// Extensions of which the board told something else than the PBX, though a healthy main connection had followed every change: 0 is what it
    /// should be. Null where it cannot be told: no main connection, or one that was not up all the time.
    /// </summary>
    public int? Differing { get; set; }

    /// <summary>Rows that the PBX sent.</summary>
    public int Rows { get; set; }

    /// <summary>Bytes that the PBX sent.</summary>
    public long Bytes { get; set; }

    /// <summary>What went wrong, for a person, in English; null when nothing did.</summary>
    public string? Error { get; set; }

    /// <summary>The error as template and values (JSON), to be said in another language; null when nothing went wrong, and in rows of older versions.</summary>
    public string? ErrorSentence { get; set; }

    /// <summary>What the PBX itself said, where it failed; null when it said nothing, and in rows of older versions.</summary>
    public string? PbxWords { get; set; }

    /// <summary>True when extensions were asked for one by one.</summary>
    public bool Individual { get; set; }

    /// <summary>File name of the JSON snapshot; null when none could be written.</summary>
    public string? SnapshotFile { get; set; }
}
