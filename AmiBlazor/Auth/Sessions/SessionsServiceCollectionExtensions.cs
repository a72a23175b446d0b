using Microsoft.Extensions.Options;

namespace AmiBlazor.Auth.Sessions;

internal static class SessionsServiceCollectionExtensions
{
    /// <summary>The sessions of signed-in people, which the server can end.</summary>
    public static IServiceCollection AddSessions(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AccountSessionOptions>().Bind(configuration.GetSection(AccountSessionOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AccountSessionOptions>, AccountSessionOptionsValidator>();
        services.AddSingleton<SessionCache>();
        services.AddSingleton<SessionStore>();
        services.AddSingleton<SessionUsage>();
        services.AddHostedService<SessionUsageRecorder>();
        return services;
    }
}
