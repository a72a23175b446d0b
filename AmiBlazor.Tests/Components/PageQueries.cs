using AmiBlazor.Components.Grid;
using AmiBlazor.Tests.Support;
using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Tests.Components;

/// <summary>What a person sees on the page.</summary>
internal static class PageQueries
{
    /// <summary>The extensions shown, from top to bottom.</summary>
    public static IReadOnlyList<string> Shown(this IRenderedComponent<IComponent> page) =>
        [.. page.FindAll("tbody .c-extension a").Select(cell => cell.TextContent.Trim())];

    /// <summary>The whole text of an extension's row, as it is read aloud.</summary>
    public static string RowText(this IRenderedComponent<IComponent> page, string exten) =>
        page.Row(exten).TextContent;

    public static IElement Row(this IRenderedComponent<IComponent> page, string exten) =>
        page.FindAll("tbody tr.line").Single(row => Is(row.QuerySelector(".c-extension a"), exten));

    /// <summary>How often each extension's row was drawn.</summary>
    public static Dictionary<string, int> RenderCounts(this IRenderedComponent<IComponent> page) =>
        page.FindComponents<ExtensionTableRow>().ToDictionary(row => row.Instance.Item.Row.Key.Exten, row => row.RenderCount, StringComparer.Ordinal);

    /// <summary>Picks a row as grid.js tells it: by the row's link, for a range with a plus before it.</summary>
    public static Task PickAsync(this IRenderedComponent<IComponent> page, string exten, bool isRange = false) => page.InvokeAsync(() =>
        page.Find("[data-pick]").Change((isRange ? "+" : "") + page.Row(exten).QuerySelector("a")!.GetAttribute("href"))).InTime();

    public static IElement Button(this IRenderedComponent<IComponent> page, string name) =>
        page.Buttons(name).Single();

    public static IReadOnlyList<IElement> Buttons(this IRenderedComponent<IComponent> page, string name) =>
        [.. page.FindAll("button").Where(button => Is(button, name) || string.Equals(button.GetAttribute("aria-label"), name, StringComparison.Ordinal))];

    /// <summary>Clicks on the page's own thread: found and clicked in one go, while timers and other threads draw the page anew.</summary>
    public static Task ClickAsync(this IRenderedComponent<IComponent> page, string name) =>
        page.InvokeAsync(() => page.Button(name).Click()).InTime();

    /// <summary>The texts of all elements of a role that say something.</summary>
    public static IReadOnlyList<string> Role(this IRenderedComponent<IComponent> page, string role) =>
        [.. page.FindAll($"[role={role}]").Select(element => element.TextContent.Trim()).Where(text => text.Length > 0)];

    private static bool Is(IElement? element, string text) => string.Equals(element?.TextContent.Trim(), text, StringComparison.Ordinal);
}
