using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace AmiBlazor.Auth.RateLimiting;

/// <summary>
/// Limits how often one account or API key does something that costs a PBX more than a look. Endpoints take part by a policy of <see cref="RateLimits"/>;
/// a click on a page, which is no request, calls <see cref="Take"/>. Both count in the same bucket.
/// </summary>
/// <param name="perMinute">The most in a minute.</param>
internal abstract class ActionRateLimiter(Func<int> perMinute) : IRateLimiterPolicy<string>, IDisposable
{
    private readonly PartitionedRateLimiter<string> _buckets = PartitionedRateLimiter.Create<string, string>(
        who => RateLimits.TokenBucket(who, perMinute()), StringComparer.Ordinal);

    /// <summary>Takes a token.</summary>
    /// <returns>Null if there was one; otherwise how long to wait, at least one second.</returns>
    public TimeSpan? Take(ClaimsPrincipal user)
    {
        using var lease = _buckets.AttemptAcquire(RateLimits.KeyOf(user));
        return lease.IsAcquired ? null : RateLimits.RetryAfter(lease);
    }

    /// <summary>What the user is told who has to wait.</summary>
    public abstract FormattableString Sentence(TimeSpan wait);

    /// <summary>The bucket of the sender. An anonymous sender needs none: authorization, which comes next, answers 401.</summary>
    public RateLimitPartition<string> GetPartition(HttpContext httpContext) => httpContext.User.Identity is { IsAuthenticated: true }
        ? RateLimitPartition.Get(RateLimits.KeyOf(httpContext.User), who => new Bucket(_buckets, who))
        : RateLimitPartition.GetNoLimiter("");

    public Func<OnRejectedContext, CancellationToken, ValueTask> OnRejected => (rejected, _) =>
    {
        var wait = RateLimits.RetryAfter(rejected.Lease);
        return new(RateLimits.RejectAsync(rejected.HttpContext, wait, FormattableString.Invariant(Sentence(wait))));
    };

    public void Dispose() => _buckets.Dispose();

    /// <summary>
    /// One bucket as the middleware needs it, which would otherwise keep limiters of its own. It holds nothing, so the middleware may drop it at any time.
    /// </summary>
    private sealed class Bucket(PartitionedRateLimiter<string> buckets, string who) : RateLimiter
    {
        public override TimeSpan? IdleDuration => TimeSpan.MaxValue;

        public override RateLimiterStatistics? GetStatistics() => buckets.GetStatistics(who);

        protected override RateLimitLease AttemptAcquireCore(int permitCount) => buckets.AttemptAcquire(who, permitCount);

        protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken) =>
            buckets.AcquireAsync(who, permitCount, cancellationToken);
    }
}
