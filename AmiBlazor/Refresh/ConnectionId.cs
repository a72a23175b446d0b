using System.Globalization;
using System.Security.Cryptography;

namespace AmiBlazor.Refresh;

/// <summary>The id of one refresh: <c>separate-{Unix milliseconds}-{nine letters or digits}</c>, promised to scripts.</summary>
internal static class ConnectionId
{
    private const string Prefix = "separate-";

    public static string New(DateTimeOffset now) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Prefix}{now.ToUnixTimeMilliseconds()}-{RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz0123456789", 9)}");

    /// <summary>The id without its prefix; still unique.</summary>
    public static string UniquePart(string connectionId) => connectionId[Prefix.Length..];
}
