using AmiBlazor.Hosting;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Auth.RateLimiting;

internal static class RateLimitingServiceCollectionExtensions
{
    /// <summary>How often one account, key or address may ask.</summary>
    public static IServiceCollection AddRequestLimits(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<RequestLimitOptions>().Bind(configuration.GetSection(Limits.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<RequestLimitOptions>, RequestLimitOptionsValidator>();
        services.AddSingleton<RefreshRateLimiter>();
        return services;
    }
}
