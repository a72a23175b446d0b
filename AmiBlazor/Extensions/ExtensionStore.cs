using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using AmiBlazor.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace AmiBlazor.Extensions;

/// <summary>
/// The one writer of extensions: diff, rows, changes and run in one transaction, one at a time for each PBX; then the board.
/// </summary>
internal sealed partial class ExtensionStore(
    IDbContextFactory<AmiBlazorDbContext> factory,
    WriteTurn writeTurn,
    Board board,
    BoardLoader loader,
    ExtensionMetrics metrics,
    TimeProvider time,
    ILogger<ExtensionStore> logger)
{
    private readonly ConcurrentDictionary<string, PbxTurn> _turns = new(StringComparer.Ordinal);

    /// <summary>
    /// Applies a complete list. A known extension of its contexts that it does not hold becomes offline. A snapshot of zero rows is not
    /// for here. A status that became another did so, as far as anybody knows, when the list was asked for.
    /// </summary>
    /// <param name="snapshot">The list.</param>
    /// <param name="run">The run, recorded in the same transaction with the counts filled in.</param>
    /// <param name="cancellationToken">Ends the wait for the turn; once the transaction has begun it is not looked at.</param>
    /// <exception cref="StoreException">Nothing was changed: database locked, read-only, full or unreachable.</exception>
    public Task<StoreResult> ApplySnapshotAsync(ExtensionSnapshot snapshot, RunRecord run, CancellationToken cancellationToken)
    {
        if (snapshot.Rows.IsEmpty)
            throw new ArgumentException("An empty list is doubt, not truth: it is recorded, not applied.", nameof(snapshot));
        var at = UtcTime.AsStored(snapshot.ListSentAt);
        return ApplyAsync(snapshot.Server, at, at, (known, now) => SnapshotDiff.OfList(known, snapshot, at, now), run, cancellationToken);
    }

    /// <summary>
    /// Applies the answers of single queries: like a list, but nothing is taken for gone and the PBX's list time stays. Since no list
    /// time speaks for them, the rows that an answer repeats unchanged get their <see cref="BoardRow.LastSeen"/> written: next to the
    /// query that brought it, that costs nothing.
    /// </summary>
    /// <exception cref="StoreException">Nothing was changed.</exception>
    public Task<StoreResult> ApplyAnswersAsync(
        string server, DateTimeOffset askedAt, ReadOnlyMemory<SnapshotRow> answers, RunRecord run, CancellationToken cancellationToken)
    {
        var at = UtcTime.AsStored(askedAt);
        return ApplyAsync(
            server, at, lastListAt: null, (known, now) => SnapshotDiff.OfAnswers(known, answers.Span, at, now), run, cancellationToken);
    }

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

    private async Task<StoreResult> ApplyAsync(
        string server,
        DateTimeOffset at,
        DateTimeOffset? lastListAt,
        Func<PbxBoard, DateTimeOffset, SnapshotDiff> compare,
        RunRecord run,
        CancellationToken cancellationToken)
    {
        return await InTurnAsync(server, ApplyNowAsync, cancellationToken);

        async Task<StoreResult> ApplyNowAsync(PbxTurn turn)
        {
            var started = time.GetTimestamp();
            var known = board.For(server);
            var now = UtcTime.AsStored(time.GetUtcNow());
            var diff = compare(known, now);
            var counted = run with
            {
                ExtensionsChecked = known.Count + diff.Added.Count,
                Changed = diff.Changed,
                Added = diff.Added.Count,
                MarkedOffline = diff.MarkedOffline,
            };

            var added = new List<BoardRow>(diff.Added.Count);
            await WriteAsync(turn, writer => SaveAsync(writer, server, diff, added, at, now, lastListAt, counted), cancellationToken);

            var result = Publish(server, diff, added, lastListAt, counted);
            metrics.Saved(ChangeSource.Refresh, result.ChangedRows.Count, time.GetElapsedTime(started));
            LogChanges(result.ChangedRows);
            return result;
        }
    }

    /// <summary>Does one piece of work as the only writer of a PBX, over a board that is sure to be what the database holds.</summary>
    private async Task<T> InTurnAsync<T>(string server, Func<PbxTurn, Task<T>> work, CancellationToken cancellationToken)
    {
        var turn = _turns.GetOrAdd(server, static _ => new PbxTurn());
        await turn.Semaphore.WaitAsync(cancellationToken);
        try
        {
            if (turn.IsInDoubt)
            {
                await loader.ReloadAsync(server, cancellationToken);
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

    private async Task WriteAsync(PbxTurn turn, Func<ExtensionBulkWriter, Task> write, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await WriteAsync(context, write, cancellationToken, () => turn.IsInDoubt = true);
        turn.IsInDoubt = false;
    }

    /// <summary>One transaction, in the line that the database wants its writers to stand in.</summary>
    private async Task WriteAsync(
        AmiBlazorDbContext context, Func<ExtensionBulkWriter, Task> write, CancellationToken cancellationToken, Action? begun = null)
    {
        await writeTurn.EnterAsync(cancellationToken);
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
            writeTurn.Leave();
        }
    }

    private static async Task SaveAsync(
        ExtensionBulkWriter writer,
        string server,
        SnapshotDiff diff,
        List<BoardRow> added,
        DateTimeOffset at,
        DateTimeOffset now,
        DateTimeOffset? lastListAt,
        RunRecord run)
    {
        var runId = await writer.InsertRunAsync(run);
        foreach (var (to, ids) in diff.ChangedTo)
            await writer.InsertChangesAsync(ids, to, at, ChangeSource.Refresh, runId);
        foreach (var (to, ids) in diff.OnlyStatusTo)
            await writer.UpdateStatusAsync(ids, to, at, now);
        foreach (var row in diff.Rewritten)
            await writer.UpdateExtensionAsync(row);
        if (diff.Seen.Count > 0)
            await writer.UpdateSeenAsync(diff.Seen.ConvertAll(row => row.Id), at);
        if (diff.Added.Count > 0)
        {
            var ids = await writer.InsertExtensionsAsync(server, diff.Added, at, now, ChangeSource.Refresh, runId);
            for (var number = 0; number < ids.Count; number++)
                added.Add(NewRow(ids[number], server, diff.Added[number], at, now));
        }

        if (lastListAt is { } listAt)
            await writer.SetLastListAsync(server, listAt);
    }

    private static BoardRow NewRow(int id, string server, SnapshotRow row, DateTimeOffset at, DateTimeOffset now) => new(
        id, new ExtensionKey(server, row.Context, row.Exten), row.Hint, Name: null, Department: null, row.StatusCode, Present: true,
        LastSeen: at, LastStatusChange: null, UpdatedAt: now);

    private StoreResult Publish(string server, SnapshotDiff diff, List<BoardRow> added, DateTimeOffset? lastListAt, RunRecord counted)
    {
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

        board.Publish(server, rows, lastListAt);
        return new StoreResult(counted.ExtensionsChecked, counted.Changed, counted.Added, counted.MarkedOffline, changed);
    }

    private StoreException Failed(string server, Exception exception)
    {
        var failure = DatabaseFailures.Of(exception)
            ?? (exception is DBConcurrencyException ? DatabaseFailure.Constraint : DatabaseFailure.Unreachable);
        metrics.SaveFailed(failure.ToString());
        Log.SaveFailed(logger, exception, server, failure);
        return StoreException.For(failure, exception);
    }

    private void LogChanges(IReadOnlyList<AppliedRow> changes)
    {
        if (!logger.IsEnabled(LogLevel.Debug))
            return;
        foreach (var (row, previousCode) in changes)
        {
            if (previousCode is { } from)
                Log.StatusChanged(logger, row.Key.Server, row.Key.Context, row.Key.Exten, from, row.StatusCode, ChangeSource.Refresh);
            else
                Log.ExtensionAdded(logger, row.Key.Server, row.Key.Context, row.Key.Exten, row.StatusCode, ChangeSource.Refresh);
        }
    }

    /// <summary>The line that writers of one PBX stand in.</summary>
    private sealed class PbxTurn
    {
        public SemaphoreSlim Semaphore { get; } = new(1, 1);

        /// <summary>
        /// A transaction broke off after it had begun. Mostly it is rolled back, but a connection that is lost while it commits does not
        /// tell: the board is loaded from the database again before anything is compared with it.
        /// </summary>
        public bool IsInDoubt { get; set; }
    }
}
