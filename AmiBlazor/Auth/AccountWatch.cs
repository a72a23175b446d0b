namespace AmiBlazor.Auth;

/// <summary>Looks for accounts that somebody changed in the database behind this program's back: another node, or a command.</summary>
internal sealed partial class AccountWatch(KnownAccounts accounts, TimeProvider time, ILogger<AccountWatch> logger) : BackgroundService
{
    /// <summary>So late at most does this program learn of it.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(20);

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
}
