using System.Runtime.InteropServices;
using System.Text;

namespace AmiBlazor.Ami;

/// <summary>
/// Finds strings by their UTF-8 bytes without decoding them. The hash is the runtime's own for strings, with a new seed in each process, so that a PBX cannot
/// choose names that all collide.
/// </summary>
/// <remarks>Decoding first would be simpler; the benchmark <c>-- parse</c> shows the strings that this saves.</remarks>
internal sealed class Utf8TextComparer : IEqualityComparer<string>, IAlternateEqualityComparer<ReadOnlySpan<byte>, string>
{
    public static readonly Utf8TextComparer Instance = new();

    /// <summary>A hash of bytes with the process's seed.</summary>
    public static int Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = string.GetHashCode(MemoryMarshal.Cast<byte, char>(bytes), StringComparison.Ordinal);
        return (bytes.Length & 1) == 0 ? hash : (hash * 31) + bytes[^1];
    }

    public bool Equals(string? x, string? y) => string.Equals(x, y, StringComparison.Ordinal);

    public int GetHashCode(string obj) => Hash(Encoding.UTF8.GetBytes(obj));

    public bool Equals(ReadOnlySpan<byte> alternate, string other) => AmiText.Equals(alternate, other);

    public int GetHashCode(ReadOnlySpan<byte> alternate) => Hash(alternate);

    public string Create(ReadOnlySpan<byte> alternate) => AmiText.Decode(alternate);
}
