using System.Net;

namespace AmiBlazor.Hosting;

/// <summary>Whether nobody on the way can read along.</summary>
internal static class SecureTransport
{
    /// <summary>What to say where a password would be sent without it.</summary>
    public static FormattableString Sentence => $"This connection is not encrypted: a password would be readable on the way. Open AmiBlazor over HTTPS.";

    /// <summary>
    /// HTTPS, or a browser that calls this program by a loopback name: then nothing leaves the machine. A sender who lies about that name harms nobody
    /// but himself.
    /// </summary>
    public static bool IsUsed(HttpRequest request) =>
        request.IsHttps || IsLoopback(request.Host);

    /// <summary>Whether this is a name by which a machine calls itself.</summary>
    public static bool IsLoopback(HostString host) =>
        string.Equals(host.Host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
