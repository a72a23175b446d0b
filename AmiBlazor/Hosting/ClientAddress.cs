using System.Net;
using System.Net.Sockets;

namespace AmiBlazor.Hosting;

/// <summary>The address that a request came from.</summary>
internal static class ClientAddress
{
    private const int Ipv6NetworkBytes = 8;

    /// <summary>The address as text; null if the connection has none. An IPv4 address that arrived on an IPv6 socket is written as IPv4.</summary>
    public static string? Of(HttpContext context) => Unmapped(context.Connection.RemoteIpAddress)?.ToString();

    /// <summary>
    /// The key under which a rate limiter counts an address; empty if there is none. For IPv6 it is the /64 network: one subscriber has all of its 2^64
    /// addresses.
    /// </summary>
    public static string Key(IPAddress? address) => Unmapped(address) switch
    {
        null => "",
        { AddressFamily: AddressFamily.InterNetworkV6 } ipv6 => Convert.ToHexString(ipv6.GetAddressBytes().AsSpan(0, Ipv6NetworkBytes)),
        var ipv4 => ipv4.ToString(),
    };

    private static IPAddress? Unmapped(IPAddress? address) => address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
}
