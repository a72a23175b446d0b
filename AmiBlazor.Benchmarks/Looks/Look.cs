using AmiBlazor.Benchmarks.Circuits;
using AmiBlazor.Benchmarks.Hosting;
using AmiBlazor.Plans;

namespace AmiBlazor.Benchmarks.Looks;

/// <summary>One way to look at the extensions.</summary>
/// <param name="Name">How the report calls it.</param>
/// <param name="Page">Its page.</param>
/// <param name="Line">The selector of one extension on it; null where nothing is to be clicked.</param>
internal sealed record Look(string Name, CircuitPage Page, string? Line)
{
    /// <summary>The key that leads from one extension to the next.</summary>
    public string Key { get; init; } = "ArrowDown";

    /// <summary>All of them, over the extensions that the application follows.</summary>
    /// <param name="app">The application, which gets a floor plan with as many places as one can have.</param>
    /// <param name="only">The name of one that is meant alone; what is none means all.</param>
    public static async Task<IReadOnlyList<Look>> AllAsync(MeasuredApp app, string? only)
    {
        var plan = await app.PlanAsync(PlanStore.MostPlaces, inRow: 40);
        Look[] all =
        [
            new("grid", CircuitPage.Grid, "tbody tr.line"),

            // So many stand side by side in a window of 1400 pixels.
            new("cards", new("/?look=cards", Columns: 5), ".lines:not(.glance) .line"),
            new("squares", new("/?look=squares", Columns: 20), ".lines:not(.glance) .line"),
            new("plan", new(FormattableString.Invariant($"/?look=plan&plan={plan}"), IsVirtualized: false), "[data-plan] a") { Key = "ArrowRight" },
            new("wall", new("/wall", IsVirtualized: false), Line: null),
        ];
        return all.Any(look => look.Name == only) ? [.. all.Where(look => look.Name == only)] : all;
    }
}
