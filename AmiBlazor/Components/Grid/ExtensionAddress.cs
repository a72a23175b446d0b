using AmiBlazor.Board;

namespace AmiBlazor.Components.Grid;

/// <summary>One extension in the page's address: <c>server/context/exten</c>, each part escaped.</summary>
internal static class ExtensionAddress
{
    /// <summary>The address of the page with this extension's drawer open.</summary>
    public static string Link(ExtensionKey key) => "?open=" + Uri.EscapeDataString(Of(key));

    /// <summary>The value of <c>open</c>.</summary>
    public static string Of(ExtensionKey key) =>
        $"{Uri.EscapeDataString(key.Server)}/{Uri.EscapeDataString(key.Context)}/{Uri.EscapeDataString(key.Exten)}";

    /// <summary>The extension that an address names; null for an address that names none.</summary>
    public static ExtensionKey? Parse(string? address) =>
        address?.Split('/') is [var server, var context, var exten]
            ? new ExtensionKey(Uri.UnescapeDataString(server), Uri.UnescapeDataString(context), Uri.UnescapeDataString(exten))
            : null;
}
