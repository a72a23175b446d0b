namespace AmiBlazor.Live;

/// <summary>Section <c>Live</c>: how the main connections are kept up.</summary>
internal sealed class LiveOptions
{
    public const string Section = "Live";

    /// <summary>The time between two Pings.</summary>
    public TimeSpan PingInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The longest time for the answer to a Ping. Together with <see cref="PingInterval"/>, it is how long a pulled cable or a frozen PBX can go unnoticed.
    /// </summary>
    public TimeSpan PingTimeout { get; set; } = TimeSpan.FromSeconds(8);

    /// <summary>The longest wait between two attempts to connect; the first waits are shorter.</summary>
    public TimeSpan LongestWait { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// The wait after a PBX has refused the account: frequent attempts would not help, and could get this host banned. While it goes on refusing the login
    /// with the same secret, the wait grows.
    /// </summary>
    public TimeSpan RefusedWait { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How often a healthy main connection requests all states, to verify that no event was missed.</summary>
    public TimeSpan CheckInterval { get; set; } = TimeSpan.FromMinutes(10);
}
