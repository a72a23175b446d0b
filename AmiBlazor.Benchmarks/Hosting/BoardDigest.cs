using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AmiBlazor.Benchmarks.Hosting;

/// <summary>A hash of the states of all extensions, by which two processes can compare them.</summary>
internal static class BoardDigest
{
    public static long Of(IEnumerable<(string Context, string Exten, int Status)> extensions)
    {
        var lines = extensions
            .Select(each => string.Create(CultureInfo.InvariantCulture, $"{each.Context}\n{each.Exten}\n{each.Status}\n"))
            .Order(StringComparer.Ordinal);
        return BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines))));
    }
}
