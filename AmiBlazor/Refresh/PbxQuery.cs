using System.Buffers;
using AmiBlazor.Ami;
using AmiBlazor.Store;

namespace AmiBlazor.Refresh;

/// <summary>
/// Asks one PBX for the state of all its extensions, over a session of its own that lives for this question alone: the list, or single queries where
/// the PBX has no list. Knows nothing of the database.
/// </summary>
internal sealed class PbxQuery(AmiConnector connector, TimeProvider time)
{
    /// <summary>How many single queries are on the way at a time: Asterisk answers them one after the other, so more would only pile up there.</summary>
    private const int QueryWindow = 16;

    /// <summary>Runs the question to its end.</summary>
    /// <param name="request">What is wanted.</param>
    /// <param name="stop">A person's stop: ends at once, with the goodbye of a stopped query.</param>
    /// <param name="deadline">The time is over: ends at once, with the goodbye of a late one.</param>
    /// <exception cref="AmiException">The PBX could not be asked.</exception>
    /// <exception cref="OperationCanceledException">Stopped or late.</exception>
    public async Task<PbxAnswer> RunAsync(PbxRequest request, CancellationToken stop, CancellationToken deadline)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, deadline);
        request.OnPhase(RefreshPhase.Connecting);
        var session = await connector.ConnectAsync(request.Server, "off", request.Progress, request.Transcript, either.Token);

        var actionId = AmiActionId.New("bulk");
        try
        {
            var (askedAt, askedStamp) = (time.GetUtcNow(), time.GetTimestamp());
            var (rows, count, statistics) = request.Individual
                ? await AskOneByOneAsync(session, request, either.Token)
                : await ListAsync(session, actionId, request, either.Token);
            request.Transcript?.Seal();
            request.Closing = CloseAsync(session, actionId + "-complete");
            return new PbxAnswer(rows, count, askedAt, askedStamp, statistics);
        }
        catch (Exception failure)
        {
            // Whoever asked is answered now; the goodbye goes its own way.
            var manner = failure is not OperationCanceledException ? "-complete" : stop.IsCancellationRequested ? "-stop" : "-timeout";
            request.Closing = CloseAsync(session, actionId + manner);
            throw;
        }
    }

    private static async Task<(SnapshotRow[] Rows, int Count, RefreshStatistics Statistics)> ListAsync(
        AmiSession session, string actionId, PbxRequest request, CancellationToken cancellationToken)
    {
        request.OnPhase(RefreshPhase.Listing);
        try
        {
            using var list = await session.ListExtensionStatesAsync(actionId, request.Cache, cancellationToken);
            return Keep(list, request);
        }
        catch (AmiException refused) when (refused is AmiCommandUnknownException or AmiRefusedException)
        {
            if (request.Known.Count == 0) throw;
            return await AskOneByOneAsync(session, request, cancellationToken);
        }
    }

    private static (SnapshotRow[] Rows, int Count, RefreshStatistics Statistics) Keep(ExtensionStateList list, PbxRequest request)
    {
        var contexts = request.Server.Contexts;
        var rows = ArrayPool<SnapshotRow>.Shared.Rent(Math.Max(1, list.Rows.Length));
        int count = 0, unknown = 0;
        foreach (var state in list.Rows)
        {
            if (state.Status < 0) unknown++;
            if (contexts.Count == 0 || contexts.Contains(state.Context, StringComparer.Ordinal)) rows[count++] = Row(state);
        }

        return (rows, count, new RefreshStatistics(
            SuccessfulQueries: list.Rows.Length - unknown,
            FailedQueries: unknown,
            ExtensionsFound: list.Rows.Length,
            RowsOutsideContexts: list.Rows.Length - count,
            TotalEvents: list.RowsReceived + 1,
            ExtensionEvents: list.RowsReceived,
            BufferSize: request.Progress.Bytes,
            CompletionEventDetected: true,
            Individual: false));
    }

    private static async Task<(SnapshotRow[] Rows, int Count, RefreshStatistics Statistics)> AskOneByOneAsync(
        AmiSession session, PbxRequest request, CancellationToken cancellationToken)
    {
        request.OnPhase(RefreshPhase.Asking);
        var answers = new ExtensionState?[request.Known.Count];
        int answered = 0, failed = 0;
        await Parallel.ForEachAsync(
            Enumerable.Range(0, answers.Length),
            new ParallelOptions { MaxDegreeOfParallelism = QueryWindow, CancellationToken = cancellationToken },
            async (index, token) =>
            {
                var (context, exten) = request.Known[index];
                try
                {
                    answers[index] = await session.GetExtensionStateAsync(context, exten, token);
                    request.Progress.Report(Interlocked.Increment(ref answered), request.Progress.Bytes);
                }
                catch (AmiException refused) when (refused is AmiRefusedException or AmiTimeoutException or AmiInvalidActionException)
                {
                    // This one keeps the state that it had; the others are asked all the same.
                    Interlocked.Increment(ref failed);
                }
            });

        if (answered == 0)
        {
            throw new AmiRefusedException(
                $"PBX “{request.Server.Name}” has no list of extension states and answered none of {failed} single queries. Check that its Asterisk is 13 or newer and that the account has write=reporting in manager.conf.",
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
            BufferSize: request.Progress.Bytes,
            CompletionEventDetected: false,
            Individual: true));
    }

    private static SnapshotRow Row(ExtensionState state) => new(state.Context, state.Exten, state.Hint, state.Status);

    private static async Task CloseAsync(AmiSession session, string actionId)
    {
        await using (session) await session.LogoffAsync(actionId);
    }
}
