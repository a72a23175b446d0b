using System.Net;
using System.Net.Sockets;

namespace AmiBlazor.Hosting;

/// <summary>Reads one of <see cref="ReverseProxyOptions.Networks"/>.</summary>
internal static class ProxyNetwork
{
    private const int Ipv4Dots = 3;

    /// <summary>The network that an address or CIDR names; null where the text is neither.</summary>
    public static IPNetwork? Of(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (IPNetwork.TryParse(text, out var network))
        {
            // The framework cuts 192.0.2.7/28 down to 192.0.2.0/28; who writes that may have meant the one address.
            return text.StartsWith(network.BaseAddress.ToString() + "/", StringComparison.OrdinalIgnoreCase) && !network.BaseAddress.IsIPv4MappedToIPv6 ? network : null;
        }

        if (!IPAddress.TryParse(text, out var address)) return null;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();

        // The framework takes “10” for 0.0.0.10, and “10.1” for 10.0.0.1: nobody who writes that means it.
        if (address.AddressFamily == AddressFamily.InterNetwork && !text.Contains(':', StringComparison.Ordinal) && text.AsSpan().Count('.') != Ipv4Dots) return null;
        return new IPNetwork(address, address.GetAddressBytes().Length * 8);
    }
}
