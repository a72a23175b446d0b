using System.Threading.RateLimiting;
using AmiBlazor.Hosting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Auth.RateLimiting;

internal static class RateLimitingServiceCollectionExtensions
{
    private const string Unlimited = "unlimited";

    /// <summary>ASP.NET Core's rate limiter with one limit for all requests, and policies for those that begin a refresh or act on calls.</summary>
    public static IServiceCollection AddRateLimits(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<RequestLimitOptions>().Bind(configuration.GetSection(Limits.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<RequestLimitOptions>, RequestLimitOptionsValidator>();
        services.AddSingleton<RefreshRateLimiter>();
        services.AddSingleton<ControlRateLimiter>();
        services.AddRateLimiter(static _ => { });
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<RequestLimitOptions>, RefreshRateLimiter, ControlRateLimiter>(
            static (options, limits, refreshes, control) =>
        {
            options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(
                context => IsCircuit(context) ? RateLimitPartition.GetNoLimiter(Unlimited)
                    : RateLimits.TokenBucket(RateLimits.KeyOf(context), limits.Value.RequestsPerMinute),
                StringComparer.Ordinal);
            options.OnRejected = (rejected, _) => new(RejectAsync(rejected, limits.Value.RequestsPerMinute));
            options.AddPolicy(RateLimits.RefreshPolicy, refreshes);
            options.AddPolicy(RateLimits.ControlPolicy, control);
        });
        return services;
    }

    // The connections of circuits are bounded by CircuitConnectionGuard. Endpoints that do not count say so by DisableRateLimiting.
    private static bool IsCircuit(HttpContext context) => context.Request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase);

    private static Task RejectAsync(OnRejectedContext rejected, int perMinute)
    {
        var wait = RateLimits.RetryAfter(rejected.Lease);
        return RateLimits.RejectAsync(rejected.HttpContext, wait, FormattableString.Invariant(
            $"You have reached the limit of requests per minute ({perMinute}). Try again in {wait.TotalSeconds:F0} s."));
    }
}
