namespace AmiBlazor.Calls;

internal static class CallsServiceCollectionExtensions
{
    /// <summary>The calls of all PBXs; the main connections bring them.</summary>
    public static IServiceCollection AddCalls(this IServiceCollection services)
    {
        services.AddSingleton<CallBoard>();
        services.AddSingleton<CallQueries>();
        services.AddSingleton<CallHistoryWriter>();
        services.AddSingleton<ICallHistory>(provider => provider.GetRequiredService<CallHistoryWriter>());
        services.AddHostedService(provider => provider.GetRequiredService<CallHistoryWriter>());
        return services;
    }
}
