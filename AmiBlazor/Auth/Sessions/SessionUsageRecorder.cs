using AmiBlazor.Data;
using Microsoft.EntityFrameworkCore;

namespace AmiBlazor.Auth.Sessions;

/// <summary>Records when a session was last seen: to the minute, without making a request wait.</summary>
internal sealed partial class SessionUsageRecorder(
    IDbContextFactory<AmiBlazorDbContext> contexts, SessionUsage usage, TimeProvider time, ILogger<SessionUsageRecorder> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

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
        var seen = usage.Unsaved();
        if (seen.Count == 0) return;
        try
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            foreach (var (id, at) in seen)
            {
                await context.Sessions.Where(session => session.Id == id && session.LastSeenAt < at)
                    .ExecuteUpdateAsync(rows => rows.SetProperty(session => session.LastSeenAt, at), cancellationToken);
            }

            usage.Saved(seen);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            // The next round saves them.
            Log.NotWritten(logger, failure);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(5030, LogLevel.Warning, "The database could not save when sessions were last seen.", EventName = "SessionUseNotWritten")]
        public static partial void NotWritten(ILogger logger, Exception failure);
    }
}
