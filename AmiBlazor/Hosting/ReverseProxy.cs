using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using IPNetwork = System.Net.IPNetwork;

namespace AmiBlazor.Hosting;

/// <summary>
/// Takes the client's address and scheme from the headers of a configured reverse proxy, before anything reads either. From other senders the headers are
/// ignored, and the log tells which setting is missing.
/// </summary>
internal sealed partial class ReverseProxy(IOptions<ReverseProxyOptions> options, ILogger<ReverseProxy> logger) : IStartupFilter
{
    // One log line for each proxy that is not configured, but no flood if somebody forges the headers from many addresses.
    private const int MostLogged = 8;

    private readonly ConcurrentDictionary<IPAddress, byte> _logged = [];
    private List<IPNetwork> _networks = [];

    /// <summary>Makes the framework's middleware trust the configured networks only.</summary>
    public static void Configure(ForwardedHeadersOptions forwarded, ReverseProxyOptions proxies)
    {
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var network in proxies.Networks.Select(ProxyNetwork.Of).OfType<IPNetwork>())
            forwarded.KnownIPNetworks.Add(network);

        // Without a network the middleware would trust every sender. X-Forwarded-Host is left out: a proxy passes Host on.
        forwarded.ForwardedHeaders = forwarded.KnownIPNetworks.Count == 0
            ? ForwardedHeaders.None
            : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;

        // A chain of proxies, each of which must be in a configured network.
        forwarded.ForwardLimit = 5;
    }

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        _networks = [.. options.Value.Networks.Select(ProxyNetwork.Of).OfType<IPNetwork>()];
        app.Use((context, following) =>
        {
            Warn(context);
            return following(context);
        });
        app.UseForwardedHeaders();
        app.UseSubPath(options.Value.PathBase);
        next(app);
    };

    private void Warn(HttpContext context)
    {
        var headers = context.Request.Headers;
        var hasAddress = headers.ContainsKey(ForwardedHeadersDefaults.XForwardedForHeaderName);
        var hasScheme = headers.ContainsKey(ForwardedHeadersDefaults.XForwardedProtoHeaderName);
        if ((!hasAddress && !hasScheme) || context.Connection.RemoteIpAddress is not { } address) return;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();

        var isProxy = _networks.Exists(network => network.Contains(address));
        if ((isProxy && (hasScheme || context.Request.IsHttps)) || _logged.Count >= MostLogged || !_logged.TryAdd(address, 0))
            return;
        if (isProxy)
            Log.NoScheme(logger, address);
        else
            Log.Ignored(logger, address, address);
    }

    private static partial class Log
    {
        [LoggerMessage(
            5300,
            LogLevel.Warning,
            "A request from {Address} came with X-Forwarded-For or X-Forwarded-Proto, and AmiBlazor ignores both. If that is your reverse proxy, set "
                + "ReverseProxy:Networks:0={Proxy}: until then all requests appear to come from it, and no one can sign in through it.",
            EventName = "ForwardedHeadersIgnored")]
        public static partial void Ignored(ILogger logger, IPAddress? address, IPAddress? proxy);

        [LoggerMessage(
            5301,
            LogLevel.Warning,
            "The reverse proxy {Address} sends X-Forwarded-For without X-Forwarded-Proto, so no one can sign in through it. "
                + "Configure it to set X-Forwarded-Proto, as in docs/nginx.conf.",
            EventName = "ForwardedProtoMissing")]
        public static partial void NoScheme(ILogger logger, IPAddress? address);
    }
}
