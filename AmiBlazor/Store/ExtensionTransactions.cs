using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using System.Globalization;
using AmiBlazor.Board;
using AmiBlazor.Data;
using AmiBlazor.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace AmiBlazor.Store;

/// <summary>
/// The way of extensions into the database: one writer at a time for each PBX, and one transaction for each write. When nobody knows whether a transaction
/// was committed, that is found out before the next write of the same PBX.
/// </summary>
/// <remarks>
/// Between processes the row of the PBX is the fence: its epoch says who may write, its sequence number which state the writer must know. Each transaction
/// begins by comparing both (ADR-013).
/// </remarks>
internal sealed partial class ExtensionTransactions(
    IDbContextFactory<AmiBlazorDbContext> factory,
    SqliteWriteLock sqliteLock,
    BoardLoader loader,
    LiveBoard board,
    LiveEventQueues queues,
    CommitObservers observers,
    ExtensionMetrics metrics,
    TimeProvider time,
    ILogger<ExtensionStore> logger)
{
    // The board is stale only where somebody has written beside this process; three times in a row is somebody who goes on.
    private const int Attempts = 3;

    // Beside the owner of a busy PBX, who writes twenty times a second, a guest is often a moment late.
    private const int AttemptsOfGuest = 30;

    /// <summary>How long a guest waits for what the owner has just written, before it loads the PBX.</summary>
    private static readonly TimeSpan LongestWay = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentDictionary<string, PbxWriteLock> _locks = new(StringComparer.Ordinal);
    private readonly string _owner = string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}, PID {Environment.ProcessId}");

    /// <summary>Does a piece of work as the only writer of a PBX, while the board is sure to be what the database holds.</summary>
    /// <exception cref="StoreException">The database failed.</exception>
    public async Task<T> WithWriteLockAsync<T>(string server, Func<PbxWriteLock, Task<T>> work, CancellationToken cancellationToken)
    {
        var pbx = LockOf(server);
        await pbx.Semaphore.WaitAsync(cancellationToken);
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                if (pbx.Fenced is { } fenced) throw new FencedException(fenced.Server, fenced.Owner);
                if (pbx.IsInDoubt) await SettleAsync(pbx, cancellationToken);
                try
                {
                    return await work(pbx);
                }
                catch (StaleBoardException stale) when (stale.Pbx == pbx)
                {
                    if (attempt == (pbx.IsOwner ? Attempts : AttemptsOfGuest)) throw Failed(server, stale);
                    if (!pbx.IsOwner) await CatchUpAsync(pbx);
                }
            }
        }
        catch (Exception exception) when (exception is not (StoreException or StaleBoardException) && IsOfDatabase(exception))
        {
            throw Failed(server, exception);
        }
        finally
        {
            Tell(pbx);
            pbx.Semaphore.Release();
        }
    }

    /// <summary>
    /// The same as the only writer of several PBXs. Their locks are taken in the order of their names, so that two callers never wait for each other.
    /// </summary>
    /// <exception cref="StoreException">The database failed.</exception>
    public Task<T> WithWriteLocksAsync<T>(IEnumerable<string> servers, Func<IReadOnlyList<PbxWriteLock>, Task<T>> work, CancellationToken cancellationToken)
    {
        string[] ordered = [.. servers.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var held = new List<PbxWriteLock>(ordered.Length);
        return TakeNextAsync();

        Task<T> TakeNextAsync() => held.Count == ordered.Length
            ? work(held)
            : TakeAsync(held.Count);

        Task<T> TakeAsync(int place) => WithWriteLockAsync(
            ordered[place],
            pbx =>
            {
                // At a second attempt those after it have been taken before, and released.
                held.RemoveRange(place, held.Count - place);
                held.Add(pbx);
                return TakeNextAsync();
            },
            cancellationToken);
    }

    /// <summary>Writes in one transaction. Only for the holder of the lock.</summary>
    public Task WriteAsync(PbxWriteLock pbx, Func<ExtensionBulkWriter, Task> write, CancellationToken cancellationToken) =>
        WriteAsync([pbx], write, cancellationToken);

    /// <summary>Writes rows of several PBXs in one transaction. Only for the holder of their locks.</summary>
    public async Task WriteAsync(IReadOnlyList<PbxWriteLock> pbxs, Func<ExtensionBulkWriter, Task> write, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        foreach (var pbx in pbxs.Where(pbx => pbx.Epoch == 0))
        {
            if (pbx.IsOwner) await ClaimAsync(context, pbx, cancellationToken);
        }

        try
        {
            await WriteAsync(context, WriteFencedAsync, cancellationToken, Begun);
        }
        catch (StaleBoardException stale)
        {
            // The transaction was given up before it wrote.
            foreach (var pbx in pbxs) pbx.IsInDoubt = pbx == stale.Pbx;
            throw;
        }

        foreach (var pbx in pbxs)
        {
            pbx.Sequence += pbx.Step;
            pbx.IsInDoubt = false;
        }

        void Begun()
        {
            foreach (var pbx in pbxs) pbx.IsInDoubt = true;
        }

        async Task WriteFencedAsync(ExtensionBulkWriter writer)
        {
            foreach (var pbx in pbxs)
            {
                var epoch = pbx.IsOwner ? pbx.Epoch : await writer.EpochAsync(pbx.Server);
                if (!await writer.TryAdvanceAsync(pbx.Server, epoch, pbx.Sequence, pbx.Step)) throw new StaleBoardException(pbx);
            }

            await write(writer);
        }
    }

    /// <summary>Records a refresh that changed no extension, in a transaction of its own. Needs no lock: no extension is written.</summary>
    /// <exception cref="StoreException">The database failed.</exception>
    public async Task WriteAsync(RunRecord run, CancellationToken cancellationToken)
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

    private async Task WriteAsync(
        AmiBlazorDbContext context, Func<ExtensionBulkWriter, Task> write, CancellationToken cancellationToken, Action? begun = null)
    {
        await sqliteLock.EnterAsync(cancellationToken);
        try
        {
            await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
            begun?.Invoke();
            await using (var writer = new ExtensionBulkWriter(transaction.GetDbTransaction())) await write(writer);
            await transaction.CommitAsync(CancellationToken.None);
        }
        finally
        {
            sqliteLock.Leave();
        }
    }

    /// <summary>Takes a PBX over, in a transaction of its own: nobody who had it before writes any more.</summary>
    private async Task ClaimAsync(AmiBlazorDbContext context, PbxWriteLock pbx, CancellationToken cancellationToken)
    {
        var (epoch, sequence) = (0L, 0L);
        await WriteAsync(context, async writer => (epoch, sequence) = await writer.ClaimAsync(pbx.Server, _owner), cancellationToken);
        pbx.Epoch = epoch;
        if (pbx.Sequence == sequence) return;
        pbx.IsInDoubt = true;
        throw new StaleBoardException(pbx);
    }

    /// <summary>Loads the board, and finds out what became of the last transaction.</summary>
    /// <exception cref="FencedException">Somebody else has taken the PBX over.</exception>
    private async Task SettleAsync(PbxWriteLock pbx, CancellationToken cancellationToken)
    {
        var (epoch, sequence, owner) = await loader.ReloadAsync(pbx.Server, cancellationToken);
        if (pbx.Epoch != 0 && epoch != pbx.Epoch) throw pbx.Fenced = new FencedException(pbx.Server, owner);
        pbx.Queue.Hints.Clear();

        // Under this epoch, only guests write beside this process: an odd difference has the transaction whose end is not known in it.
        if (pbx.Unconfirmed is { } unconfirmed && (sequence - pbx.Sequence) % 2 == 1) Confirm(pbx, unconfirmed);
        pbx.Unconfirmed = null;
        pbx.Sequence = sequence;
        pbx.IsInDoubt = false;
    }

    /// <summary>
    /// Removes events from the queue that a transaction has written although it seemed to fail: written twice, a phone that rang once would have rung
    /// twice.
    /// </summary>
    private static void Confirm(PbxWriteLock pbx, UnconfirmedWrite unconfirmed)
    {
        pbx.Queue.Written(unconfirmed.Events);
        if (unconfirmed.HasReloadTraces)
        {
            pbx.Queue.State.MarkReloadTrace();
            pbx.Queue.Wake();
        }
    }

    private StoreException Failed(string server, Exception exception)
    {
        var failure = DatabaseFailures.Of(exception)
            ?? (exception is DBConcurrencyException or StaleBoardException ? DatabaseFailure.Constraint : DatabaseFailure.Unreachable);
        metrics.SaveFailed(failure.ToString());
        Log.SaveFailed(logger, exception, server, failure);
        return StoreException.For(failure, exception);
    }
}
