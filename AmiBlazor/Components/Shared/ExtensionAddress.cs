using System.Collections.Concurrent;
using AmiBlazor.Board;

namespace AmiBlazor.Components.Shared;

/// <summary>An extension in a query parameter: <c>server/context/exten</c>, each part escaped.</summary>
internal static class ExtensionAddress
{
    private const string Prefix = "?open=";

    // More than any installation has. Extensions that come and go for months are not kept for ever.
    private const int MostLinks = 100_000;

    // One text for all pages: each shows some hundred of them, and makes them anew with each change.
    private static readonly ConcurrentDictionary<ExtensionKey, string> Links = new();

    /// <summary>The address of the page with this extension's drawer open.</summary>
    public static string Link(ExtensionKey key)
    {
        if (Links.TryGetValue(key, out var link)) return link;
        if (Links.Count >= MostLinks) Links.Clear();
        return Links[key] = Prefix + Uri.EscapeDataString(Of(key));
    }

    /// <summary>The extension that a <see cref="Link"/> leads to; null if it is none.</summary>
    public static ExtensionKey? ParseLink(string link) =>
        link.StartsWith(Prefix, StringComparison.Ordinal) ? Parse(Uri.UnescapeDataString(link[Prefix.Length..])) : null;

    /// <summary>The value of the parameter <c>open</c>.</summary>
    public static string Of(ExtensionKey key) =>
        $"{Uri.EscapeDataString(key.Server)}/{Uri.EscapeDataString(key.Context)}/{Uri.EscapeDataString(key.Exten)}";

    /// <summary>The extension that a value names; null if the value names none.</summary>
    public static ExtensionKey? Parse(string? address) =>
        address?.Split('/') is [var server, var context, var exten]
            ? new ExtensionKey(Uri.UnescapeDataString(server), Uri.UnescapeDataString(context), Uri.UnescapeDataString(exten))
            : null;
}
