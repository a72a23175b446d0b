using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using IPNetwork = System.Net.IPNetwork;

namespace AmiBlazor.Hosting;

/// <summary>
/// Takes over from a reverse proxy who asks and by which scheme, before anything looks at either. From anybody else the headers are ignored, and the
/// log says which setting is missing.
/// </summary>
internal sealed partial class ReverseProxy(IOptions<ReverseProxyOptions> options, ILogger<ReverseProxy> logger) : IStartupFilter
{
    // One line for each proxy that was forgotten, and no flood where strangers make up addresses.
    private const int MostNoted = 8;

    private readonly ConcurrentDictionary<IPAddress, byte> _noted = [];
    private List<IPNetwork> _networks = [];

    /// <summary>Lets the framework's own middleware believe those who are configured, and where there is none, nobody.</summary>
    public static void Configure(ForwardedHeadersOptions forwarded, ReverseProxyOptions proxies)
    {
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var network in proxies.Networks.Select(ProxyNetwork.Of).OfType<IPNetwork>()) forwarded.KnownIPNetworks.Add(network);

        // Without a network the middleware would believe everybody. The host name is not among the headers: a proxy passes Host on.
        forwarded.ForwardedHeaders = forwarded.KnownIPNetworks.Count == 0 ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;

        // Proxies in a row, each of which has to be known.
        forwarded.ForwardLimit = 5;
    }

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        _networks = [.. options.Value.Networks.Select(ProxyNetwork.Of).OfType<IPNetwork>()];
        app.Use((context, following) =>
        {
            Note(context);
            return following(context);
        });
        app.UseForwardedHeaders();
        next(app);
    };

    private void Note(HttpContext context)
    {
        var headers = context.Request.Headers;
        var (names, scheme) = (headers.ContainsKey(ForwardedHeadersDefaults.XForwardedForHeaderName), headers.ContainsKey(ForwardedHeadersDefaults.XForwardedProtoHeaderName));
        if ((!names && !scheme) || context.Connection.RemoteIpAddress is not { } address) return;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();

        var isProxy = _networks.Exists(network => network.Contains(address));
        if ((isProxy && (scheme || context.Request.IsHttps)) || _noted.Count >= MostNoted || !_noted.TryAdd(address, 0)) return;
        if (isProxy) Log.NoScheme(logger, address);
        else Log.Ignored(logger, address, address);
    }

    private static partial class Log
    {
        [LoggerMessage(
            5300,
            LogLevel.Warning,
            "A request from {Address} came with X-Forwarded-For or X-Forwarded-Proto, and AmiBlazor ignores both. If that is your reverse proxy, set ReverseProxy:Networks:0={Proxy}: until then "
                + "every visitor seems to come from it, and nobody can sign in through it.",
            EventName = "ForwardedHeadersIgnored")]
        public static partial void Ignored(ILogger logger, IPAddress? address, IPAddress? proxy);

        [LoggerMessage(
            5301,
            LogLevel.Warning,
            "The reverse proxy {Address} says for whom it asks, but not by which scheme: nobody can sign in through it. Let it set X-Forwarded-Proto, as docs/nginx.conf does.",
            EventName = "ForwardedProtoMissing")]
        public static partial void NoScheme(ILogger logger, IPAddress? address);
    }
}
