namespace AmiBlazor.Extensions;

internal static class ExtensionsServiceCollectionExtensions
{
    /// <summary>The store, the board and the database's questions.</summary>
    public static IServiceCollection AddExtensions(this IServiceCollection services, IConfiguration configuration) => services;
}
