using AmiBlazor.Audit;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Hosting;

namespace AmiBlazor.Auth.Cookies;

/// <summary>
/// Refuses requests that a foreign web page makes a browser send. SameSite=Lax withholds the cookie from other sites, but a program on another port of the
/// same host counts as the same site, and WebSockets have no same-origin policy.
/// </summary>
internal sealed class SameOriginCheck(RequestDelegate next)
{
    private const string Refused = "This request came from a page of another website and was refused. Open AmiBlazor and try again there.";

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;

        // Forms that need no session, such as the sign-in form, may be sent only by this program's own pages, too.
        var byCookie = context.User.Identity?.AuthenticationType is AuthSchemes.Cookie or AuthSchemes.Screen
            || !(AuthProblems.IsForScripts(request) || OpensConnection(request));
        var allowed = byCookie && IsUnsafe(request.Method) ? IsSameOrigin(request)
            : !OpensConnection(request) || request.Headers.Origin.Count == 0 || IsOwn(request.Headers.Origin.ToString(), request);
        if (allowed) return next(context);

        DeniedRequestAuditor.Record(context, AuditAction.ForeignPage, $"Origin: {request.Headers.Origin}");
        return AuthProblems.WriteAsync(context, StatusCodes.Status403Forbidden, Refused);
    }

    private static bool IsUnsafe(string method) =>
        !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method) && !HttpMethods.IsOptions(method) && !HttpMethods.IsTrace(method);

    /// <summary>A circuit's connection, or any WebSocket. A program that is no browser sends no Origin, and no web page controls its requests.</summary>
    private static bool OpensConnection(HttpRequest request) =>
        request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase)
        || request.Headers.Upgrade.Count > 0
        || HttpMethods.IsConnect(request.Method);

    private static bool IsSameOrigin(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"] is { Count: > 0 } site
            ? string.Equals(site.ToString(), "same-origin", StringComparison.Ordinal)
            : IsOwn(request.Headers.Origin.ToString(), request);

    /// <summary>
    /// Whether the header is the very origin of this request, as a browser writes it: scheme, host and port, and nothing else. Behind a proxy that terminates
    /// TLS the scheme is the browser's, or nobody could be signed in.
    /// </summary>
    private static bool IsOwn(string origin, HttpRequest request) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var from)
        && string.Equals(from.Scheme, request.Scheme, StringComparison.OrdinalIgnoreCase)
        && string.Equals(from.GetLeftPart(UriPartial.Authority), origin, StringComparison.OrdinalIgnoreCase)
        && from.UserInfo.Length == 0
        && string.Equals(from.IdnHost, request.Host.Host.Trim('[', ']'), StringComparison.OrdinalIgnoreCase)
        && (request.Host.Port is { } port ? from.Port == port : from.IsDefaultPort);
}
