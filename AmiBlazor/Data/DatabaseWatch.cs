using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Data;

/// <summary>
/// Whether this node of a cluster reaches the database: one that does not gives its PBXs to one that does. Asks nothing where the program is alone.
/// </summary>
internal sealed class DatabaseWatch(IDbContextFactory<AmiBlazorDbContext> factory, IOptions<ClusterOptions> cluster, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMilliseconds(1300);

    private long _answeredAt = time.GetTimestamp();

    /// <summary>Whether the database has answered a moment ago; true where nobody asks.</summary>
    public bool IsFit => !cluster.Value.Enabled || time.GetElapsedTime(Interlocked.Read(ref _answeredAt)) < LongestSilence;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!cluster.Value.Enabled) return;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var context = await factory.CreateDbContextAsync(stoppingToken);
                context.Database.SetCommandTimeout(LongestAnswer);
                await context.Database.OpenConnectionAsync(CancellationToken.None);
                while (true)
                {
                    // Without the token: a command that is cancelled waits for a second connection (npgsql #3277).
                    await context.Database.ExecuteSqlRawAsync("SELECT 1", CancellationToken.None);
                    Interlocked.Exchange(ref _answeredAt, time.GetTimestamp());
                    await Task.Delay(Interval, time, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception)
            {
                // Whoever needs the database says what is wrong with it; here it counts only that it does not answer.
                await Task.Delay(Interval, time, CancellationToken.None);
            }
        }
    }
}
