using System.Threading.RateLimiting;

namespace AmiBlazor.Auth.RateLimiting;

/// <summary>Counts tries in the memory of the only program.</summary>
internal sealed class MemoryThrottle(Func<string, RateLimitPartition<string>> partition) : IThrottle
{
    private readonly PartitionedRateLimiter<string> _tries = PartitionedRateLimiter.Create(partition, StringComparer.Ordinal);

    public ValueTask<bool> TryAcquireAsync(string who)
    {
        using var lease = _tries.AttemptAcquire(who);
        return new(lease.IsAcquired);
    }

    public void Dispose() => _tries.Dispose();
}
