namespace AmiBlazor.Live;

/// <summary>Section <c>Live</c>: how the main connections are kept.</summary>
internal sealed class LiveOptions
{
    public const string Section = "Live";

    /// <summary>How often a PBX is asked for a sign of life.</summary>
    public TimeSpan PingInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long it may take to give one. Together with <see cref="PingInterval"/> it is how long a pulled cable or a frozen PBX can go unnoticed.
    /// </summary>
    public TimeSpan PingTimeout { get; set; } = TimeSpan.FromSeconds(8);

    /// <summary>The longest wait between two tries to connect; the first are shorter.</summary>
    public TimeSpan LongestWait { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>The wait after a PBX has refused the account: it would not get better by asking often, and could get us banned.</summary>
    public TimeSpan RefusedWait { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How often all states are asked for over a main connection that is well, to see whether events have told all.</summary>
    public TimeSpan CheckInterval { get; set; } = TimeSpan.FromMinutes(10);
}
