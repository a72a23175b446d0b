using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.ApiKeys;
using AmiBlazor.Auth.Circuits;
using AmiBlazor.Auth.Screens;
using AmiBlazor.Auth.Sessions;
using AmiBlazor.Auth.Setup;
using AmiBlazor.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Auth;

/// <summary>
/// Reloads the caches of accounts, sessions, API keys and wall screens, which another node or a command may have changed in the database, and ends the
/// sessions whose time is over. An open page is use of its session. A node of a cluster, where another node's administrator may take a right away at any time,
/// asks much more often whether anything has changed, and reloads only then.
/// </summary>
internal sealed partial class AccountCacheRefresher(
    AccountCache accounts, ApiKeyCache keys, ScreenCache screens, CircuitConnectionGuard pages, SessionUsage usage,
    IDbContextFactory<AmiBlazorDbContext> contexts, IOptions<ClusterOptions> cluster, TimeProvider time, ILogger<AccountCacheRefresher> logger)
    : BackgroundService
{
    /// <summary>How often the caches are reloaded: changes made elsewhere take effect within this time.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(20);

    /// <summary>How often a node of a cluster asks whether another one has changed anything.</summary>
    public static readonly TimeSpan ClusterInterval = TimeSpan.FromSeconds(2);

    // Of a node of a cluster: what the caches were loaded from, and when.
    private string? _stamp;
    private long _reloadedAt;
    private long? _failureLoggedAt;

    /// <summary>Loads the API keys and screens before the first request. <see cref="InitialSetup"/> loads the accounts.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await keys.ReloadAsync(cancellationToken);
        await screens.ReloadAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(cluster.Value.Enabled ? ClusterInterval : Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await (cluster.Value.Enabled ? ReloadIfChangedAsync(stoppingToken) : ReloadAsync(stoppingToken));
                }
                catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
                {
                    // The caches stay as they are; the next round may succeed. A node that asks often does not fill the log.
                    if (cluster.Value.Enabled && _failureLoggedAt is { } logged && time.GetElapsedTime(logged) < Interval) continue;
                    _failureLoggedAt = time.GetTimestamp();
                    Log.NotRead(logger, failure);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program is shutting down.
        }
    }

    /// <summary>Without a change too, now and then: sessions end by time alone.</summary>
    private async Task ReloadIfChangedAsync(CancellationToken cancellationToken)
    {
        // Before the rows: what changes meanwhile is found the next time.
        string stamp;
        await using (var context = await contexts.CreateDbContextAsync(cancellationToken))
            stamp = await AccountStamp.ReadAsync(context, cancellationToken);
        if (string.Equals(stamp, _stamp, StringComparison.Ordinal) && time.GetElapsedTime(_reloadedAt) < Interval) return;
        await ReloadAsync(cancellationToken);
        (_stamp, _reloadedAt) = (stamp, time.GetTimestamp());
    }

    private async Task ReloadAsync(CancellationToken cancellationToken)
    {
        foreach (var session in pages.OpenSessions()) usage.Used(session);
        await accounts.ReloadAsync(cancellationToken);
        await keys.ReloadAsync(cancellationToken);
        await screens.ReloadAsync(cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(
            5010,
            LogLevel.Warning,
            "Accounts and API keys could not be read from the database; those already loaded remain in use.",
            EventName = "AccountsNotRead")]
        public static partial void NotRead(ILogger logger, Exception failure);
    }
}
