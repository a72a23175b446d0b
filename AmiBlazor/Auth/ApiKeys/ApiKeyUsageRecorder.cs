using System.Collections.Concurrent;
using System.Threading.Channels;
using AmiBlazor.Data;
using Microsoft.EntityFrameworkCore;

namespace AmiBlazor.Auth.ApiKeys;

/// <summary>Records when an API key was last used: to the minute, at most once a minute per key, without making a request wait.</summary>
internal sealed partial class ApiKeyUsageRecorder(
    IDbContextFactory<AmiBlazorDbContext> contexts, TimeProvider time, ILogger<ApiKeyUsageRecorder> logger) : BackgroundService
{
    private readonly ConcurrentDictionary<int, DateTimeOffset> _last = new();

    // Room for more keys than there can be. A use that does not fit is recorded a minute later.
    private readonly Channel<(int Id, DateTimeOffset At)> _uses = Channel.CreateBounded<(int, DateTimeOffset)>(
        new BoundedChannelOptions(1024) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    /// <summary>Notes that a request used a key that an administrator made.</summary>
    public void Used(int id)
    {
        var now = time.GetUtcNow();
        var minute = new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
        if (_last.TryGetValue(id, out var before) && before >= minute) return;
        _last[id] = minute;
        _uses.Writer.TryWrite((id, minute));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var (id, at) in _uses.Reader.ReadAllAsync(stoppingToken))
            {
                try
                {
                    await using var context = await contexts.CreateDbContextAsync(stoppingToken);
                    await context.ApiKeys.Where(key => key.Id == id && (key.LastUsedAt == null || key.LastUsedAt < at))
                        .ExecuteUpdateAsync(rows => rows.SetProperty(key => key.LastUsedAt, at), stoppingToken);
                }
                catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
                {
                    // The next use, a minute later at the earliest, is recorded again.
                    Log.NotWritten(logger, id, failure);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program is shutting down.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(5160, LogLevel.Warning, "The database could not save when the API key number {Id} was last used.", EventName = "KeyUseNotWritten")]
        public static partial void NotWritten(ILogger logger, int id, Exception failure);
    }
}
