using System.Collections.Concurrent;
using AmiBlazor.Data;
using Microsoft.EntityFrameworkCore;

namespace AmiBlazor.Auth.Screens;

/// <summary>When each screen last drew its wall: at once in memory, and at most once a minute in the database, without making a screen wait.</summary>
internal sealed partial class ScreenUses(IDbContextFactory<AmiBlazorDbContext> contexts, TimeProvider time, ILogger<ScreenUses> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<int, DateTimeOffset> _drawn = new();
    private readonly Dictionary<int, DateTimeOffset> _saved = [];

    /// <summary>Notes that a screen has drawn its wall and said so.</summary>
    public void Drew(int id) => _drawn[id] = time.GetUtcNow();

    /// <summary>When a screen last drew, as far as this process knows; null if it has not since the start.</summary>
    public DateTimeOffset? LastDrawn(int id) => _drawn.TryGetValue(id, out var at) ? at : null;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await SaveAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await SaveAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program is shutting down.
        }
    }

    private async Task SaveAsync(CancellationToken cancellationToken)
    {
        var unsaved = _drawn.Where(one => _saved.GetValueOrDefault(one.Key) != one.Value).ToList();
        if (unsaved.Count == 0) return;
        try
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            foreach (var (id, at) in unsaved)
            {
                // Another node may have heard from it since.
                await context.Screens.Where(screen => screen.Id == id && (screen.LastDrawnAt == null || screen.LastDrawnAt < at))
                    .ExecuteUpdateAsync(rows => rows.SetProperty(screen => screen.LastDrawnAt, at), cancellationToken);
                _saved[id] = at;
            }
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            // The next round saves them.
            Log.NotWritten(logger, failure);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(5340, LogLevel.Warning, "The database could not save when screens last drew their wall.", EventName = "ScreenUseNotWritten")]
        public static partial void NotWritten(ILogger logger, Exception failure);
    }
}
