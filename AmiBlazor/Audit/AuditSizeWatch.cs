using AmiBlazor.Data;
using Microsoft.EntityFrameworkCore;

namespace AmiBlazor.Audit;

/// <summary>
/// Warns of an audit log that has grown large. It is never shortened by itself, so an operator has to archive it; docs/security.md says how.
/// </summary>
internal sealed partial class AuditSizeWatch(IDbContextFactory<AmiBlazorDbContext> contexts, TimeProvider time, ILogger<AuditSizeWatch> logger) : BackgroundService
{
    /// <summary>From how many entries on it is large: about 300 MB.</summary>
    public const long Large = 1_000_000;

    private static readonly TimeSpan Interval = TimeSpan.FromHours(24);

    /// <summary>How many entries there are, by their numbers: counting a million rows would hold up the page that asks.</summary>
    public static async Task<long> CountAsync(AmiBlazorDbContext context, CancellationToken cancellationToken)
    {
        var last = await context.AuditEntries.MaxAsync(static entry => (long?)entry.Id, cancellationToken);
        return last is null ? 0 : last.Value - await context.AuditEntries.MinAsync(static entry => entry.Id, cancellationToken) + 1;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            do await CheckAsync(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program is shutting down.
        }
    }

    private async Task CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            if (await CountAsync(context, cancellationToken) is >= Large and var entries) Log.IsLarge(logger, entries);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Log.NotCounted(logger, failure);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            5330, LogLevel.Warning, "The audit log has {Entries} entries and is never shortened by itself. Archive it as docs/security.md says.", EventName = "AuditLarge")]
        public static partial void IsLarge(ILogger logger, long entries);

        [LoggerMessage(5331, LogLevel.Warning, "The size of the audit log could not be read from the database.", EventName = "AuditNotCounted")]
        public static partial void NotCounted(ILogger logger, Exception failure);
    }
}
