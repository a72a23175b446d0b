using AmiBlazor.Board;

namespace AmiBlazor.History;

/// <summary>Which extensions are requested; a null part does not narrow.</summary>
/// <param name="Server">Name of a PBX.</param>
/// <param name="Status">The status.</param>
/// <param name="Context">Dialplan context; must match exactly.</param>
/// <param name="Text">Part of exten, name, department, hint or context; case does not matter.</param>
internal sealed record ExtensionFilter(string? Server, ExtensionStatus? Status, string? Context, string? Text)
{
    /// <summary>True for those alone that the PBX no longer lists, false for those that it lists.</summary>
    public bool? Gone { get; init; }

    /// <summary>Whether archived extensions are among them.</summary>
    public bool WithArchived { get; init; }
}
