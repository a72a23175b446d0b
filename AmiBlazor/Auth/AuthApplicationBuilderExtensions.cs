using AmiBlazor.Auth.Circuits;
using AmiBlazor.Auth.Cookies;
using AmiBlazor.Auth.RateLimiting;
using AmiBlazor.Auth.Setup;
using AmiBlazor.Components.Layout;
using AmiBlazor.Hosting;

namespace AmiBlazor.Auth;

internal static class AuthApplicationBuilderExtensions
{
    /// <summary>Sends on to HTTPS where this program listens on it. Before everything that answers.</summary>
    public static IApplicationBuilder UseTransport(this IApplicationBuilder app) => app.UseMiddleware<HttpsRedirect>();

    /// <summary>Finds out who asks, and lets only those on who may. Everything mapped is behind it.</summary>
    public static IApplicationBuilder UseAuth(this IApplicationBuilder app) => app
        .UseMiddleware<RequestSizeMiddleware>()
        .UseMiddleware<InitialSetupMiddleware>()
        .UseAuthentication()
        .UseMiddleware<RequestRateLimitMiddleware>()
        .UseMiddleware<SameOriginCheck>()
        .UseAuthorization()
        .UsePageChannels();

    // Asked for at the first request: while the application is composed its options have not been looked at.
    private static IApplicationBuilder UsePageChannels(this IApplicationBuilder app) => app.Use(static (context, next) =>
        context.Request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase)
            ? context.RequestServices.GetRequiredService<CircuitConnectionGuard>().ServeAsync(context, next)
            : next(context));
}
