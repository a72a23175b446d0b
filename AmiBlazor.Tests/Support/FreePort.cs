using System.Net;
using System.Net.Sockets;

namespace AmiBlazor.Tests.Support;

/// <summary>A port for what cannot take port 0 and say afterwards which it was.</summary>
internal static class FreePort
{
    /// <summary>A port of the loopback that was free a moment ago.</summary>
    public static int Find()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        return ((IPEndPoint)free.LocalEndpoint).Port;
    }
}
