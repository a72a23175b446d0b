using AmiBlazor.Board;
using AmiBlazor.Refresh;

namespace AmiBlazor.Store;

/// <summary>One refresh as it is kept: who, when, what came of it.</summary>
/// <param name="ConnectionId"><c>separate-…</c>, unique.</param>
/// <param name="Server">The PBX.</param>
/// <param name="AskedBy">A user's or a key's name.</param>
/// <param name="StartedAt">UTC.</param>
/// <param name="EndedAt">UTC.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Rows">Rows that the PBX sent.</param>
/// <param name="Bytes">Bytes that the PBX sent.</param>
/// <param name="Error">What went wrong, for a person, in English; null when nothing did.</param>
/// <param name="SnapshotFile">File name of the JSON snapshot; null when none could be written.</param>
public sealed record RunRecord(
    string ConnectionId,
    string Server,
    string AskedBy,
    DateTimeOffset StartedAt,
    DateTimeOffset EndedAt,
    RefreshOutcome Outcome,
    int Rows,
    long Bytes,
    string? Error,
    string? SnapshotFile)
{
    /// <summary>Set by the store when the run applied something: extensions known on the PBX after it.</summary>
    public int ExtensionsChecked { get; init; }

    public int Changed { get; init; }

    public int Added { get; init; }

    public int MarkedOffline { get; init; }

    /// <summary>
    /// Set by the store: extensions of which the board told something else than the PBX although a healthy main connection had followed every
    /// change. 0 is what it should be; null where it cannot be told.
    /// </summary>
    public int? Differing { get; init; }

    /// <summary>The error as template and values, to be said in another language; null when there is none, or only its English was kept.</summary>
    public FormattableString? ErrorSentence { get; init; }

    /// <summary>What the PBX itself said, where it failed; null when it said nothing.</summary>
    public string? PbxWords { get; init; }

    /// <summary>True when extensions were asked for one by one.</summary>
    public bool Individual { get; init; }
}
