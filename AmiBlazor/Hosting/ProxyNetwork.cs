using System.Net;
using System.Net.Sockets;

namespace AmiBlazor.Hosting;

/// <summary>Parses an entry of <see cref="ReverseProxyOptions.Networks"/>.</summary>
internal static class ProxyNetwork
{
    private const int Ipv4Dots = 3;

    /// <summary>The network of an address or CIDR; null if the text is neither.</summary>
    public static IPNetwork? Of(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (IPNetwork.TryParse(text, out var network))
        {
            // The framework turns 192.0.2.7/28 into 192.0.2.0/28, but the one address may have been meant.
            var isExact = text.StartsWith(network.BaseAddress.ToString() + "/", StringComparison.OrdinalIgnoreCase);
            return isExact && !network.BaseAddress.IsIPv4MappedToIPv6 ? network : null;
        }

        if (!IPAddress.TryParse(text, out var address)) return null;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();

        // The framework reads “10” as 0.0.0.10 and “10.1” as 10.0.0.1, which nobody means.
        var isIpv4 = address.AddressFamily == AddressFamily.InterNetwork && !text.Contains(':', StringComparison.Ordinal);
        if (isIpv4 && text.AsSpan().Count('.') != Ipv4Dots) return null;
        return new IPNetwork(address, address.GetAddressBytes().Length * 8);
    }
}
