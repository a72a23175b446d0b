using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.ApiKeys;
using AmiBlazor.Auth.Setup;

namespace AmiBlazor.Auth;

/// <summary>Looks for accounts and keys that somebody changed in the database behind this program's back: another node, or a command.</summary>
internal sealed partial class AccountCacheRefresher(AccountCache accounts, ApiKeyCache keys, TimeProvider time, ILogger<AccountCacheRefresher> logger) : BackgroundService
{
    /// <summary>So late at most does this program learn of it.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(20);

    /// <summary>No request comes before the keys are known; the accounts are read by <see cref="InitialSetup"/>.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await keys.ReloadAsync(cancellationToken);
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
                    await accounts.ReloadAsync(stoppingToken);
                    await keys.ReloadAsync(stoppingToken);
                }
                catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
                {
                    // What is known stays; the next round may succeed.
                    Log.NotRead(logger, failure);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The end of the program.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(5010, LogLevel.Warning, "The accounts and keys could not be read from the database; what was known of them stays.", EventName = "AccountsNotRead")]
        public static partial void NotRead(ILogger logger, Exception failure);
    }
}
