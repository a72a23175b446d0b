using AmiBlazor.Ami;
using AmiBlazor.Auth.Accounts;
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

    /// <summary>The time from the click to the commit, or to the failure.</summary>
    public TimeSpan Duration { get; init; }

    public required RefreshOutcome Outcome { get; init; }

    public RefreshFailure Failure { get; init; }

    /// <summary>True if a complete list was received, even an empty one.</summary>
    public bool Succeeded => Outcome is RefreshOutcome.Completed or RefreshOutcome.Empty;

    /// <summary>One or two sentences for the user, as template and values, so that they can be translated.</summary>
    public required FormattableString Sentence { get; init; }

    /// <summary>The sentence in English.</summary>
    public string Message => FormattableString.Invariant(Sentence);

    /// <summary>The PBX's own message about the failure; null if there is none.</summary>
    public string? PbxWords { get; init; }

    /// <summary>A warning about a completed refresh; null if there is none.</summary>
    public FormattableString? WarningSentence { get; init; }

    /// <summary>The warning in English.</summary>
    public string? Warning => WarningSentence is { } sentence ? FormattableString.Invariant(sentence) : null;

    /// <summary>Whether the board was right until then, in a few words; null if unknown.</summary>
    public FormattableString? TruthSentence { get; init; }

    /// <summary>What was saved; null if nothing was.</summary>
    public StoreResult? Saved { get; init; }

    public RefreshStatistics Statistics { get; init; } = RefreshStatistics.None;

    /// <summary>
    /// The JSON file, written in the background. Never faults: if the file cannot be written, the result says so. Null if there was nothing to write.
    /// </summary>
    public Task<SnapshotFile>? File { get; init; }

    internal static RefreshResult Completed(RunningRefresh run, StoreResult saved, TimeSpan duration) =>
        Of(run, RefreshOutcome.Completed, RefreshFailure.None, RefreshMessages.Completed(run.Server, saved, duration)) with
        {
            Duration = duration,
            WarningSentence = saved.NotAdded > 0 ? StoreMessages.NoRoom(run.Server, saved.NotAdded) : RefreshMessages.Collapse(run.Server, saved),
            TruthSentence = RefreshMessages.Truth(saved),
            Saved = saved,
        };

    internal static RefreshResult Stopped(RunningRefresh run) =>
        Of(run, RefreshOutcome.Stopped, RefreshFailure.Stopped, $"The refresh of {run.Server} was stopped; nothing was changed.");

    internal static RefreshResult TimedOut(RunningRefresh run, TimeSpan timeout) => Of(
        run,
        RefreshOutcome.TimedOut,
        RefreshFailure.Deadline,
        $"{run.Server} did not finish its list within {timeout.TotalSeconds:0.###} s ({run.Rows:N0} rows received); nothing was changed. Check the PBX's load and the network, or increase Refresh:Timeout.");

    internal static RefreshResult Empty(RunningRefresh run, RefreshStatistics statistics) => Of(
        run,
        RefreshOutcome.Empty,
        RefreshFailure.None,
        statistics.RowsOutsideContexts switch
        {
            > 0 => $"{run.Server} sent {statistics.RowsOutsideContexts:N0} extensions, none of them in the configured contexts; nothing was changed. Check Ami:Servers:N:Contexts.",
            _ => $"{run.Server} sent a complete list without a single extension; nothing was changed. Check that its dialplan has hints; the PBX may be starting or reloading.",
        });

    internal static RefreshResult Failed(RunningRefresh run, AmiException failure) =>
        (failure is AmiTimeoutException
            ? Of(run, RefreshOutcome.TimedOut, RefreshFailure.Deadline, failure.Sentence)
            : Of(run, RefreshOutcome.Failed, RefreshFailure.Pbx, failure.Sentence)) with
        { PbxWords = failure.PbxWords };

    internal static RefreshResult NotSaved(RunningRefresh run, StoreException failure) =>
        Of(run, RefreshOutcome.Failed, RefreshFailure.Database, failure.Sentence);

    internal static RefreshResult UnexpectedFailure(RunningRefresh run) => Of(
        run,
        RefreshOutcome.Failed,
        RefreshFailure.Internal,
        $"The refresh of {run.Server} failed because of an internal error in AmiBlazor; nothing was changed. See the server log for details.");

    /// <summary>The node of a cluster that has, or had, the refresh does not answer any more.</summary>
    internal static RefreshResult NodeGone(RunningRefresh run) => Of(
        run,
        RefreshOutcome.Failed,
        RefreshFailure.Internal,
        $"The node that follows {run.Server} does not answer; another one takes over. Refresh again in a few seconds.");

    private static RefreshResult Of(RunningRefresh run, RefreshOutcome outcome, RefreshFailure failure, FormattableString sentence) => new()
    {
        ConnectionId = run.ConnectionId,
        Server = run.Server,
        AskedBy = run.AskedBy,
        StartedAt = run.StartedAt,
        Outcome = outcome,
        Failure = failure,
        Sentence = sentence,
        Statistics = RefreshStatistics.None with { ExtensionEvents = run.Rows, BufferSize = run.Progress.Bytes },
    };
}
