using Microsoft.Extensions.Options;

namespace AmiBlazor.History;

internal static class HistoryServiceCollectionExtensions
{
    /// <summary>Queries of changes and refreshes, the gaps, and the removal of old history. After <c>AddStore</c>.</summary>
    public static IServiceCollection AddHistory(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<MonitoringGapStore>();
        services.AddSingleton<ExtensionQueries>();
        services.AddSingleton<RunQueries>();
        services.AddOptions<HistoryOptions>().Bind(configuration.GetSection(HistoryOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<HistoryOptions>, HistoryOptionsValidator>();
        services.AddSingleton<GoneExtensions>();
        services.AddSingleton<HistoryCleaner>();
        services.AddHostedService(provider => provider.GetRequiredService<HistoryCleaner>());
        return services;
    }
}
