using System.Data.Common;
using System.Threading.Channels;
using AmiBlazor.Board;
using AmiBlazor.Data;
using AmiBlazor.Data.Rows;
using AmiBlazor.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AmiBlazor.Calls;

/// <summary>
/// Writes finished calls into the database, many in one transaction. While the database fails, they wait in memory. Ends after the main connections, so that
/// the last calls are written as well.
/// </summary>
internal sealed partial class CallHistoryWriter(
    IDbContextFactory<AmiBlazorDbContext> factory, SqliteWriteLock writeLock, TimeProvider time, ILogger<CallHistoryWriter> logger)
    : BackgroundService, ICallHistory
{
    /// <summary>The most calls that wait: what comes then is not recorded, and the log says so.</summary>
    public const int MostWaiting = 50_000;

    /// <summary>The most calls in one transaction.</summary>
    private const int Batch = 500;

    /// <summary>How long calls are collected.</summary>
    private static readonly TimeSpan Collect = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);

    private readonly Channel<RecordedCall> _waiting = Channel.CreateBounded<RecordedCall>(
        new BoundedChannelOptions(MostWaiting) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });
    private int _isFull;

    public void Add(RecordedCall call)
    {
        if (_waiting.Writer.TryWrite(call))
            Volatile.Write(ref _isFull, 0);
        else if (Interlocked.Exchange(ref _isFull, 1) == 0)
            Log.Full(logger, MostWaiting);
    }

    public async Task<IReadOnlyList<RecordedCall>> UnfinishedAsync(string server, CancellationToken cancellationToken)
    {
        try
        {
            await using var context = await factory.CreateDbContextAsync(cancellationToken);
            var rows = await context.Calls.AsNoTracking().Include(call => call.Legs).Where(call => call.Server == server && call.EndedAt == null)
                .ToListAsync(cancellationToken);
            return [.. rows.Select(CallHistoryMapper.Resume)];
        }
        catch (DbException failure)
        {
            Log.NotRead(logger, server, failure);
            return [];
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _waiting.Writer.TryComplete();
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<RecordedCall>(Batch);
        try
        {
            while (await _waiting.Reader.WaitToReadAsync(stoppingToken))
            {
                await Task.Delay(Collect, time, stoppingToken);
                Take(batch);
                while (!await TryWriteAsync(batch)) await Task.Delay(AfterFailure, time, stoppingToken);
                batch.Clear();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program ends.
        }

        // The last ones: one attempt, for nobody waits for a database that is down.
        do
        {
            Take(batch);
            if (batch.Count > 0 && !await TryWriteAsync(batch)) return;
            batch.Clear();
        }
        while (_waiting.Reader.TryPeek(out _));
    }

    private void Take(List<RecordedCall> batch)
    {
        while (batch.Count < Batch && _waiting.Reader.TryRead(out var call)) batch.Add(call);
    }

    private async Task<bool> TryWriteAsync(List<RecordedCall> batch)
    {
        await writeLock.EnterAsync(CancellationToken.None);
        try
        {
            await using var context = await factory.CreateDbContextAsync();
            await using var transaction = await context.Database.BeginTransactionAsync();
            var replaced = batch.SelectMany(call => call.Rows).ToList();
            if (replaced.Count > 0) await context.Calls.Where(call => replaced.Contains(call.Id)).ExecuteDeleteAsync();
            context.Calls.AddRange(batch.Select(CallHistoryMapper.Row));
            await context.SaveChangesAsync();
            await transaction.CommitAsync();
            return true;
        }
        catch (Exception failure) when (failure is DbException or DbUpdateException or IOException or TimeoutException)
        {
            Log.NotWritten(logger, batch.Count, failure);
            return false;
        }
        finally
        {
            writeLock.Leave();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(4222, LogLevel.Error, "{Count} finished call(s) could not be saved; they wait for the database.", EventName = "CallsNotSaved")]
        public static partial void NotWritten(ILogger logger, int count, Exception failure);

        [LoggerMessage(4223, LogLevel.Error, "More than {Most} finished calls wait for the database; further ones are not recorded.", EventName = "CallsNotRecorded")]
        public static partial void Full(ILogger logger, int most);

        [LoggerMessage(4224, LogLevel.Error, "The unfinished calls of PBX {Server} could not be read; they stay unfinished in the history.", EventName = "CallsNotResumed")]
        public static partial void NotRead(ILogger logger, string server, Exception failure);
    }
}
