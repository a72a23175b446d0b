using AmiBlazor.Board;

namespace AmiBlazor.Store;

/// <summary>One refresh as it is recorded: who requested it, when, and what came of it.</summary>
/// <param name="ConnectionId"><c>separate-…</c>, unique.</param>
/// <param name="Server">The PBX.</param>
/// <param name="AskedBy">The name of the user or the API key that requested it.</param>
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
    /// <summary>How many extensions of the PBX are known after it. Set by the store when the refresh applied something.</summary>
    public int ExtensionsChecked { get; init; }

    public int Changed { get; init; }

    public int Added { get; init; }

    public int MarkedOffline { get; init; }

    /// <summary>
    /// How many extensions the board showed otherwise than the PBX although a healthy main connection had followed every change. It should be 0; null where it
    /// is unknown. Set by the store.
    /// </summary>
    public int? Differing { get; init; }

    /// <summary>The error as template and values, so that it can be translated; null when there is none, or only its English was stored.</summary>
    public FormattableString? ErrorSentence { get; init; }

    /// <summary>What the PBX itself said when the refresh failed; null when it said nothing.</summary>
    public string? PbxWords { get; init; }

    /// <summary>True when the extensions were queried one by one.</summary>
    public bool Individual { get; init; }
}
