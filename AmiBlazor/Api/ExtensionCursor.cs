using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using AmiBlazor.Board;

namespace AmiBlazor.Api;

/// <summary>The parameter <c>after</c> of a page: an extension as a word that callers need not understand.</summary>
internal static class ExtensionCursor
{
    private const int LongestCursor = 4096;

    public static string Write(ExtensionKey key) =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes((string[])[key.Server, key.Context, key.Exten]));

    /// <summary>Reads the parameter; false when it was not written here.</summary>
    public static bool TryRead(string? after, out ExtensionKey? key)
    {
        key = null;
        if (string.IsNullOrEmpty(after)) return true;
        if (after.Length > LongestCursor || !Base64Url.IsValid(after)) return false;
        try
        {
            if (JsonSerializer.Deserialize<string[]>(Base64Url.DecodeFromChars(after)) is not [{ } server, { } context, { } exten]) return false;
            key = new ExtensionKey(server, context, exten);
            return true;
        }
        catch (Exception malformed) when (malformed is JsonException or DecoderFallbackException)
        {
            return false;
        }
    }
}
