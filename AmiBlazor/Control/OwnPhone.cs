using AmiBlazor.Board;

namespace AmiBlazor.Control;

/// <summary>A person's own phone, which rings so that the person can act with it.</summary>
/// <param name="Key">The extension.</param>
/// <param name="Device">Its phone, such as <c>PJSIP/1001</c>.</param>
/// <param name="Name">The extension's name; null for none.</param>
internal sealed record OwnPhone(ExtensionKey Key, string Device, string? Name);
