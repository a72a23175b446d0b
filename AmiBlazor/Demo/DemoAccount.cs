using System.Security.Cryptography;
using System.Text;

namespace AmiBlazor.Demo;

/// <summary>
/// The demo PBX's only manager account: <c>read = call,system</c>, <c>write = reporting</c>. Its secret is generated at each start and kept in memory
/// only, so that nobody else on this machine can log in.
/// </summary>
internal sealed class DemoAccount
{
    public const string Username = "demo";

    public string Secret { get; } = RandomNumberGenerator.GetHexString(32, lowercase: true);

    public bool Accepts(string? username, string? secret) => IsUser(username) && Same(secret, Secret);

    /// <summary>True if the key is the MD5 of challenge and secret in lower-case hexadecimal.</summary>
    public bool AcceptsKey(string? username, string? challenge, string? key) =>
        IsUser(username) && challenge is not null && Same(key, KeyOf(challenge));

    private static bool Same(string? given, string expected) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given ?? ""), Encoding.UTF8.GetBytes(expected));

    private static bool IsUser(string? username) => string.Equals(username, Username, StringComparison.OrdinalIgnoreCase);

#pragma warning disable CA5351 // AMI's challenge is defined as MD5.
    private string KeyOf(string challenge) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(challenge + Secret)));
#pragma warning restore CA5351
}
