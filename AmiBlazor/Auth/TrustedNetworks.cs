using System.Net;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Auth;

/// <summary>The machines whose browsers are let in without an account: this one, and those of <see cref="AuthOptions.TrustedNetworks"/>.</summary>
internal sealed class TrustedNetworks(IOptions<AuthOptions> options)
{
    private readonly IPNetwork[] _networks = [.. options.Value.TrustedNetworks.Select(IPNetwork.Parse)];

    /// <summary>Whether the request came straight from such a machine.</summary>
    public bool Sent(HttpContext context)
    {
        // Behind a proxy every visitor has the proxy's address, which says nothing of who he is.
        if (IsForwarded(context.Request)) return false;

        var address = Address(context);
        return address is not null && (IPAddress.IsLoopback(address) || _networks.Any(network => network.Contains(address)));
    }

    /// <summary>Whether a proxy says that it handed the request on. What it says of the visitor is not believed.</summary>
    public static bool IsForwarded(HttpRequest request) =>
        request.Headers.ContainsKey("Forwarded")
        || request.Headers.ContainsKey("X-Forwarded-For")
        || request.Headers.ContainsKey("X-Real-IP")
        || request.Headers.ContainsKey("Via");

    /// <summary>The sender's address, an IPv4 address that came over an IPv6 socket as IPv4; null where there is none.</summary>
    public static IPAddress? Address(HttpContext context) =>
        context.Connection.RemoteIpAddress is { IsIPv4MappedToIPv6: true } mapped ? mapped.MapToIPv4() : context.Connection.RemoteIpAddress;
}
