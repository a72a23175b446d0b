namespace AmiBlazor.Benchmarks.Looks;

/// <summary>One way to look at the extensions.</summary>
/// <param name="Name">How the report calls it.</param>
/// <param name="Path">The path and query of its page.</param>
/// <param name="Line">The selector of one extension on it; null where nothing is to be clicked.</param>
internal sealed record Look(string Name, string Path, string? Line)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Look> All =>
    [
        new("grid", "/", "tbody tr.line"),
        new("cards", "/?look=cards", ".lines:not(.glance) .line"),
        new("squares", "/?look=squares", ".lines:not(.glance) .line"),
        new("wall", "/wall", Line: null),
    ];
}
