using System.Globalization;
using System.Security.Cryptography;

namespace AmiBlazor.Auth.Accounts;

/// <summary>Recovery codes as they are stored. The hash is slow because a code is short; one salt for the set makes a check one hash.</summary>
/// <param name="Iterations">The iterations of PBKDF2.</param>
/// <param name="Salt">The salt.</param>
/// <param name="Hashes">A hash for each code that has not been used.</param>
internal sealed record RecoveryCodes(int Iterations, byte[] Salt, IReadOnlyList<byte[]> Hashes)
{
    /// <summary>The number of codes in a set.</summary>
    public const int Count = 10;

    private const int Length = 10;

    public static RecoveryCodes Of(IEnumerable<string> codes, int iterations)
    {
        var salt = RandomNumberGenerator.GetBytes(16);
        return new(iterations, salt, [.. codes.Select(code => Hash(Clean(code), salt, iterations))]);
    }

    /// <summary>The reverse of <see cref="ToString"/>.</summary>
    public static RecoveryCodes Parse(string kept) => kept.Split(':') is [var iterations, var salt, var hashes]
        ? new(
            int.Parse(iterations, CultureInfo.InvariantCulture),
            Convert.FromHexString(salt),
            [.. hashes.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Convert.FromHexString)])
        : throw new FormatException("These are no recovery codes.");

    /// <summary>The codes that are left after one was used; null if the code is not among them.</summary>
    public RecoveryCodes? Without(string code)
    {
        var clean = Clean(code);
        if (clean.Length != Length) return null;
        var hash = Hash(clean, Salt, Iterations);
        var left = Hashes.Where(other => !CryptographicOperations.FixedTimeEquals(hash, other)).ToList();
        return left.Count < Hashes.Count ? this with { Hashes = left } : null;
    }

    public override string ToString() => FormattableString.Invariant(
        $"{Iterations}:{Convert.ToHexStringLower(Salt)}:{string.Join(',', Hashes.Select(Convert.ToHexStringLower))}");

    /// <summary>A typed code in capitals and without separators.</summary>
    public static string Clean(string code) => code.Length > 40 ? "" : string.Concat(code.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();

    private static byte[] Hash(string clean, byte[] salt, int iterations) =>
        Rfc2898DeriveBytes.Pbkdf2(clean, salt, iterations, HashAlgorithmName.SHA512, 32);
}
