using System.Security.Cryptography;

namespace AmiBlazor.Ami;

/// <summary>Makes ActionIDs that nobody can guess: a readable word and 128 random bits, such as <c>bulk-0f3c…</c>.</summary>
internal static class AmiActionId
{
    public static string New(string word)
    {
        Span<byte> random = stackalloc byte[16];
        RandomNumberGenerator.Fill(random);
        return $"{word}-{Convert.ToHexStringLower(random)}";
    }
}
