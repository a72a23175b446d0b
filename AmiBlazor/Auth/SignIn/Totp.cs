using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace AmiBlazor.Auth.SignIn;

/// <summary>Time-based one-time passwords (RFC 6238) as authenticator apps make them: SHA-1, six digits, 30 seconds.</summary>
internal static class Totp
{
    public const int Digits = 6;

    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>How long an app shows a code.</summary>
    public static readonly TimeSpan Step = TimeSpan.FromSeconds(30);

    /// <summary>The number of the time step that contains <paramref name="at"/>.</summary>
    public static long StepOf(DateTimeOffset at) => at.ToUnixTimeSeconds() / (long)Step.TotalSeconds;

    /// <summary>The code of a time step.</summary>
    /// <param name="key">The key in base 32.</param>
    /// <param name="step">The number of the time step.</param>
    public static string Code(string key, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);

        // Authenticator apps know only SHA-1, and HMAC-SHA1 is not broken.
#pragma warning disable CA5350
        var hash = HMACSHA1.HashData(Bytes(key), counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 15, 4)) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>The time step of a code: the current one, or its neighbours, because clocks differ and people need time to type.</summary>
    /// <returns>Null if the code is wrong, or its step is not later than <paramref name="last"/>.</returns>
    public static long? Find(string key, string code, DateTimeOffset now, long last)
    {
        long? found = null;
        for (var step = StepOf(now) - 1; step <= StepOf(now) + 1; step++)
        {
            var same = CryptographicOperations.FixedTimeEquals(System.Text.Encoding.UTF8.GetBytes(Code(key, step)), System.Text.Encoding.UTF8.GetBytes(code));
            if (same && step > last) found = step;
        }

        return found;
    }

    /// <summary>The link in the QR code for the app.</summary>
    public static string Link(string userName, string key) =>
        $"otpauth://totp/AmiBlazor:{Uri.EscapeDataString(userName)}?secret={key}&issuer=AmiBlazor&digits=6&period=30";

    /// <summary>A typed code without the spaces that apps show.</summary>
    public static string Clean(string? code) => code is null or { Length: > 20 } ? "" : string.Concat(code.Where(char.IsAsciiLetterOrDigit));

    private static byte[] Bytes(string key)
    {
        var bytes = new byte[key.Length * 5 / 8];
        int held = 0, bits = 0, at = 0;
        foreach (var character in key)
        {
            var value = Base32.IndexOf(character, StringComparison.Ordinal);
            if (value < 0) throw new FormatException("The key is not base 32.");
            held = (held << 5) | value;
            bits += 5;
            if (bits < 8) continue;
            bits -= 8;
            bytes[at++] = (byte)(held >> bits);
            held &= (1 << bits) - 1;
        }

        return bytes;
    }
}
