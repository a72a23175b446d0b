using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.ApiKeys;
using AmiBlazor.Auth.Circuits;
using AmiBlazor.Auth.Screens;
using AmiBlazor.Auth.Sessions;
using AmiBlazor.Auth.Setup;

namespace AmiBlazor.Auth;

/// <summary>
/// Reloads the caches of accounts, sessions, API keys and wall screens, which another node or a command may have changed in the database, and ends the
/// sessions whose time is over. An open page is use of its session.
/// </summary>
internal sealed partial class AccountCacheRefresher(
    AccountCache accounts, ApiKeyCache keys, ScreenCache screens, CircuitConnectionGuard pages, SessionUsage usage, TimeProvider time,
    ILogger<AccountCacheRefresher> logger)
    : BackgroundService
{
    /// <summary>How often the caches are reloaded: changes made elsewhere take effect within this time.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(20);

    /// <summary>Loads the API keys and screens before the first request. <see cref="InitialSetup"/> loads the accounts.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await keys.ReloadAsync(cancellationToken);
        await screens.ReloadAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    foreach (var session in pages.OpenSessions()) usage.Used(session);
                    await accounts.ReloadAsync(stoppingToken);
                    await keys.ReloadAsync(stoppingToken);
                    await screens.ReloadAsync(stoppingToken);
                }
                catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
                {
                    // The caches stay as they are; the next round may succeed.
                    Log.NotRead(logger, failure);
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
        [LoggerMessage(
            5010,
            LogLevel.Warning,
            "Accounts and API keys could not be read from the database; those already loaded remain in use.",
            EventName = "AccountsNotRead")]
        public static partial void NotRead(ILogger logger, Exception failure);
    }
}
