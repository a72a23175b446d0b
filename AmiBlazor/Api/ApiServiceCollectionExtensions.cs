namespace AmiBlazor.Api;

internal static class ApiServiceCollectionExtensions
{
    /// <summary>What the REST endpoints need: problem details, OpenAPI, JSON.</summary>
    public static IServiceCollection AddApi(this IServiceCollection services, IConfiguration configuration) => services;
}
