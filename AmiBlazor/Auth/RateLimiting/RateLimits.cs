using System.Globalization;
using System.Security.Claims;
using System.Threading.RateLimiting;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Hosting;

namespace AmiBlazor.Auth.RateLimiting;

/// <summary>What the rate limiters have in common: whom they count, how, and what a rejected request is told.</summary>
internal static class RateLimits
{
    /// <summary>The policy of endpoints that begin a refresh; see <see cref="RefreshRateLimiter"/>.</summary>
    public const string RefreshPolicy = "refresh";

    /// <summary>The policy of endpoints that act on calls and queues; see <see cref="ControlRateLimiter"/>.</summary>
    public const string ControlPolicy = "control";

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Token bucket: <paramref name="perMinute"/> tokens, refilled continuously, so a burst of up to <paramref name="perMinute"/> is allowed.
    /// </summary>
    public static RateLimitPartition<string> TokenBucket(string who, int perMinute) => RateLimitPartition.GetTokenBucketLimiter(who, _ => new()
    {
        TokenLimit = perMinute,
        TokensPerPeriod = Math.Max(1, perMinute / 60),
        ReplenishmentPeriod = perMinute < 60 ? Minute / perMinute : TimeSpan.FromSeconds(1),
        QueueLimit = 0,
        AutoReplenishment = true,
    });

    /// <summary>The key of the sender of a request: the account or API key, or the network address of an anonymous sender.</summary>
    public static string KeyOf(HttpContext context) => context.User.Identity is { IsAuthenticated: true }
        ? KeyOf(context.User)
        : ClientAddress.Key(context.Connection.RemoteIpAddress);

    /// <summary>The key of a signed-in user: the number of the account, since its name can change. An API key is counted by its name.</summary>
    public static string KeyOf(ClaimsPrincipal user) => AuthClaims.GetAccountId(user) is { } account
        ? account.ToString(CultureInfo.InvariantCulture)
        : $"{user.Identity?.AuthenticationType} {user.Identity?.Name}";

    /// <summary>How long to wait before the next attempt: whole seconds, at least one.</summary>
    public static TimeSpan RetryAfter(RateLimitLease rejected) =>
        TimeSpan.FromSeconds(Math.Max(1, Math.Ceiling((rejected.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : Minute).TotalSeconds)));

    /// <summary>Answers 429 with Retry-After and a sentence.</summary>
    public static Task RejectAsync(HttpContext context, TimeSpan retryAfter, string sentence)
    {
        context.Response.Headers.RetryAfter = retryAfter.TotalSeconds.ToString("F0", CultureInfo.InvariantCulture);
        return AuthProblems.WriteAsync(context, StatusCodes.Status429TooManyRequests, sentence);
    }
}
