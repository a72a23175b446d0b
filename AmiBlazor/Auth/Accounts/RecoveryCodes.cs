using System.Globalization;
using System.Security.Cryptography;

namespace AmiBlazor.Auth.Accounts;

/// <summary>Recovery codes as they are kept: hashes, slow ones, for a code is short. All of a set share their salt, so that finding one is one hashing.</summary>
/// <param name="Iterations">How slow.</param>
/// <param name="Salt">The salt.</param>
/// <param name="Hashes">A hash for each code that has not been used.</param>
internal sealed record RecoveryCodes(int Iterations, byte[] Salt, IReadOnlyList<byte[]> Hashes)
{
    /// <summary>So many are given at a time.</summary>
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

    /// <summary>What is left after a code was used; null where it is none of them.</summary>
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

    /// <summary>What a person types, in capitals and without what parts it.</summary>
    public static string Clean(string code) => code.Length > 40 ? "" : string.Concat(code.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();

    private static byte[] Hash(string clean, byte[] salt, int iterations) =>
        Rfc2898DeriveBytes.Pbkdf2(clean, salt, iterations, HashAlgorithmName.SHA512, 32);
}
