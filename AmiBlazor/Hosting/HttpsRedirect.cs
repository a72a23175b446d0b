using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.HttpOverrides;

namespace AmiBlazor.Hosting;

/// <summary>
/// Sends on to HTTPS who comes over plain HTTP, where this program itself listens on both. Not who calls it by a loopback name, which leaves the machine
/// by no wire; not what looks after its health, which knows an address alone; and not a reverse proxy, which sends on by itself.
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

        // The method stays, so that a script which posts learns of it and does not get a page instead.
        context.Response.Redirect($"https://{host.ToUriComponent()}{request.PathBase.ToUriComponent()}{request.Path.ToUriComponent()}{request.QueryString.ToUriComponent()}", permanent: false, preserveMethod: true);
        return Task.CompletedTask;
    }

    /// <summary>The port of the first HTTPS address; null where there is none. Known when the first request comes, and the same from then on.</summary>
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
