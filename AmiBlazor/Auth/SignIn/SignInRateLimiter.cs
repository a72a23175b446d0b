using System.Threading.RateLimiting;
using AmiBlazor.Auth.RateLimiting;
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

    private readonly IThrottle _attempts;
    private readonly IThrottle _reports;

    public SignInRateLimiter(IOptions<SignInLimitOptions> options, Throttles throttles)
    {
        var most = options.Value.SignInTriesPerMinute;
        _attempts = throttles.Create("sign-in", most, address => RateLimitPartition.GetSlidingWindowLimiter(
            address, _ => new SlidingWindowRateLimiterOptions { PermitLimit = most, Window = Window, SegmentsPerWindow = 6, QueueLimit = 0 }));
        _reports = throttles.Create("sign-in-report", mostInMinute: 1, static address => RateLimitPartition.GetFixedWindowLimiter(
            address, _ => new FixedWindowRateLimiterOptions { PermitLimit = 1, Window = Window, QueueLimit = 0 }));
    }

    /// <summary>Counts an attempt from the address of the sender.</summary>
    /// <returns>Whether it may be made.</returns>
    public ValueTask<bool> TryAcquireAsync(HttpContext context) => _attempts.TryAcquireAsync(KeyOf(context));

    /// <summary>Whether to record that the address was rejected: at most once a minute.</summary>
    public ValueTask<bool> ShouldRecordAsync(HttpContext context) => _reports.TryAcquireAsync(KeyOf(context));

    public void Dispose()
    {
        _attempts.Dispose();
        _reports.Dispose();
    }

    private static string KeyOf(HttpContext context) => ClientAddress.Key(context.Connection.RemoteIpAddress);
}
