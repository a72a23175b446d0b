using Microsoft.Extensions.Options;

namespace AmiBlazor.Live;

internal static class LiveServiceCollectionExtensions
{
    /// <summary>The main connections and their health. After <c>AddHistory</c>: the board must be loaded before any event comes.</summary>
    public static IServiceCollection AddLive(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<LiveOptions>().Bind(configuration.GetSection(LiveOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<LiveOptions>, LiveOptionsValidator>();
        services.AddSingleton<MainConnections>();
        services.AddSingleton<LiveMetrics>();
        services.AddHealthChecks().AddCheck<SavingHealth>("saving");
        services.AddSingleton<MainConnectionFactory>();
        return services;
    }
}
