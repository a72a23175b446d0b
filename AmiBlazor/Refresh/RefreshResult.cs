using AmiBlazor.Board;
using AmiBlazor.Store;

namespace AmiBlazor.Refresh;

/// <summary>How one refresh of one PBX ended.</summary>
public sealed record RefreshResult
{
    public required string ConnectionId { get; init; }

    public required string Server { get; init; }

    public required string AskedBy { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>From the click to the commit, or to the end.</summary>
    public required TimeSpan Duration { get; init; }

    public required RefreshOutcome Outcome { get; init; }

    public RefreshFailure Failure { get; init; }

    /// <summary>A complete list came, if only an empty one.</summary>
    public bool Succeeded => Outcome is RefreshOutcome.Completed or RefreshOutcome.Empty;

    /// <summary>One or two sentences for a person, as template and values: they can be said in another language.</summary>
    public required FormattableString Sentence { get; init; }

    /// <summary>The sentence in English.</summary>
    public string Message => FormattableString.Invariant(Sentence);

    /// <summary>What the PBX itself said, where it failed; null when it said nothing.</summary>
    public string? PbxWords { get; init; }

    /// <summary>Something to look at though the refresh completed; null when nothing.</summary>
    public FormattableString? WarningSentence { get; init; }

    /// <summary>The warning in English.</summary>
    public string? Warning => WarningSentence is { } sentence ? FormattableString.Invariant(sentence) : null;

    /// <summary>Whether the board had been right until then, in a few words; null where it cannot be told.</summary>
    public FormattableString? TruthSentence { get; init; }

    /// <summary>What was saved; null when nothing was.</summary>
    public StoreResult? Saved { get; init; }

    public RefreshStatistics Statistics { get; init; } = RefreshStatistics.None;

    /// <summary>
    /// The JSON file, written beside the answer and not before it. Never faults: a file that could not be written is a message. Null when
    /// nothing had been received that a file could hold.
    /// </summary>
    public Task<SnapshotFile>? File { get; init; }
}
