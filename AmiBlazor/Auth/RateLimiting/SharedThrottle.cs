using AmiBlazor.Data;
using Microsoft.EntityFrameworkCore;

namespace AmiBlazor.Auth.RateLimiting;

/// <summary>Counts tries in the database of a cluster.</summary>
internal sealed class SharedThrottle(IDbContextFactory<AmiBlazorDbContext> contexts, string name, int mostInMinute, TimeProvider time) : IThrottle
{
    private static readonly TimeSpan CleaningInterval = TimeSpan.FromMinutes(1);

    // When this node last removed old rows; 0 before the first time.
    private long _cleanedAt;

    public async ValueTask<bool> TryAcquireAsync(string who)
    {
        await using var context = await contexts.CreateDbContextAsync(CancellationToken.None);
        var cleanedAt = Interlocked.Read(ref _cleanedAt);
        if ((cleanedAt == 0 || time.GetElapsedTime(cleanedAt) >= CleaningInterval)
            && Interlocked.CompareExchange(ref _cleanedAt, time.GetTimestamp(), cleanedAt) == cleanedAt)
        {
            await ThrottleTable.CleanAsync(context, time.GetUtcNow());
        }

        return await ThrottleTable.TryAcquireAsync(context, $"{name} {who}", mostInMinute);
    }

    public void Dispose()
    {
        // Everything is in the database.
    }
}
