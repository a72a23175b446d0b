namespace AmiBlazor.Components;

internal static class SecurityHeaders
{
    /// <summary>
    /// Nothing but our own files: no inline script, no other origin, no frame around us. Style attributes are allowed because Virtualize sets the
    /// height of its spacers by them.
    /// </summary>
    private const string ContentSecurityPolicy =
        "default-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'; script-src 'self'; img-src 'self' data:; font-src 'self'; "
        + "connect-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'";

    /// <summary>Sets them on every answer.</summary>
    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        return next(context);
    });
}
