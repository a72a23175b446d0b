namespace AmiBlazor.Auth.Circuits;

/// <summary>The waits of a circuit's connection. Not configurable by users: the page's script relies on <see cref="KeepAlive"/>.</summary>
internal sealed class CircuitTimings
{
    /// <summary>
    /// The interval of the server's keep-alives. A pulled cable is noticed only by silence: app.js regards the connection as lost after 15 s without one.
    /// </summary>
    public TimeSpan KeepAlive { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a browser may take to leave a page whose circuit has ended. Then its connection is closed.</summary>
    public TimeSpan Grace { get; set; } = TimeSpan.FromSeconds(5);
}
