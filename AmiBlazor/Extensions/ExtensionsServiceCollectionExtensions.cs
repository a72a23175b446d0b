namespace AmiBlazor.Extensions;

internal static class ExtensionsServiceCollectionExtensions
{
    /// <summary>
    /// The store, the board, loaded before anything else starts, and the database's questions. After <c>AddData</c>, whose start comes
    /// first.
    /// </summary>
    public static IServiceCollection AddExtensions(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddMetrics();
        services.AddSingleton<Board>();
        services.AddSingleton<BoardLoader>();
        services.AddHostedService(provider => provider.GetRequiredService<BoardLoader>());
        services.AddSingleton<LiveFeeds>();
        services.AddSingleton<LiveGaps>();
        services.AddSingleton<ExtensionMetrics>();
        services.AddSingleton<ExtensionStore>();
        services.AddSingleton<ExtensionQueries>();
        services.AddSingleton<RunQueries>();
        return services;
    }
}
