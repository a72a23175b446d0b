using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Auth.RateLimiting;

/// <summary>Limits how many requests one sender may make in a minute. The middleware does not dispose of its global limiter: this does.</summary>
internal sealed class RequestRateLimiter(IOptions<RequestLimitOptions> limits) : IDisposable
{
    private const string Unlimited = "unlimited";

    /// <summary>The limiter: a bucket for each sender.</summary>
    public PartitionedRateLimiter<HttpContext> Limiter { get; } = PartitionedRateLimiter.Create<HttpContext, string>(
        context => IsCircuit(context) ? RateLimitPartition.GetNoLimiter(Unlimited)
            : RateLimits.TokenBucket(RateLimits.KeyOf(context), limits.Value.RequestsPerMinute),
        StringComparer.Ordinal);

    public void Dispose() => Limiter.Dispose();

    // The connections of circuits are bounded by CircuitConnectionGuard. Endpoints that do not count say so by DisableRateLimiting.
    private static bool IsCircuit(HttpContext context) => context.Request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase);
}
