using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.Authorization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Auth.ApiKeys;

internal static class ApiKeysServiceCollectionExtensions
{
    /// <summary>API keys, those in the configuration and those that administrators make, and the authentication scheme that takes them.</summary>
    public static IServiceCollection AddApiKeys(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ApiOptions>().Bind(configuration.GetSection(ApiOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ApiOptions>, ApiOptionsValidator>();
        services.AddSingleton<ApiKeyCache>();
        services.AddSingleton<OtherNames>(provider =>
        {
            var time = provider.GetRequiredService<TimeProvider>();
            return () => provider.GetRequiredService<ApiKeyCache>().NamesAt(time.GetUtcNow());
        });
        services.AddSingleton<ApiKeyUsageRecorder>();
        services.AddHostedService(provider => provider.GetRequiredService<ApiKeyUsageRecorder>());
        services.AddScoped<ApiKeyAdministration>();

        // The framework writes two lines for each request with a wrong key, in the name of the handler; what matters it says itself, as a warning.
        services.AddLogging(logging => logging.AddFilter(typeof(ApiKeyHandler).FullName, LogLevel.Warning));
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(AuthSchemes.ApiKey, configureOptions: null);
        return services;
    }
}
