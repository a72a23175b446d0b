using AmiBlazor.Board;

namespace AmiBlazor.History;

/// <summary>Which extensions are asked for; a null part does not narrow.</summary>
/// <param name="Server">Name of a PBX.</param>
/// <param name="Status">Status.</param>
/// <param name="Context">Dialplan context, exact.</param>
/// <param name="Text">Part of exten, name, department, hint or context, whatever its case.</param>
internal sealed record ExtensionFilter(string? Server, ExtensionStatus? Status, string? Context, string? Text);
