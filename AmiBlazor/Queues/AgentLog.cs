using System.Data.Common;
using System.Threading.Channels;
using AmiBlazor.Board;
using AmiBlazor.Data;
using AmiBlazor.Data.Rows;
using AmiBlazor.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AmiBlazor.Queues;

/// <summary>
/// Writes the times of agents into the database, as they begin and again as they end. While the database fails, they wait in memory. Ends after the main
/// connections, so that the last ones are written as well.
/// </summary>
internal sealed partial class AgentLog(
    IDbContextFactory<AmiBlazorDbContext> factory, SqliteWriteLock writeLock, TimeProvider time, ILogger<AgentLog> logger)
    : BackgroundService, IAgentLog
{
    /// <summary>The most that wait: what comes then is not recorded, and the log says so.</summary>
    public const int MostWaiting = 50_000;

    /// <summary>The most in one transaction.</summary>
    private const int Batch = 500;

    /// <summary>How long they are collected.</summary>
    private static readonly TimeSpan Collect = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);

    private readonly Channel<AgentTime> _waiting = Channel.CreateBounded<AgentTime>(
        new BoundedChannelOptions(MostWaiting) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });
    private int _isFull;

    public void Add(AgentTime time)
    {
        if (_waiting.Writer.TryWrite(time))
            Volatile.Write(ref _isFull, 0);
        else if (Interlocked.Exchange(ref _isFull, 1) == 0)
            Log.Full(logger, MostWaiting);
    }

    public async Task<IReadOnlyList<AgentTime>> UnfinishedAsync(string server, CancellationToken cancellationToken)
    {
        try
        {
            await using var context = await factory.CreateDbContextAsync(cancellationToken);
            var rows = await context.AgentLog.AsNoTracking().Where(entry => entry.Server == server && entry.Until == null).ToListAsync(cancellationToken);
            return rows.ConvertAll(Of);
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

    internal static AgentTime Of(AgentLogEntry row) => new(row.Server, row.Queue, row.Interface, row.Name, AgentEvents.Of(row.Event) ?? AgentEvent.LoggedIn, row.Since)
    {
        Extension = row is { Context: { } context, Exten: { } exten } ? new ExtensionKey(row.Server, context, exten) : null,
        Reason = row.Reason,
        IsSinceKnown = row.IsSinceKnown,
        Until = row.Until,
        IsUntilKnown = row.IsUntilKnown,
        Row = new AgentTimeRow { Id = row.Id },
    };

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<AgentTime>(Batch);
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

    private void Take(List<AgentTime> batch)
    {
        while (batch.Count < Batch && _waiting.Reader.TryRead(out var told)) batch.Add(told);
    }

    private async Task<bool> TryWriteAsync(List<AgentTime> batch)
    {
        await writeLock.EnterAsync(CancellationToken.None);
        try
        {
            await using var context = await factory.CreateDbContextAsync();

            // Of one that has begun and ended meanwhile, the end alone is written.
            var newest = batch.GroupBy(told => told.Row, ReferenceEqualityComparer.Instance).Select(told => (told.Last().Row, Entry: Row(told.Last()))).ToList();
            foreach (var (row, entry) in newest) context.Entry(entry).State = row.Id == 0 ? EntityState.Added : EntityState.Modified;
            await context.SaveChangesAsync();
            foreach (var (row, entry) in newest) row.Id = entry.Id;
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            // The history was cleaned of what is to be changed: the others are written one by one.
            return await TryWriteApartAsync(batch);
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

    private async Task<bool> TryWriteApartAsync(List<AgentTime> batch)
    {
        foreach (var told in batch)
        {
            try
            {
                await using var context = await factory.CreateDbContextAsync();
                var entry = Row(told);
                context.Entry(entry).State = told.Row.Id == 0 ? EntityState.Added : EntityState.Modified;
                await context.SaveChangesAsync();
                told.Row.Id = entry.Id;
            }
            catch (DbUpdateConcurrencyException gone)
            {
                Log.Gone(logger, told.Server, told.Queue, gone);
            }
            catch (Exception failure) when (failure is DbException or DbUpdateException or IOException or TimeoutException)
            {
                Log.NotWritten(logger, batch.Count, failure);
                return false;
            }
        }

        return true;
    }

    private static AgentLogEntry Row(AgentTime told) => new()
    {
        Id = told.Row.Id,
        Server = told.Server,
        Queue = told.Queue,
        Interface = told.Interface,
        Name = told.Name,
        Context = told.Extension?.Context,
        Exten = told.Extension?.Exten,
        Event = told.Event.Word(),
        Reason = told.Reason,
        Since = UtcTime.AsStored(told.Since),
        IsSinceKnown = told.IsSinceKnown,
        Until = told.Until is { } until ? UtcTime.AsStored(until) : null,
        IsUntilKnown = told.IsUntilKnown,
    };

    private static partial class Log
    {
        [LoggerMessage(4290, LogLevel.Error, "{Count} times of agents could not be saved; they wait for the database.", EventName = "AgentTimesNotSaved")]
        public static partial void NotWritten(ILogger logger, int count, Exception failure);

        [LoggerMessage(4291, LogLevel.Error, "More than {Most} times of agents wait for the database; further ones are not recorded.", EventName = "AgentTimesNotRecorded")]
        public static partial void Full(ILogger logger, int most);

        [LoggerMessage(4292, LogLevel.Error, "The unfinished times of agents of PBX {Server} could not be read; they stay unfinished.", EventName = "AgentTimesNotResumed")]
        public static partial void NotRead(ILogger logger, string server, Exception failure);

        [LoggerMessage(4293, LogLevel.Warning, "A time of an agent in queue {Queue} of PBX {Server} is no longer in the database; its end is not recorded.", EventName = "AgentTimeGone")]
        public static partial void Gone(ILogger logger, string server, string queue, Exception failure);
    }
}
