using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
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
internal sealed partial class ExtensionTransactions(
    IDbContextFactory<AmiBlazorDbContext> factory,
    SqliteWriteLock sqliteLock,
    BoardLoader loader,
    LiveEventQueues queues,
    ExtensionMetrics metrics,
    ILogger<ExtensionStore> logger)
{
    private readonly ConcurrentDictionary<string, PbxWriteLock> _locks = new(StringComparer.Ordinal);

    /// <summary>Does a piece of work as the only writer of a PBX, while the board is sure to be what the database holds.</summary>
    /// <exception cref="StoreException">The database failed.</exception>
    public async Task<T> WithWriteLockAsync<T>(string server, Func<PbxWriteLock, Task<T>> work, CancellationToken cancellationToken)
    {
        var pbx = _locks.GetOrAdd(server, static (name, all) => new PbxWriteLock(name, all.For(name)), queues);
        await pbx.Semaphore.WaitAsync(cancellationToken);
        try
        {
            if (pbx.IsInDoubt)
            {
                await loader.ReloadAsync(server, cancellationToken);
                pbx.Queue.Hints.Clear();
                await ReconcileAsync(pbx, cancellationToken);
                pbx.IsInDoubt = false;
            }

            return await work(pbx);
        }
        catch (Exception exception) when (exception is not StoreException && IsOfDatabase(exception))
        {
            throw Failed(server, exception);
        }
        finally
        {
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
            : WithWriteLockAsync(
                ordered[held.Count],
                pbx =>
                {
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
        await WriteAsync(context, write, cancellationToken, () => SetDoubt(true));
        SetDoubt(false);

        void SetDoubt(bool isInDoubt)
        {
            foreach (var pbx in pbxs) pbx.IsInDoubt = isInDoubt;
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

    /// <summary>
    /// Removes events from the queue that a transaction has written although it seemed to fail: written twice, a phone that rang once would have rung
    /// twice.
    /// </summary>
    private async Task ReconcileAsync(PbxWriteLock pbx, CancellationToken cancellationToken)
    {
        if (pbx.Unconfirmed is not { } unconfirmed) return;
        bool isWritten;
        await using (var context = await factory.CreateDbContextAsync(cancellationToken))
        {
            isWritten = await context.StatusChanges.AnyAsync(
                change => change.Id == unconfirmed.ChangeId && change.ExtensionId == unconfirmed.ExtensionId, cancellationToken);
        }

        pbx.Unconfirmed = null;
        if (!isWritten) return;
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
            ?? (exception is DBConcurrencyException ? DatabaseFailure.Constraint : DatabaseFailure.Unreachable);
        metrics.SaveFailed(failure.ToString());
        Log.SaveFailed(logger, exception, server, failure);
        return StoreException.For(failure, exception);
    }
}
