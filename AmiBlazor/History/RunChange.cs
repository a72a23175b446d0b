using AmiBlazor.Board;

namespace AmiBlazor.History;

/// <summary>One extension that is another after a refresh, or after several.</summary>
/// <param name="Key">Which.</param>
/// <param name="Name">What people call it; null when nobody named it.</param>
/// <param name="FromCode">Status number before; null when it was not known then.</param>
/// <param name="ToCode">Status number after.</param>
public sealed record RunChange(ExtensionKey Key, string? Name, int? FromCode, int ToCode);
