namespace AmiBlazor.Store;

internal static class StoreServiceCollectionExtensions
{
    /// <summary>The one writer of extensions and the queues of live events. After <c>AddBoard</c>.</summary>
    public static IServiceCollection AddStore(this IServiceCollection services)
    {
        services.AddMetrics();
        services.AddSingleton<LiveEventQueues>();
        services.AddSingleton<ExtensionMetrics>();
        services.AddSingleton<CommitObservers>();
        services.AddSingleton<ExtensionStore>();
        return services;
    }
}
