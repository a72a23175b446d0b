using System.Security.Cryptography;
using System.Text;
using AmiBlazor.Ami;

namespace AmiBlazor.Demo;

/// <summary>
/// A manager account of the demo PBX. Its secret is generated at each start and kept in memory only, so that nobody else on this machine can log in.
/// </summary>
/// <param name="username">Its name.</param>
/// <param name="read">The classes of events that it may receive, as bits of <see cref="DemoEventMasks"/>.</param>
/// <param name="write">The classes of actions that it may send, likewise.</param>
/// <param name="events">The further events that its <c>eventfilter</c> lets pass.</param>
internal sealed class DemoAccount(string username, int read, int write, params string[] events)
{
    public string Username { get; } = username;

    public string Secret { get; } = RandomNumberGenerator.GetHexString(32, lowercase: true);

    public int Read { get; } = read;

    public int Write { get; } = write;

    /// <summary>Whether its <c>eventfilter</c>, that of the README, lets an event pass.</summary>
    public bool Passes(string name) => AmiEventFilter.Passes(name) || events.Contains(name, StringComparer.Ordinal);

    public bool Accepts(string? secret) => Same(secret, Secret);

    /// <summary>True if the key is the MD5 of challenge and secret in lower-case hexadecimal.</summary>
    public bool AcceptsKey(string? challenge, string? key) => challenge is not null && Same(key, KeyOf(challenge));

    private static bool Same(string? given, string expected) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given ?? ""), Encoding.UTF8.GetBytes(expected));

#pragma warning disable CA5351 // AMI's challenge is defined as MD5.
    private string KeyOf(string challenge) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(challenge + Secret)));
#pragma warning restore CA5351
}

/// <summary>The two accounts of the demo PBX, as the README recommends them.</summary>
internal sealed class DemoAccounts
{
    /// <summary>The one that looks: <c>read = call,system,agent</c>, <c>write = reporting</c>.</summary>
    public DemoAccount Main { get; } = new("demo", DemoEventMasks.Call | DemoEventMasks.System | DemoEventMasks.Agent, DemoEventMasks.Reporting);

    /// <summary>The one that acts: <c>read = call</c>, <c>write = call,agent,originate</c>.</summary>
    public DemoAccount Control { get; } = new(
        "demo-control", DemoEventMasks.Call, DemoEventMasks.Call | DemoEventMasks.Agent | DemoEventMasks.Originate,
        "OriginateResponse", "MixMonitorStart", "MixMonitorStop");

    public DemoAccount? Find(string? username) =>
        Array.Find([Main, Control], account => string.Equals(account.Username, username, StringComparison.OrdinalIgnoreCase));
}
