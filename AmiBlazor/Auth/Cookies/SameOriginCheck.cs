using AmiBlazor.Audit;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Hosting;

namespace AmiBlazor.Auth.Cookies;

/// <summary>
/// Refuses what a foreign web page makes a signed-in browser send. SameSite=Lax keeps the cookie from what other sites post, yet another program on
/// the same host name, on another port, counts as the same site; and WebSockets know no same-origin policy at all.
/// </summary>
internal sealed class SameOriginCheck(RequestDelegate next)
{
    private const string Refused = "This came from a page of another address and was refused. Open AmiBlazor itself and try again there.";

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;

        // A form for strangers, such as the one for signing in, is for this program's own pages alone, too.
        var byCookie = string.Equals(context.User.Identity?.AuthenticationType, AuthSchemes.Cookie, StringComparison.Ordinal)
            || !(AuthProblems.IsForScripts(request) || OpensChannel(request));
        var allowed = byCookie && IsUnsafe(request.Method) ? IsProvenSameOrigin(request)
            : !OpensChannel(request) || request.Headers.Origin.Count == 0 || IsOwn(request.Headers.Origin.ToString(), request.Host);
        if (allowed) return next(context);

        DeniedRequestAuditor.Record(context, AuditAction.ForeignPage, $"Origin: {request.Headers.Origin}");
        return AuthProblems.WriteAsync(context, StatusCodes.Status403Forbidden, Refused);
    }

    private static bool IsUnsafe(string method) =>
        !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method) && !HttpMethods.IsOptions(method) && !HttpMethods.IsTrace(method);

    /// <summary>A circuit's channel: its own addresses, or any WebSocket. A program that is no browser sends no Origin and cannot be lured.</summary>
    private static bool OpensChannel(HttpRequest request) =>
        request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase)
        || request.Headers.Upgrade.Count > 0
        || HttpMethods.IsConnect(request.Method);

    private static bool IsProvenSameOrigin(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"] is { Count: > 0 } site
            ? string.Equals(site.ToString(), "same-origin", StringComparison.Ordinal)
            : IsOwn(request.Headers.Origin.ToString(), request.Host);

    /// <summary>Host and port alone are compared: before a proxy that ends TLS, the browser's scheme is not the one that arrives here.</summary>
    private static bool IsOwn(string origin, HostString host) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var from)
        && string.Equals(from.IdnHost, host.Host.Trim('[', ']'), StringComparison.OrdinalIgnoreCase)
        && (host.Port is { } port ? from.Port == port : from.IsDefaultPort);
}
