namespace AmiBlazor.Benchmarks.Looks;

/// <summary>One way to look at the extensions.</summary>
/// <param name="Name">How the report calls it.</param>
/// <param name="Path">The path and query of its page.</param>
/// <param name="Line">The selector of one extension on it; null where nothing is to be clicked.</param>
internal sealed record Look(string Name, string Path, string? Line)
{
    /// <summary>The key that leads from one extension to the next.</summary>
    public string Key { get; init; } = "ArrowDown";

    /// <summary>All of them.</summary>
    /// <param name="plan">The floor plan.</param>
    public static IReadOnlyList<Look> All(long plan) =>
    [
        new("grid", "/", "tbody tr.line"),
        new("cards", "/?look=cards", ".lines:not(.glance) .line"),
        new("squares", "/?look=squares", ".lines:not(.glance) .line"),
        new("plan", FormattableString.Invariant($"/?look=plan&plan={plan}"), "[data-plan] a") { Key = "ArrowRight" },
        new("wall", "/wall", Line: null),
    ];
}
