using AmiBlazor.Board;
using AmiBlazor.History;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Store;

internal static class ExtensionsServiceCollectionExtensions
{
    /// <summary>
    /// The store, the board, loaded before anything else starts, the database's questions, and the end of a history that is old. After <c>AddData</c>, whose start comes
    /// first.
    /// </summary>
    public static IServiceCollection AddExtensions(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddMetrics();
        services.AddSingleton<LiveBoard>();
        services.AddSingleton<BoardLoader>();
        services.AddHostedService(provider => provider.GetRequiredService<BoardLoader>());
        services.AddSingleton<LiveEventQueues>();
        services.AddSingleton<MonitoringGapStore>();
        services.AddSingleton<ExtensionMetrics>();
        services.AddSingleton<ExtensionStore>();
        services.AddSingleton<ExtensionQueries>();
        services.AddSingleton<RunQueries>();
        services.AddOptions<HistoryOptions>().Bind(configuration.GetSection(HistoryOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<HistoryOptions>, HistoryOptionsValidator>();
        services.AddSingleton<HistoryCleaner>();
        services.AddHostedService(provider => provider.GetRequiredService<HistoryCleaner>());
        return services;
    }
}
