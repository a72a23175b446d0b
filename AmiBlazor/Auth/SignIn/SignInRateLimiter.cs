using System.Threading.RateLimiting;
using AmiBlazor.Hosting;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Auth.SignIn;

/// <summary>
/// Limits how many passwords and codes one address may send in a minute, for whatever accounts. It is no policy of the rate limiter middleware: opening
/// a page with such a form does not count, only what the form is about to check does.
/// </summary>
internal sealed class SignInRateLimiter : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<HttpContext> _attempts;
    private readonly PartitionedRateLimiter<HttpContext> _reports;

    public SignInRateLimiter(IOptions<SignInLimitOptions> options)
    {
        var most = options.Value.SignInTriesPerMinute;
        _attempts = PartitionedRateLimiter.Create<HttpContext, string>(context => RateLimitPartition.GetSlidingWindowLimiter(
            KeyOf(context), _ => new SlidingWindowRateLimiterOptions { PermitLimit = most, Window = Window, SegmentsPerWindow = 6, QueueLimit = 0 }));
        _reports = PartitionedRateLimiter.Create<HttpContext, string>(context => RateLimitPartition.GetFixedWindowLimiter(
            KeyOf(context), _ => new FixedWindowRateLimiterOptions { PermitLimit = 1, Window = Window, QueueLimit = 0 }));
    }

    /// <summary>Counts an attempt from the address of the sender.</summary>
    /// <returns>Whether it may be made.</returns>
    public bool TryAcquire(HttpContext context)
    {
        using var lease = _attempts.AttemptAcquire(context);
        return lease.IsAcquired;
    }

    /// <summary>Whether to record that the address was rejected: at most once a minute.</summary>
    public bool ShouldRecord(HttpContext context)
    {
        using var lease = _reports.AttemptAcquire(context);
        return lease.IsAcquired;
    }

    public void Dispose()
    {
        _attempts.Dispose();
        _reports.Dispose();
    }

    private static string KeyOf(HttpContext context) => ClientAddress.Key(context.Connection.RemoteIpAddress);
}
