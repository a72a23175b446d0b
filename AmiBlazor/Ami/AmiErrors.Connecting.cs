using System.Net.Sockets;

namespace AmiBlazor.Ami;

/// <summary>No connection to a name that may have several addresses.</summary>
internal sealed partial class AmiErrors
{
    /// <summary>Makes the exception for a name none of whose addresses connected.</summary>
    /// <param name="outcomes">Each address with its reason.</param>
    /// <param name="areRefusals">Whether every address refused the connection.</param>
    /// <param name="cause">The last failure.</param>
    public AmiConnectException NotConnected(string outcomes, bool areRefusals, SocketException cause) => new(
        areRefusals switch
        {
            true => $"PBX “{_name}” ({_host}:{_port}) refused the connection at each of its addresses ({outcomes}). Check that Asterisk is running there and that manager.conf has enabled=yes and this address and port.",
            false => $"PBX “{_name}” ({_host}:{_port}) cannot be reached at any of its addresses ({outcomes}). Check Host, DNS, Port, the network, and the firewall.",
        },
        cause);

    /// <summary>Makes the exception for addresses that did not answer in time.</summary>
    /// <param name="outcomes">Each address with its reason; null where the host is the address.</param>
    public AmiTimeoutException ConnectTimedOut(string? outcomes) => outcomes is null
        ? ConnectTimedOut()
        : new($"PBX “{_name}” ({_host}:{_port}) did not accept the connection within {limits.ConnectTimeout.TotalSeconds:0.###} s at any of its addresses ({outcomes}). Check Host, DNS, Port, the network, and the firewall.");

    public AmiTimeoutException NotResolved() => new(
        $"The host name of PBX “{_name}” ({_host}:{_port}) was not resolved within {limits.ConnectTimeout.TotalSeconds:0.###} s. Check DNS.");
}
