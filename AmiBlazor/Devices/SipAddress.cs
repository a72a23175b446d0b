using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;

namespace AmiBlazor.Devices;

/// <summary>Host and port of a SIP address.</summary>
/// <param name="Host">A name or an IP address, without brackets.</param>
/// <param name="Port">0 for the usual one.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SipAddress(string Host, int Port)
{
    private const int LongestHost = 253;

    /// <summary>
    /// The host of a URI such as <c>sip:1001@192.0.2.20:5060;transport=udp</c>; null when it has none that can be reached, as a browser's has.
    /// </summary>
    public static SipAddress? OfUri(string uri)
    {
        var scheme = uri.IndexOf(':', StringComparison.Ordinal);
        if (scheme < 0 || uri[..scheme].ToUpperInvariant() is not ("SIP" or "SIPS")) return null;

        // A user's name may hold what ends a host elsewhere; no host holds an “@”.
        var rest = uri[(Math.Max(scheme, uri.LastIndexOf('@')) + 1)..];
        var end = rest.AsSpan().IndexOfAny(';', '?', '>');
        return Of(end < 0 ? rest : rest[..end]);
    }

    /// <summary>The host of <c>192.0.2.20:5060</c> or <c>[2001:db8::1]:5060</c>; null when it is none.</summary>
    public static SipAddress? Of(string text)
    {
        var (host, port) = text switch
        {
            ['[', .. var inner] when inner.IndexOf(']', StringComparison.Ordinal) is > 0 and var close => (inner[..close], inner[(close + 1)..]),
            _ when text.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon && colon == text.LastIndexOf(':') => (text[..colon], text[colon..]),
            _ => (text, ""),
        };
        var number = 0;
        if (port.Length > 0 && !(port[0] == ':' && int.TryParse(port.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= 65_535))
            return null;
        return IsHost(host) ? new SipAddress(host, number) : null;
    }

    /// <summary>RFC 2606 has <c>.invalid</c> for names that are none: browsers give them.</summary>
    private static bool IsHost(string host) =>
        host.Length is > 0 and <= LongestHost
        && !host.EndsWith(".invalid", StringComparison.OrdinalIgnoreCase)
        && (IPAddress.TryParse(host, out _) || host.All(static character => char.IsAsciiLetterOrDigit(character) || character is '-' or '.' or '_'));
}
