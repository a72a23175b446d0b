using AmiBlazor.Ami;
using AmiBlazor.Auth.Accounts;
using AmiBlazor.Board;
using AmiBlazor.Store;

namespace AmiBlazor.Refresh;

/// <summary>How a refresh ended that changed nothing, and what a person is told of it.</summary>
internal sealed record RefreshEnd(RefreshOutcome Outcome, RefreshFailure Failure, FormattableString Sentence, string? PbxWords)
{
    /// <summary>The sentence in English.</summary>
    public string Message => FormattableString.Invariant(Sentence);

    public static RefreshEnd Stopped(string server) =>
        new(RefreshOutcome.Stopped, RefreshFailure.Stopped, $"The refresh of {server} was stopped; nothing was changed.", null);

    public static RefreshEnd TimedOut(string server, TimeSpan timeout, int rows) => new(
        RefreshOutcome.TimedOut,
        RefreshFailure.Deadline,
        $"{server} did not finish its list within {timeout.TotalSeconds:0.###} s ({rows:N0} rows had come); nothing was changed. Check the PBX's load and the network, or raise Refresh:Timeout.",
        null);

    public static RefreshEnd Empty(string server, RefreshStatistics statistics) => new(
        RefreshOutcome.Empty,
        RefreshFailure.None,
        statistics.RowsOutsideContexts switch
        {
            > 0 => $"{server} sent {statistics.RowsOutsideContexts:N0} extensions, none of them in the configured contexts; nothing was changed. Check Ami:Servers:N:Contexts.",
            _ => $"{server} sent a complete list without a single extension; nothing was changed. Check that its dialplan has hints: it may be starting or reloading.",
        },
        null);

    public static RefreshEnd Failed(AmiException failure) => new(
        failure is AmiTimeoutException ? RefreshOutcome.TimedOut : RefreshOutcome.Failed,
        failure is AmiTimeoutException ? RefreshFailure.Deadline : RefreshFailure.Pbx,
        failure.Sentence,
        failure.PbxWords);

    public static RefreshEnd NotSaved(StoreException failure) =>
        new(RefreshOutcome.Failed, RefreshFailure.Database, failure.Sentence, null);

    public static RefreshEnd UnexpectedFailure(string server) => new(
        RefreshOutcome.Failed,
        RefreshFailure.Internal,
        $"The refresh of {server} failed for a reason inside AmiBlazor; nothing was changed. The log of the server says more.",
        null);
}
