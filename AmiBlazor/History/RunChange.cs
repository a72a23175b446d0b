using AmiBlazor.Board;

namespace AmiBlazor.History;

/// <summary>
/// An extension whose status differs after a refresh, or after several. Not a <see cref="ChangeEntry"/>: several changes can lie between the two.
/// </summary>
/// <param name="Key">The extension.</param>
/// <param name="Name">The name to show, people's own or the PBX's; null when it has none.</param>
/// <param name="FromCode">Status number before; null when the extension was not known then.</param>
/// <param name="ToCode">Status number after.</param>
public sealed record RunChange(ExtensionKey Key, string? Name, int? FromCode, int ToCode);
