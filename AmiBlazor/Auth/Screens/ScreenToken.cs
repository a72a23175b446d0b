using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace AmiBlazor.Auth.Screens;

/// <summary>The secret by which a screen is known. It is in the screen's cookie alone; the database has its hash.</summary>
internal static class ScreenToken
{
    /// <summary>By this prefix people, and scanners for leaked secrets, recognise a token of a screen.</summary>
    private const string Prefix = "ams_";

    /// <summary>A new token of 256 bits.</summary>
    public static string New() => Prefix + WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));

    /// <summary>The hash of a token. It is random, so a fast hash is enough.</summary>
    public static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
