using Microsoft.Extensions.Options;

namespace AmiBlazor.Auth.Setup;

internal static class SetupServiceCollectionExtensions
{
    /// <summary>Registers the setup of the first account.</summary>
    public static IServiceCollection AddInitialSetup(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SetupOptions>().Bind(configuration.GetSection(SetupOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SetupOptions>, SetupOptionsValidator>();
        services.AddSingleton<SharedSetupLink>();
        services.AddSingleton<InitialSetup>();
        services.AddHostedService(provider => provider.GetRequiredService<InitialSetup>());
        return services;
    }
}
