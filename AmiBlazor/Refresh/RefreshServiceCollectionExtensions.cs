using Microsoft.Extensions.Options;

namespace AmiBlazor.Refresh;

internal static class RefreshServiceCollectionExtensions
{
    /// <summary>The refresh service, the running refreshes and the snapshot files.</summary>
    public static IServiceCollection AddRefresh(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<RefreshOptions>().Bind(configuration.GetSection(RefreshOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<RefreshOptions>, RefreshOptionsValidator>();
        services.AddSingleton<RefreshMetrics>();
        services.AddSingleton<SnapshotFiles>();
        services.AddSingleton<RefreshRunner>();
        services.AddSingleton<RunningRefreshes>();
        services.AddHostedService(provider => provider.GetRequiredService<RunningRefreshes>());
        services.AddSingleton<IRefreshStarter, LocalRefreshes>();
        services.AddSingleton<ListPresets>();
        services.AddScoped<RefreshService>();
        return services;
    }
}
