using System.Net;

namespace AmiBlazor.Hosting;

internal sealed partial class ReverseProxy
{
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
