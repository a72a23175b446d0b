using AmiBlazor.Auth.Authorization;
using AmiBlazor.Data;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Auth.Screens;

internal static class ScreensServiceCollectionExtensions
{
    /// <summary>Wall screens: how they are paired, what they may open, and the authentication scheme that takes their tokens.</summary>
    public static IServiceCollection AddScreens(this IServiceCollection services)
    {
        services.AddSingleton<ScreenCache>();
        services.AddSingleton<IScreenPairings>(provider => provider.GetRequiredService<IOptions<ClusterOptions>>().Value.Enabled
            ? ActivatorUtilities.CreateInstance<SharedScreenPairings>(provider)
            : ActivatorUtilities.CreateInstance<ScreenPairings>(provider));
        services.AddSingleton<ScreenCodeTries>();
        services.AddSingleton<ScreenUses>();
        services.AddHostedService(provider => provider.GetRequiredService<ScreenUses>());
        services.AddScoped<ScreenAdministration>();
        services.AddSingleton<IAuthorizationHandler, WallHandler>();

        // The framework writes two lines for each request of a revoked screen.
        services.AddLogging(logging => logging.AddFilter(typeof(ScreenHandler).FullName, LogLevel.Warning));
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, ScreenHandler>(AuthSchemes.Screen, configureOptions: null);
        return services;
    }
}
