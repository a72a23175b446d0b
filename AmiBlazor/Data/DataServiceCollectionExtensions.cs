namespace AmiBlazor.Data;

internal static class DataServiceCollectionExtensions
{
    /// <summary>The database that the configuration names, its factory, and migrations at the start.</summary>
    public static IServiceCollection AddData(this IServiceCollection services, IConfiguration configuration) => services;
}
