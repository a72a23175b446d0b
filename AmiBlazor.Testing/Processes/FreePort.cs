using System.Net;
using System.Net.Sockets;

namespace AmiBlazor.Testing.Processes;

/// <summary>Picks a port for programs that cannot bind port 0 and report the result.</summary>
internal static class FreePort
{
    /// <summary>A port of the loopback that was free a moment ago.</summary>
    public static int Find()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        return ((IPEndPoint)free.LocalEndpoint).Port;
    }

    /// <summary>The same for UDP.</summary>
    public static int FindUdp()
    {
        using var free = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)free.Client.LocalEndPoint!).Port;
    }
}
