using AmiBlazor.Auth.Setup;
using AmiBlazor.Components.Layout;
using AmiBlazor.Demo;
using Microsoft.AspNetCore.StaticAssets;

namespace AmiBlazor.Hosting;

internal static class SecurityHeaders
{
    /// <summary>
    /// Nothing but our own files: no inline script, no other origin, no frame around us. Style attributes are allowed because Virtualize sets the
    /// height of its spacers by them, and the bars of times and progress their places; what a PBX says is in none. Style elements are not.
    /// </summary>
    private const string ContentSecurityPolicy =
        "default-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'; script-src 'self'; img-src 'self' data:; font-src 'self'; "
        + "connect-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'";

    /// <summary>One year: who has come over HTTPS once comes by nothing else.</summary>
    private const string StrictTransportSecurity = "max-age=31536000";

    /// <summary>Pages whose address holds a token. The browser tells such an address to nobody, not even to us, whose proxy may write it into a log.</summary>
    private static readonly PathString[] SecretAddresses = [InitialSetup.Path, "/set-password"];

    /// <summary>Sets them on every answer, as the last thing before it goes, so that none is lost where an error page begins anew.</summary>
    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        // The page for what is not found is found at another address.
        var isSecret = Array.Exists(SecretAddresses, path => context.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase));
        context.Response.OnStarting(() =>
        {
            Set(context, isSecret);
            return Task.CompletedTask;
        });
        return next(context);
    });

    private static void Set(HttpContext context, bool isSecret)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = isSecret ? "no-referrer" : "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";
        if (context.Request.IsHttps && !SecureTransport.IsLoopback(context.Request.Host)) headers.StrictTransportSecurity = StrictTransportSecurity;

        // Only the program's own files may be kept: all else shows who is at his desk, or who is signed in.
        if (context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is null) headers.CacheControl = "no-store";
    }
}
