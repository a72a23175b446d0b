using System.Security.Cryptography;
using System.Text;

namespace AmiBlazor.Auth.Accounts;

/// <summary>What failed attempts are counted under.</summary>
/// <param name="Name">A hash of the name: what was typed may be a password.</param>
/// <param name="Device">A device that was signed in to the account before; empty for all other senders together.</param>
internal sealed record LockoutKey(string Name, string Device)
{
    /// <summary>The key of a name.</summary>
    /// <param name="name">Normalized by Identity; empty for what cannot be the name of an account.</param>
    /// <param name="device">A known device of that account; empty if there is none.</param>
    public static LockoutKey Of(string name, string device = "") => new(HashOf(name), device);

    /// <summary>The hash of a name.</summary>
    public static string HashOf(string? name) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name ?? "")));
}
