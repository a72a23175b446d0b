using Microsoft.AspNetCore.StaticAssets;

namespace AmiBlazor.Hosting;

internal static class SecurityHeaders
{
    /// <summary>
    /// Only this program's own files: no inline scripts, no other origin, no embedding in frames. Style attributes are allowed, because Virtualize sets
    /// the height of its spacers with them and timelines and progress bars their positions; none holds text from a PBX. Style elements are forbidden.
    /// </summary>
    private const string ContentSecurityPolicy =
        "default-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'; script-src 'self'; img-src 'self' data:; font-src 'self'; "
        + "connect-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'";

    /// <summary>One year: a browser that has used HTTPS once uses nothing else.</summary>
    private const string StrictTransportSecurity = "max-age=31536000";

    /// <summary>Sets the headers on every response just before it is sent, so that an error page, which starts the response again, keeps them.</summary>
    /// <param name="app">The application.</param>
    /// <param name="secretPaths">
    /// Paths of pages whose address holds a token. Their responses tell the browser to send the address to nobody, this program included: a proxy may
    /// log it.
    /// </param>
    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app, params PathString[] secretPaths) => app.Use((context, next) =>
    {
        // Compared now: the page for addresses that do not exist is served by changing the path.
        var isSecret = Array.Exists(secretPaths, path => context.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase));
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
        if (context.Request.IsHttps && !SecureTransport.IsLoopback(context.Request.Host))
            headers.StrictTransportSecurity = StrictTransportSecurity;

        // Only static assets and pictures may be cached: everything else shows who is at their desk, or who is signed in.
        var metadata = context.GetEndpoint()?.Metadata;
        var isPublic = metadata?.GetMetadata<StaticAssetDescriptor>() is not null || metadata?.GetMetadata<PublicAssetMetadata>() is not null;
        var isKept = isPublic || (context.Response.StatusCode == StatusCodes.Status200OK && metadata?.GetMetadata<PrivateFileMetadata>() is not null);
        if (!isKept) headers.CacheControl = "no-store";
    }
}

/// <summary>Marks an endpoint whose answer is the same for everybody, such as a stylesheet: it says itself how long a browser keeps it.</summary>
internal sealed class PublicAssetMetadata;

/// <summary>Marks an endpoint whose file the browser of one account may keep: when it is served, the endpoint says itself for how long.</summary>
internal sealed class PrivateFileMetadata;
