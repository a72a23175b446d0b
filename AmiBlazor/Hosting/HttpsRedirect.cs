using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.HttpOverrides;

namespace AmiBlazor.Hosting;

/// <summary>
/// Redirects HTTP to HTTPS when this process listens on both. Exempt: loopback hosts, health probes, and requests from a reverse proxy, which redirects
/// itself.
/// </summary>
internal sealed class HttpsRedirect(RequestDelegate next, IServer server)
{
    private int? _port;
    private bool _isPortKnown;

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (SecureTransport.IsUsed(request)
            || request.Path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase)
            || request.Headers.ContainsKey(ForwardedHeadersDefaults.XOriginalForHeaderName)
            || Port() is not { } port)
        {
            return next(context);
        }

        var host = port == 443 ? new HostString(request.Host.Host) : new HostString(request.Host.Host, port);
        context.Response.Headers.CacheControl = "no-store";

        // 307 keeps the method: a script that posts must not receive a page instead.
        var path = request.PathBase.ToUriComponent() + request.Path.ToUriComponent() + request.QueryString.ToUriComponent();
        context.Response.Redirect($"https://{host.ToUriComponent()}{path}", permanent: false, preserveMethod: true);
        return Task.CompletedTask;
    }

    /// <summary>The port of the first HTTPS address; null if there is none. Known at the first request, and constant from then on.</summary>
    private int? Port()
    {
        if (_isPortKnown) return _port;
        _port = server.Features.Get<IServerAddressesFeature>()?.Addresses
            .Select(BindingAddress.Parse)
            .Where(static address => string.Equals(address.Scheme, Uri.UriSchemeHttps, StringComparison.OrdinalIgnoreCase))
            .Select(static address => (int?)address.Port)
            .FirstOrDefault();
        _isPortKnown = true;
        return _port;
    }
}
