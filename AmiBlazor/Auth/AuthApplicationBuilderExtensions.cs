using AmiBlazor.Auth.Circuits;
using AmiBlazor.Auth.Limits;

namespace AmiBlazor.Auth;

internal static class AuthApplicationBuilderExtensions
{
    /// <summary>Sends on to HTTPS where this program listens on it. Before everything that answers.</summary>
    public static IApplicationBuilder UseTransport(this IApplicationBuilder app) => app.UseMiddleware<HttpsRedirect>();

    /// <summary>Finds out who asks, and lets only those on who may. Everything mapped is behind it.</summary>
    public static IApplicationBuilder UseAuth(this IApplicationBuilder app) => app
        .UseMiddleware<RequestSizeCheck>()
        .UseMiddleware<FirstStartGate>()
        .UseAuthentication()
        .UseMiddleware<RequestLimit>()
        .UseMiddleware<SameOriginCheck>()
        .UseAuthorization()
        .UsePageChannels();

    // Asked for at the first request: while the application is composed its options have not been looked at.
    private static IApplicationBuilder UsePageChannels(this IApplicationBuilder app) => app.Use(static (context, next) =>
        context.Request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase)
            ? context.RequestServices.GetRequiredService<PageChannels>().ServeAsync(context, next)
            : next(context));
}
