using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AmiBlazor.Ami;

internal static class AmiServiceCollectionExtensions
{
    /// <summary>Options of the PBXs, the connector and its metrics.</summary>
    public static IServiceCollection AddAmi(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AmiOptions>().Bind(configuration.GetSection(AmiOptions.Section));
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(new AmiLimits());
        services.TryAddSingleton<AmiMetrics>();
        services.TryAddSingleton<AmiConnector>();
        return services;
    }
}
