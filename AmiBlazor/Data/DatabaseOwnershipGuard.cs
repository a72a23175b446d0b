using Microsoft.Extensions.Options;

namespace AmiBlazor.Data;

/// <summary>
/// Watches over the ownership of a PostgreSQL database, whose lock a cut connection loses. Ends the program when another process has taken the database.
/// </summary>
internal sealed class DatabaseOwnershipGuard(
    DatabaseOwnership ownership, IOptions<DatabaseOptions> options, IHostApplicationLifetime lifetime, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.KnownProvider != DatabaseProvider.PostgreSql) return;
        try
        {
            while (!ownership.IsLost)
            {
                await Task.Delay(Interval, time, stoppingToken);
                await ownership.KeepAsync(stoppingToken);
            }

            lifetime.StopApplication();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program ends.
        }
    }
}
