using AmiBlazor.Hosting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Auth.RateLimiting;

internal static class RateLimitingServiceCollectionExtensions
{
    /// <summary>ASP.NET Core's rate limiter with one limit for all requests, and policies for those that begin a refresh or act on calls.</summary>
    public static IServiceCollection AddRateLimits(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<RequestLimitOptions>().Bind(configuration.GetSection(Limits.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<RequestLimitOptions>, RequestLimitOptionsValidator>();
        services.AddSingleton<Throttles>();
        services.AddSingleton<RequestRateLimiter>();
        services.AddSingleton<RefreshRateLimiter>();
        services.AddSingleton<ControlRateLimiter>();
        services.AddSingleton<PbxTestRateLimiter>();
        services.AddRateLimiter(static _ => { });
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<RequestLimitOptions>, RequestRateLimiter, RefreshRateLimiter, ControlRateLimiter>(
            static (options, limits, requests, refreshes, control) =>
        {
            options.GlobalLimiter = requests.Limiter;
            options.OnRejected = (rejected, _) => new(RejectAsync(rejected, limits.Value.RequestsPerMinute));
            options.AddPolicy(RateLimits.RefreshPolicy, refreshes);
            options.AddPolicy(RateLimits.ControlPolicy, control);
        });
        return services;
    }

    private static Task RejectAsync(OnRejectedContext rejected, int perMinute)
    {
        var wait = RateLimits.RetryAfter(rejected.Lease);
        return RateLimits.RejectAsync(rejected.HttpContext, wait, FormattableString.Invariant(
            $"You have reached the limit of requests per minute ({perMinute}). Try again in {wait.TotalSeconds:F0} s."));
    }
}
