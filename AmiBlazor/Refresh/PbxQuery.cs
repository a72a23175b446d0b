using System.Buffers;
using AmiBlazor.Ami;
using AmiBlazor.Board;
using AmiBlazor.Store;

namespace AmiBlazor.Refresh;

/// <summary>
/// Queries one PBX for the state of all its extensions over a dedicated session: the list, or single queries if the PBX has no list. Runs once.
/// Knows nothing of the database.
/// </summary>
internal sealed class PbxQuery(AmiConnector connector, AmiServerOptions server, TimeProvider time)
{
    /// <summary>The number of single queries in flight: Asterisk answers them one after the other, so more would only queue up there.</summary>
    private const int QueryWindow = 16;

    /// <summary>The extensions to query one by one if the PBX has no list.</summary>
    public IReadOnlyList<(string Context, string Exten)> Known { get; init; } = [];

    /// <summary>Query the known extensions one by one even if the PBX has a list.</summary>
    public bool Individual { get; init; }

    public ExtensionStateCache Cache { get; init; } = new();

    public AmiProgress Progress { get; init; } = new();

    /// <summary>Records what the PBX sends; null to record nothing.</summary>
    public AmiTranscript? Transcript { get; init; }

    /// <summary>Called with each phase as it begins, on the query's own path; must return at once.</summary>
    public Action<RefreshPhase> OnPhase { get; init; } = static _ => { };

    /// <summary>The logoff, once the query has ended; it runs while the rows are being saved. Never faults.</summary>
    public Task Closing { get; private set; } = Task.CompletedTask;

    /// <summary>Runs the query and returns when the answer is complete.</summary>
    /// <param name="stop">Cancelled when a user stops the refresh: the query ends at once. Its logoff is marked as stopped.</param>
    /// <param name="deadline">Cancelled at the deadline: the query ends at once. Its logoff is marked as timed out.</param>
    /// <exception cref="AmiException">The query failed.</exception>
    /// <exception cref="OperationCanceledException">The query was stopped, or the deadline passed.</exception>
    public async Task<PbxAnswer> RunAsync(CancellationToken stop, CancellationToken deadline)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, deadline);
        OnPhase(RefreshPhase.Connecting);
        var session = await connector.ConnectAsync(server, AmiProtocol.EventsOff, Progress, Transcript, either.Token);

        var actionId = AmiActionId.New("bulk");
        try
        {
            var (askedAt, askedStamp) = (time.GetUtcNow(), time.GetTimestamp());
            var (rows, count, statistics) = Individual
                ? await AskOneByOneAsync(session, either.Token)
                : await ListAsync(session, actionId, either.Token);
            var devices = await DevicesAsync(session, rows.AsMemory(0, count), either.Token);
            Transcript?.Seal();
            Closing = CloseAsync(session, actionId + "-complete");
            return new PbxAnswer(rows, count, askedAt, askedStamp, statistics) { Devices = devices };
        }
        catch (Exception failure)
        {
            // The caller gets the answer now and does not wait for the logoff.
            var manner = failure is not OperationCanceledException ? "-complete" : stop.IsCancellationRequested ? "-stop" : "-timeout";
            Closing = CloseAsync(session, actionId + manner);
            throw;
        }
    }

    private async Task<(SnapshotRow[] Rows, int Count, RefreshStatistics Statistics)> ListAsync(
        AmiSession session, string actionId, CancellationToken cancellationToken)
    {
        OnPhase(RefreshPhase.Listing);
        try
        {
            using var list = await session.ListExtensionStatesAsync(actionId, Cache, cancellationToken);
            await AmbiguousHints.SettleAsync(session, list, cancellationToken);
            return Keep(list);
        }
        catch (AmiException refused) when (refused is AmiCommandUnknownException or AmiRefusedException)
        {
            if (Known.Count == 0) throw;
            return await AskOneByOneAsync(session, cancellationToken);
        }
    }

    /// <summary>The states of the devices of hints with several. The list is complete without them, so whatever fails here costs only them.</summary>
    private static async Task<IReadOnlyDictionary<string, string>?> DevicesAsync(
        AmiSession session, ReadOnlyMemory<SnapshotRow> rows, CancellationToken cancellationToken)
    {
        try
        {
            return await DeviceStateReader.ReadAsync(session, Hint.SharedDevices(Hints(rows)), Hint.IsPhone, cancellationToken);
        }
        catch (AmiException)
        {
            return null;
        }

        static IEnumerable<string> Hints(ReadOnlyMemory<SnapshotRow> rows)
        {
            for (var index = 0; index < rows.Length; index++) yield return rows.Span[index].Hint;
        }
    }

    private (SnapshotRow[] Rows, int Count, RefreshStatistics Statistics) Keep(ExtensionStateList list)
    {
        var rows = ArrayPool<SnapshotRow>.Shared.Rent(Math.Max(1, list.Rows.Length));
        int count = 0, unknown = 0;
        foreach (var state in list.Rows)
        {
            if (state.Status < 0) unknown++;
            if (server.Keeps(state.Context, state.Exten)) rows[count++] = Row(state);
        }

        return (rows, count, new RefreshStatistics(
            SuccessfulQueries: list.Rows.Length - unknown,
            FailedQueries: unknown,
            ExtensionsFound: list.Rows.Length,
            RowsOutsideContexts: list.Rows.Length - count,
            TotalEvents: list.RowsReceived + 1,
            ExtensionEvents: list.RowsReceived,
            BufferSize: Progress.Bytes,
            CompletionEventDetected: true,
            Individual: false));
    }

    private async Task<(SnapshotRow[] Rows, int Count, RefreshStatistics Statistics)> AskOneByOneAsync(
        AmiSession session, CancellationToken cancellationToken)
    {
        OnPhase(RefreshPhase.Asking);
        var answers = new ExtensionState?[Known.Count];
        int answered = 0, failed = 0;
        await Parallel.ForEachAsync(
            Enumerable.Range(0, answers.Length),
            new ParallelOptions { MaxDegreeOfParallelism = QueryWindow, CancellationToken = cancellationToken },
            async (index, token) =>
            {
                var (context, exten) = Known[index];
                try
                {
                    answers[index] = await session.GetExtensionStateAsync(context, exten, token);
                    Progress.Report(Interlocked.Increment(ref answered), Progress.Bytes);
                }
                catch (AmiException refused) when (refused is AmiRefusedException or AmiTimeoutException or AmiInvalidActionException)
                {
                    // This extension keeps its state; the others are still queried.
                    Interlocked.Increment(ref failed);
                }
            });

        if (answered == 0)
        {
            throw new AmiRefusedException(
                $"PBX “{server.Name}” has no list of extension states and answered none of {failed} individual queries. Check that it runs Asterisk 13 or later and that the account has write=reporting in manager.conf.",
                null);
        }

        var rows = ArrayPool<SnapshotRow>.Shared.Rent(answered);
        int count = 0, unknown = 0;
        foreach (var state in answers)
        {
            if (state is null) continue;
            if (state.Status < 0) unknown++;
            rows[count++] = Row(state);
        }

        return (rows, count, new RefreshStatistics(
            SuccessfulQueries: answered - unknown,
            FailedQueries: failed + unknown,
            ExtensionsFound: answered,
            RowsOutsideContexts: 0,
            TotalEvents: 0,
            ExtensionEvents: 0,
            BufferSize: Progress.Bytes,
            CompletionEventDetected: false,
            Individual: true));
    }

    private static SnapshotRow Row(ExtensionState state) => new(state.Context, state.Exten, state.Hint, state.Status);

    private static async Task CloseAsync(AmiSession session, string actionId)
    {
        await using (session) await session.LogoffAsync(actionId);
    }
}
