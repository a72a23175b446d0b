using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using AmiBlazor.Board;
using AmiBlazor.Data;
using AmiBlazor.Data.Sqlite;
using AmiBlazor.Refresh;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace AmiBlazor.Store;

/// <summary>
/// The one writer of extensions: diff, rows, changes and run in one transaction, one at a time for each PBX; then the board.
/// </summary>
internal sealed partial class ExtensionStore(
    IDbContextFactory<AmiBlazorDbContext> factory,
    SqliteWriteLock writeLock,
    LiveBoard board,
    BoardLoader loader,
    LiveEventQueues feeds,
    ExtensionMetrics metrics,
    TimeProvider time,
    ILogger<ExtensionStore> logger)
{
    /// <summary>
    /// How long a list that tells otherwise than the board waits for the events that may be on their way: what they tell is live then, and no
    /// difference.
    /// </summary>
    private static readonly TimeSpan RetryTimeout = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan PatienceStep = TimeSpan.FromMilliseconds(10);

    private readonly ConcurrentDictionary<string, PbxWriteLock> _turns = new(StringComparer.Ordinal);

    /// <summary>
    /// Applies a complete list. A known extension of its contexts that it does not hold becomes offline. A snapshot of zero rows is not
    /// for here. A status that became another did so, as far as anybody knows, when the list was asked for.
    /// </summary>
    /// <param name="snapshot">The list.</param>
    /// <param name="run">The run, recorded in the same transaction with the counts filled in.</param>
    /// <param name="cancellationToken">Ends the wait for the turn; once the transaction has begun it is not looked at.</param>
    /// <exception cref="StoreException">Nothing was changed: database locked, read-only, full or unreachable.</exception>
    public Task<StoreResult> ApplySnapshotAsync(ExtensionSnapshot snapshot, RunRecord run, CancellationToken cancellationToken) =>
        ApplyAsync(Application.OfList(snapshot, ChangeSource.Refresh, run), cancellationToken);

    /// <summary>
    /// Applies a complete list that the main connection took for itself. What it changes was found now; when it happened nobody knows.
    /// </summary>
    /// <exception cref="StoreException">Nothing was changed.</exception>
    public Task<StoreResult> ResyncAsync(ExtensionSnapshot snapshot, CancellationToken cancellationToken) =>
        ApplyAsync(Application.OfList(snapshot, ChangeSource.Resync, run: null), cancellationToken);

    /// <summary>
    /// Applies the answers of single queries: like a list, but nothing is taken for gone and the PBX's list time stays. Since no list
    /// time speaks for them, the rows that an answer repeats unchanged get their <see cref="BoardRow.LastSeen"/> written: next to the
    /// query that brought it, that costs nothing.
    /// </summary>
    /// <param name="server">The PBX.</param>
    /// <param name="askedAt">When the first query was sent.</param>
    /// <param name="askedStamp">The same as a timestamp of the clock; null where nothing else can have happened since.</param>
    /// <param name="answers">One row an extension.</param>
    /// <param name="run">The run, recorded in the same transaction with the counts filled in.</param>
    /// <param name="cancellationToken">Ends the wait for the turn; once the transaction has begun it is not looked at.</param>
    /// <exception cref="StoreException">Nothing was changed.</exception>
    public Task<StoreResult> ApplyAnswersAsync(
        string server, DateTimeOffset askedAt, long? askedStamp, ReadOnlyMemory<SnapshotRow> answers, RunRecord run, CancellationToken cancellationToken) =>
        ApplyAsync(Application.OfAnswers(server, askedAt, askedStamp, answers, run), cancellationToken);

    /// <summary>Records a run that applied nothing.</summary>
    /// <exception cref="StoreException">It could not be recorded.</exception>
    public async Task RecordRunAsync(RunRecord run, CancellationToken cancellationToken)
    {
        try
        {
            await using var context = await factory.CreateDbContextAsync(cancellationToken);
            await WriteAsync(context, writer => writer.InsertRunAsync(run), cancellationToken);
        }
        catch (Exception exception) when (IsOfDatabase(exception))
        {
            throw Failed(run.Server, exception);
        }
    }

    private static bool IsOfDatabase(Exception exception) =>
        DatabaseFailures.Of(exception) is not null || exception is DbException or IOException or TimeoutException or DBConcurrencyException;

    private async Task<StoreResult> ApplyAsync(Application application, CancellationToken cancellationToken)
    {
        var feed = feeds.For(application.Server);
        var started = time.GetTimestamp();
        while (true)
        {
            var mayWait = time.GetElapsedTime(started) < RetryTimeout;
            if (await WithWriteLockAsync(application.Server, turn => ApplyNowAsync(turn, feed, application, mayWait, cancellationToken), cancellationToken) is { } result)
                return result;
            await Task.Delay(PatienceStep, time, cancellationToken);
        }
    }

    /// <returns>Null when nothing was done, because events may be on their way that tell what the list tells.</returns>
    private async Task<StoreResult?> ApplyNowAsync(PbxWriteLock turn, LiveEventQueue feed, Application application, bool mayWait, CancellationToken cancellationToken)
    {
        // First what was heard before: a list that tells the same finds it done, and no change is told by two.
        await WriteQueuedEventsAsync(turn, feed, application.Server, cancellationToken);

        var started = time.GetTimestamp();
        var known = board.For(application.Server);
        var now = UtcTime.AsStored(time.GetUtcNow());
        var isSuperseded = application.Stamp < feed.LastListStamp;
        var diff = isSuperseded ? SnapshotDiff.None : application.Compare(known, now, application.Stamp is { } stamp ? feed.HeardSince(stamp) : null);
        var isMeasured = !isSuperseded && feed.FollowedSince is { } since && since <= application.Stamp;
        if (isMeasured && mayWait && diff.Differing > 0 && application.IsOfOtherConnection)
            return null;

        var counted = application.Run is null ? null : application.Run with
        {
            ExtensionsChecked = known.Count + diff.Added.Count,
            Changed = diff.Changed,
            Added = diff.Added.Count,
            MarkedOffline = diff.MarkedOffline,
            Differing = isMeasured ? diff.Differing : null,
        };
        var lastListAt = isSuperseded ? null : application.LastListAt;
        var added = new List<BoardRow>(diff.Added.Count);
        await WriteAsync(turn, writer => SaveAsync(writer, application, diff, added, now, lastListAt, counted), cancellationToken);
        if (lastListAt is not null && application.Stamp is { } listed)
            feed.ListRequested(listed);

        var result = Publish(application, diff, added, lastListAt);
        if (isMeasured)
        {
            result = result with
            {
                Differing = diff.Differing,
                DifferingOtherwise = diff.Updated.FindAll(static update => update.Before.StatusCode == update.After.StatusCode),
            };
        }

        metrics.Saved(application.Source, result.ChangedRows.Count, time.GetElapsedTime(started));
        LogChanges(result.ChangedRows, application.Source);
        if (isMeasured)
        {
            feed.TellChecked(new BoardVerification(application.At, application.Source, result.Known, diff.Changed - diff.MarkedOffline, diff.Differing)
            {
                ConnectionId = application.Run?.ConnectionId,
            });
        }

        return result;
    }

    /// <summary>Does one piece of work as the only writer of a PBX, over a board that is sure to be what the database holds.</summary>
    private async Task<T> WithWriteLockAsync<T>(string server, Func<PbxWriteLock, Task<T>> work, CancellationToken cancellationToken)
    {
        var turn = _turns.GetOrAdd(server, static _ => new PbxWriteLock());
        await turn.Semaphore.WaitAsync(cancellationToken);
        try
        {
            if (turn.IsInDoubt)
            {
                await loader.ReloadAsync(server, cancellationToken);
                await ReconcileAsync(turn, feeds.For(server), cancellationToken);
                turn.IsInDoubt = false;
            }

            return await work(turn);
        }
        catch (Exception exception) when (IsOfDatabase(exception))
        {
            throw Failed(server, exception);
        }
        finally
        {
            turn.Semaphore.Release();
        }
    }

    private async Task WriteAsync(PbxWriteLock turn, Func<ExtensionBulkWriter, Task> write, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await WriteAsync(context, write, cancellationToken, () => turn.IsInDoubt = true);
        turn.IsInDoubt = false;
    }

    /// <summary>One transaction, in the line that the database wants its writers to stand in.</summary>
    private async Task WriteAsync(
        AmiBlazorDbContext context, Func<ExtensionBulkWriter, Task> write, CancellationToken cancellationToken, Action? begun = null)
    {
        await writeLock.EnterAsync(cancellationToken);
        try
        {
            await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
            begun?.Invoke();
            await using (var writer = new ExtensionBulkWriter(transaction.GetDbTransaction()))
                await write(writer);
            await transaction.CommitAsync(CancellationToken.None);
        }
        finally
        {
            writeLock.Leave();
        }
    }

    private static async Task SaveAsync(
        ExtensionBulkWriter writer,
        Application application,
        SnapshotDiff diff,
        List<BoardRow> added,
        DateTimeOffset now,
        DateTimeOffset? lastListAt,
        RunRecord? run)
    {
        var (server, at, source) = (application.Server, application.At, application.Source);
        int? runId = run is null ? null : await writer.InsertRunAsync(run);
        foreach (var (to, ids) in diff.ChangedTo)
            await writer.InsertChangesAsync(ids, to, at, source, runId);
        foreach (var (to, ids) in diff.OnlyStatusTo)
            await writer.UpdateStatusAsync(ids, to, at, now);
        foreach (var row in diff.Rewritten)
            await writer.UpdateExtensionAsync(row);
        if (diff.SourceChanged.Count > 0)
            await writer.UpdateSeenAsync(diff.SourceChanged, at, source);
        if (diff.Seen.Count > 0)
            await writer.UpdateSeenAsync(diff.Seen.ConvertAll(row => row.Id), at, source);
        if (diff.Added.Count > 0)
        {
            var ids = await writer.InsertExtensionsAsync(server, diff.Added, new[] { at }, now, source, runId);
            for (var number = 0; number < ids.Count; number++)
                added.Add(NewRow(ids[number], server, diff.Added[number], at, now, source));
        }

        if (lastListAt is { } listAt)
            await writer.SetLastListAsync(server, listAt, source);
    }

    private static BoardRow NewRow(int id, string server, SnapshotRow row, DateTimeOffset at, DateTimeOffset now, string source) => new(
        id, new ExtensionKey(server, row.Context, row.Exten), row.Hint, Name: null, Department: null, row.StatusCode, Present: true,
        LastSeen: at, LastStatusChange: null, UpdatedAt: now)
    { SeenBy = source };

    private StoreResult Publish(Application application, SnapshotDiff diff, List<BoardRow> added, DateTimeOffset? lastListAt)
    {
        var known = board.For(application.Server).Count + added.Count;
        var rows = new List<BoardRow>(diff.Updated.Count + diff.Seen.Count + added.Count);
        var changed = new List<AppliedRow>(diff.Changed + added.Count);
        foreach (var (before, after) in diff.Updated)
        {
            rows.Add(after);
            if (before.StatusCode != after.StatusCode)
                changed.Add(new AppliedRow(after, before.StatusCode));
        }

        rows.AddRange(diff.Seen);
        foreach (var row in added)
        {
            rows.Add(row);
            changed.Add(new AppliedRow(row, PreviousCode: null));
        }

        var facts = lastListAt is null ? null : new BoardPbx(application.Server, lastListAt) { LastListBy = application.Source };
        board.Publish(application.Server, rows, facts);
        return new StoreResult(known, diff.Changed, diff.Added.Count, diff.MarkedOffline, changed);
    }

    private StoreException Failed(string server, Exception exception)
    {
        var failure = DatabaseFailures.Of(exception)
            ?? (exception is DBConcurrencyException ? DatabaseFailure.Constraint : DatabaseFailure.Unreachable);
        metrics.SaveFailed(failure.ToString());
        Log.SaveFailed(logger, exception, server, failure);
        return StoreException.For(failure, exception);
    }

    private void LogChanges(IReadOnlyList<AppliedRow> changes, string source)
    {
        if (!logger.IsEnabled(LogLevel.Debug))
            return;
        foreach (var (row, previousCode) in changes)
        {
            if (previousCode is { } from)
                Log.StatusChanged(logger, row.Key.Server, row.Key.Context, row.Key.Exten, from, row.StatusCode, source);
            else
                Log.ExtensionAdded(logger, row.Key.Server, row.Key.Context, row.Key.Exten, row.StatusCode, source);
        }
    }

    /// <summary>A list, or the answers of single queries, on its way into the database.</summary>
    /// <param name="Server">The PBX.</param>
    /// <param name="At">When it was asked for, as stored.</param>
    /// <param name="Stamp">The same as a timestamp of the clock; null where nothing else can have happened since.</param>
    /// <param name="LastListAt">The PBX's new list time; null where it does not move.</param>
    /// <param name="Source">One of <see cref="ChangeSource"/>.</param>
    /// <param name="Run">The refresh that brought it; null where none did.</param>
    /// <param name="Compare">What it would change.</param>
    private sealed record Application(
        string Server,
        DateTimeOffset At,
        long? Stamp,
        DateTimeOffset? LastListAt,
        string Source,
        RunRecord? Run,
        Func<PbxBoard, DateTimeOffset, HashSet<(string Context, string Exten)>?, SnapshotDiff> Compare)
    {
        /// <summary>True when events on the main connection may be behind it. What came over the main connection itself came in order.</summary>
        public bool IsOfOtherConnection => Run is not null;

        public static Application OfList(ExtensionSnapshot snapshot, string source, RunRecord? run)
        {
            if (snapshot.Rows.IsEmpty)
                throw new ArgumentException("An empty list is doubt, not truth: it is recorded, not applied.", nameof(snapshot));
            var at = UtcTime.AsStored(snapshot.ListSentAt);
            return new(
                snapshot.Server, at, snapshot.ListSentStamp, at, source, run, (known, now, younger) => SnapshotDiff.OfList(known, snapshot, at, now, younger));
        }

        public static Application OfAnswers(string server, DateTimeOffset askedAt, long? stamp, ReadOnlyMemory<SnapshotRow> answers, RunRecord run)
        {
            var at = UtcTime.AsStored(askedAt);
            return new(
                server, at, stamp, null, ChangeSource.Refresh, run, (known, now, younger) => SnapshotDiff.OfAnswers(known, answers.Span, at, now, younger));
        }
    }

    /// <summary>The line that writers of one PBX stand in.</summary>
    private sealed class PbxWriteLock
    {
        public SemaphoreSlim Semaphore { get; } = new(1, 1);

        /// <summary>
        /// A transaction broke off after it had begun. Mostly it is rolled back, but a connection that is lost while it commits does not
        /// tell: the board is loaded from the database again before anything is compared with it.
        /// </summary>
        public bool IsInDoubt { get; set; }

        /// <summary>What was heard and may be in the database because of that transaction, or may not; null when it wrote no such thing.</summary>
        public UnconfirmedWrite? Heard { get; set; }
    }
}
