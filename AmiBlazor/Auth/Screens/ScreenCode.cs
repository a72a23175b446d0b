using System.Security.Cryptography;

namespace AmiBlazor.Auth.Screens;

/// <summary>The codes that screens show, and the limits for them, wherever they are kept.</summary>
internal static class ScreenCode
{
    /// <summary>How long a code is valid.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>The length of a code.</summary>
    public const int Length = 8;

    /// <summary>How many screens may wait.</summary>
    public const int Most = 200;

    /// <summary>How many screens of one address may wait.</summary>
    public const int MostForAddress = 10;

    /// <summary>Letters and digits of which none is taken for another, read aloud or from afar: 37 bits in a code.</summary>
    private const string Alphabet = "ACDEFGHJKMNPQRTUVWXY34679";

    public static string New() => RandomNumberGenerator.GetString(Alphabet, Length);

    /// <summary>A code as it is compared: in capitals, without what people put between its letters.</summary>
    public static string Clean(string? code) => string.Concat((code ?? "").Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
}
