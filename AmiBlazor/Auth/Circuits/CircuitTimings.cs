namespace AmiBlazor.Auth.Circuits;

/// <summary>The waits of a circuit's connection. Not configurable by users: they belong together.</summary>
internal sealed class CircuitTimings
{
    /// <summary>
    /// The interval of the server's keep-alives, where it says nothing else. A pulled cable and a frozen program are noticed by <see cref="Silence"/> alone.
    /// SignalR looks once a second whether one is due.
    /// </summary>
    public TimeSpan KeepAlive { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// After so long a silence a page regards its connection as lost. Where another node can take the page over, soon; where there is none, a program that
    /// is busy for some seconds is better waited for than asked by all of its pages at once to connect them again.
    /// </summary>
    public TimeSpan Silence { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a browser may take to leave a page whose circuit has ended. Then its connection is closed.</summary>
    public TimeSpan Grace { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The waits in a cluster: with a second for the reverse proxy to leave a frozen node, and two to load the page, it is right again within 8 s. Two
    /// keep-alives in a row may be lost.
    /// </summary>
    public void BeOneOfSeveral() => (KeepAlive, Silence) = (TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(4.5));
}
