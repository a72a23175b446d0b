using System.Net;

namespace AmiBlazor.Hosting;

/// <summary>Whether a password can be sent without being read on the way.</summary>
internal static class SecureTransport
{
    /// <summary>What the user is told if a password would be sent over an unencrypted connection.</summary>
    public static FormattableString Sentence => $"This connection is not encrypted, so a password could be read in transit. Open AmiBlazor over HTTPS.";

    /// <summary>
    /// True over HTTPS, and for a loopback host name, because then nothing leaves the machine. A sender who forges the host name harms only themselves.
    /// </summary>
    public static bool IsUsed(HttpRequest request) =>
        request.IsHttps || IsLoopback(request.Host);

    /// <summary>Whether the host is <c>localhost</c> or a loopback address.</summary>
    public static bool IsLoopback(HostString host) =>
        string.Equals(host.Host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
