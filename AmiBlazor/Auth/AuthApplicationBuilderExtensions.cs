namespace AmiBlazor.Auth;

internal static class AuthApplicationBuilderExtensions
{
    /// <summary>Sends on to HTTPS where this program listens on it. Before everything that answers.</summary>
    public static IApplicationBuilder UseTransport(this IApplicationBuilder app) => app.UseMiddleware<HttpsRedirect>();

    /// <summary>Finds out who asks, and lets only those on who may. Everything mapped is behind it.</summary>
    public static IApplicationBuilder UseAuth(this IApplicationBuilder app) => app
        .UseMiddleware<FirstStartGate>()
        .UseAuthentication()
        .UseMiddleware<SameOriginCheck>()
        .UseAuthorization();
}
