using AmiBlazor.Board;

namespace AmiBlazor.History;

/// <summary>Which refreshes are asked for; a null part does not narrow.</summary>
/// <param name="Server">Name of a PBX.</param>
/// <param name="Outcome">How they ended.</param>
public sealed record RunFilter(string? Server, RefreshOutcome? Outcome)
{
    public static readonly RunFilter None = new(null, null);

    /// <summary>True when it lets every refresh through.</summary>
    public bool IsEmpty => Server is null && Outcome is null;
}
