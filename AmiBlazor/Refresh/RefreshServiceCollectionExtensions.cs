namespace AmiBlazor.Refresh;

internal static class RefreshServiceCollectionExtensions
{
    /// <summary>The refresh service, the running refreshes and the snapshot files.</summary>
    public static IServiceCollection AddRefresh(this IServiceCollection services, IConfiguration configuration) => services;
}
