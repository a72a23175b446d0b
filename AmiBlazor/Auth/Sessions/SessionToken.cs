using System.Security.Cryptography;
using System.Text;

namespace AmiBlazor.Auth.Sessions;

/// <summary>The secret in the cookie of a session. Whoever can make cookies, but does not know it, has no session.</summary>
internal static class SessionToken
{
    /// <summary>Where the cookie holds it.</summary>
    public const string Item = "session";

    /// <summary>A new token of 256 bits.</summary>
    public static string New() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    /// <summary>The hash that the database holds. The token is random, so a fast hash is enough.</summary>
    public static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
