using AmiBlazor.Board;
using AmiBlazor.Data;
using AmiBlazor.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AmiBlazor.Store;

/// <summary>
/// The one writer of extensions, one write at a time for each PBX. Every write is a diff with the board, then one transaction with rows, changes and the
/// refresh, then a publication on the board.
/// </summary>
internal sealed partial class ExtensionStore
{
    /// <summary>
    /// How long a list that differs from the board waits for events that may be on their way: a change with an event is live, and no difference.
    /// </summary>
    private static readonly TimeSpan RetryTimeout = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(10);

    private readonly ExtensionTransactions _transactions;
    private readonly QueuedEventsWriter _queuedEvents;
    private readonly LiveBoard _board;
    private readonly ExtensionMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger<ExtensionStore> _logger;

    public ExtensionStore(
        IDbContextFactory<AmiBlazorDbContext> factory,
        SqliteWriteLock sqliteLock,
        LiveBoard board,
        BoardLoader loader,
        LiveEventQueues queues,
        CommitObservers observers,
        ExtensionMetrics metrics,
        TimeProvider time,
        ILogger<ExtensionStore> logger)
    {
        _transactions = new ExtensionTransactions(factory, sqliteLock, loader, board, queues, observers, metrics, time, logger);
        _queuedEvents = new QueuedEventsWriter(_transactions, board, metrics, time);
        _board = board;
        _metrics = metrics;
        _time = time;
        _logger = logger;
    }

    /// <summary>
    /// Applies the complete list of a refresh. A known extension of its contexts that it does not hold becomes offline. The time of a change is the time at
    /// which the list was requested: nobody knows a better one.
    /// </summary>
    /// <param name="snapshot">The list; an empty one is refused.</param>
    /// <param name="run">The refresh, recorded in the same transaction with the counts filled in.</param>
    /// <param name="cancellationToken">Ends the wait for the lock; has no effect once the transaction has begun.</param>
    /// <exception cref="StoreException">Nothing was changed: database locked, read-only, full or unreachable.</exception>
    public Task<StoreResult> ApplySnapshotAsync(ExtensionSnapshot snapshot, RunRecord run, CancellationToken cancellationToken) =>
        ApplyAsync(SnapshotUpdate.OfList(snapshot, ChangeSource.Refresh, run), cancellationToken);

    /// <summary>Applies the complete list that the main connection requested for itself. The time of a change is not known, only when it was found.</summary>
    /// <exception cref="StoreException">Nothing was changed.</exception>
    public Task<StoreResult> ResyncAsync(ExtensionSnapshot snapshot, CancellationToken cancellationToken) =>
        ApplyAsync(SnapshotUpdate.OfList(snapshot, ChangeSource.Resync, run: null), cancellationToken);

    /// <summary>
    /// Applies the answers of single queries: like a list, but no extension is marked offline and the PBX's list time stays. Since no list time speaks for
    /// unchanged rows, their <see cref="BoardRow.LastSeen"/> is written; next to the query that brought the answer, that costs nothing.
    /// </summary>
    /// <param name="server">The PBX.</param>
    /// <param name="askedAt">When the first query was sent.</param>
    /// <param name="askedStamp">The same as a timestamp of the clock; null where nothing else can have happened since.</param>
    /// <param name="answers">One row for each extension.</param>
    /// <param name="run">The refresh, recorded in the same transaction with the counts filled in.</param>
    /// <param name="cancellationToken">Ends the wait for the lock; has no effect once the transaction has begun.</param>
    /// <exception cref="StoreException">Nothing was changed.</exception>
    public Task<StoreResult> ApplyAnswersAsync(
        string server, DateTimeOffset askedAt, long? askedStamp, ReadOnlyMemory<SnapshotRow> answers, RunRecord run, CancellationToken cancellationToken) =>
        ApplyAsync(SnapshotUpdate.OfAnswers(server, askedAt, askedStamp, answers, run), cancellationToken);

    /// <summary>Records a refresh that changed no extension.</summary>
    /// <exception cref="StoreException">It could not be recorded.</exception>
    public Task RecordRunAsync(RunRecord run, CancellationToken cancellationToken) => _transactions.WriteAsync(run, cancellationToken);

    /// <summary>
    /// Writes all queued events of a PBX, in the order of arrival. For its main connection, which gets all that it must know with the result.
    /// </summary>
    /// <exception cref="StoreException">The database failed; the events that were not written stay in the queue.</exception>
    public Task<QueuedEventsResult> WriteQueuedEventsAsync(string server, CancellationToken cancellationToken) =>
        WriteQueuedEventsAsync(server, mayWait: false, cancellationToken);

    /// <summary>The same; if it may wait, what may be one half of a change whose other half is on its way stays in the queue.</summary>
    /// <inheritdoc cref="WriteQueuedEventsAsync(string, CancellationToken)" path="/exception"/>
    public Task<QueuedEventsResult> WriteQueuedEventsAsync(string server, bool mayWait, CancellationToken cancellationToken) => _transactions.WithWriteLockAsync(
        server,
        async pbx =>
        {
            if (!pbx.IsOwner) throw GivenAway(server);
            var (written, _, isHalf) = await _queuedEvents.WriteAsync(pbx, mayWait, cancellationToken);
            var (hasReloadTrace, verifications) = pbx.Queue.State.TakeNews();
            return new QueuedEventsResult(written, hasReloadTrace, verifications) { IsHalf = isHalf };
        },
        cancellationToken);

    private static StoreException GivenAway(string server) =>
        new($"Nothing was saved: another node of the cluster follows {server} now. Try again in a few seconds.", cause: null);

    private async Task<StoreResult> ApplyAsync(SnapshotUpdate update, CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        while (true)
        {
            var mayWait = _time.GetElapsedTime(started) < RetryTimeout;
            if (await _transactions.WithWriteLockAsync(update.Server, pbx => TryApplyAsync(pbx, update, mayWait, cancellationToken), cancellationToken)
                is { } result)
            {
                return result;
            }

            await Task.Delay(RetryInterval, _time, cancellationToken);
        }
    }

    /// <summary>Diff, then one transaction, then publish.</summary>
    /// <returns>Null when nothing was applied: events that explain the difference may be on their way, or room was made for new extensions.</returns>
    private async Task<StoreResult?> TryApplyAsync(PbxWriteLock pbx, SnapshotUpdate update, bool mayWait, CancellationToken cancellationToken)
    {
        // A list that was asked for while this process followed the PBX, and is there when another node does.
        if (!pbx.IsOwner) throw GivenAway(update.Server);

        // The events come first: then a list that says the same finds it done, and no change is recorded twice.
        var (_, hasReloadTraces, _) = await _queuedEvents.WriteAsync(pbx, mayWait: false, cancellationToken);

        var started = _time.GetTimestamp();
        var known = _board.For(update.Server);
        var now = UtcTime.AsStored(_time.GetUtcNow());
        var state = pbx.Queue.State;
        var isSuperseded = update.Stamp < state.LastListStamp;
        if (update.Devices is { } devices) pbx.Queue.Hints.TakeStates(devices, update.Stamp);
        var diff = isSuperseded
            ? SnapshotDiff.None
            : update.Compare(known, now, update.Stamp is { } stamp ? state.ReceivedSince(stamp) : null, pbx.Queue.Hints);
        if (diff.NotAdded > 0 && await TryMakeRoomAsync(pbx, diff.NotAdded, cancellationToken)) return null;
        var isMeasured = !isSuperseded && state.FollowedSince is { } since && since <= update.Stamp;

        // What a refresh wrote for the main connection, the main connection learns when it is woken.
        if (hasReloadTraces && update.IsOfOtherConnection) pbx.Queue.Wake();
        if (isMeasured && mayWait && diff.Differing > 0 && update.IsOfOtherConnection) return null;

        var run = update.Run is null ? null : update.Run with
        {
            ExtensionsChecked = known.Count + diff.Added.Count,
            Changed = diff.Changed,
            Added = diff.Added.Count,
            MarkedOffline = diff.MarkedOffline,
            Differing = isMeasured ? diff.Differing : null,
        };
        var lastListAt = isSuperseded ? null : update.LastListAt;
        var added = new List<BoardRow>(diff.Added.Count);
        await _transactions.WriteAsync(pbx, writer => update.WriteAsync(writer, diff, run, lastListAt, now, added), cancellationToken);
        if (lastListAt is not null && update.Stamp is { } listed) state.ListSaved(listed);

        var result = Publish(pbx, update, diff, added, lastListAt);
        _metrics.Saved(update.Source, result.ChangedRows.Count, _time.GetElapsedTime(started));
        LogChanges(result.ChangedRows, update.Source);
        return isMeasured ? Verified(pbx, update, diff, result) : result;
    }

    private StoreResult Publish(PbxWriteLock pbx, SnapshotUpdate update, SnapshotDiff diff, List<BoardRow> added, DateTimeOffset? lastListAt)
    {
        var known = _board.For(update.Server).Count + added.Count;
        var rows = new List<BoardRow>(diff.Updated.Count + diff.Seen.Count + added.Count);
        var changed = new List<AppliedRow>(diff.Changed + added.Count);
        foreach (var (before, after) in diff.Updated)
        {
            rows.Add(after);
            if (before.StatusCode != after.StatusCode) changed.Add(new AppliedRow(after, before.StatusCode));
        }

        rows.AddRange(diff.Seen);
        foreach (var row in added)
        {
            rows.Add(row);
            changed.Add(new AppliedRow(row, PreviousCode: null));
        }

        var facts = lastListAt is null ? null : new BoardPbx(update.Server, lastListAt) { LastListBy = update.Source };
        _board.Publish(update.Server, rows, facts);
        pbx.Queue.Hints.Follow(_board.For(update.Server), rows);
        if (lastListAt is not null) pbx.Queue.Hints.ListSaved(_board.For(update.Server), update.Ambiguous);
        return new StoreResult(known, diff.Changed, diff.Added.Count, diff.MarkedOffline, changed) { NotAdded = diff.NotAdded, ListedBefore = diff.ListedBefore };
    }

    private static StoreResult Verified(PbxWriteLock pbx, SnapshotUpdate update, SnapshotDiff diff, StoreResult result)
    {
        var verification = new BoardVerification(update.At, update.Source, result.Known, diff.Changed - diff.MarkedOffline - diff.Returned, diff.Differing)
        {
            ConnectionId = update.Run?.ConnectionId,
        };
        if (update.IsOfOtherConnection)
        {
            pbx.Queue.State.AddVerification(verification);
            pbx.Queue.Wake();
        }

        return result with
        {
            Verification = verification,
            DifferingOtherwise = diff.Updated.FindAll(static update =>
                update.Before.StatusCode == update.After.StatusCode && update.Before.Present != update.After.Present),
        };
    }

    private void LogChanges(IReadOnlyList<AppliedRow> changes, string source)
    {
        if (!_logger.IsEnabled(LogLevel.Debug)) return;
        foreach (var (row, previousCode) in changes)
        {
            if (previousCode is { } from)
                Log.StatusChanged(_logger, row.Key.Server, row.Key.Context, row.Key.Exten, from, row.StatusCode, source);
            else
                Log.ExtensionAdded(_logger, row.Key.Server, row.Key.Context, row.Key.Exten, row.StatusCode, source);
        }
    }
}
