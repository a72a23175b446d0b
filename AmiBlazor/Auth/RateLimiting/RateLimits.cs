using System.Threading.RateLimiting;

namespace AmiBlazor.Auth.RateLimiting;

/// <summary>So many a minute: all at once where they were saved up, and then one after the other as they come back.</summary>
internal static class RateLimits
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>The turns of one who asks.</summary>
    public static RateLimitPartition<string> Of(string who, int perMinute) => RateLimitPartition.GetTokenBucketLimiter(who, _ => new()
    {
        TokenLimit = perMinute,
        TokensPerPeriod = Math.Max(1, perMinute / 60),
        ReplenishmentPeriod = perMinute < 60 ? Minute / perMinute : TimeSpan.FromSeconds(1),
        QueueLimit = 0,
        AutoReplenishment = true,
    });

    /// <summary>How long one has to wait who got none: whole seconds, one at least.</summary>
    public static TimeSpan Wait(RateLimitLease lease) =>
        TimeSpan.FromSeconds(Math.Max(1, Math.Ceiling(lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait.TotalSeconds : Minute.TotalSeconds)));
}
