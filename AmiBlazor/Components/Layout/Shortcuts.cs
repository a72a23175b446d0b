using AmiBlazor.Components.Grid;
using AmiBlazor.Components.Languages;
using Microsoft.AspNetCore.WebUtilities;

namespace AmiBlazor.Components.Layout;

/// <summary>What a key does.</summary>
/// <param name="Keys">The keys that are pressed together, by the names that keyboards of the user's language have for them.</param>
/// <param name="Does">What happens.</param>
public sealed record Shortcut(IReadOnlyList<string> Keys, string Does);

/// <summary>The keys of each page, as grid.js knows them.</summary>
internal static class Shortcuts
{
    // Pages with a list of which all rows are links, and pages with a search.
    private static readonly string[] Lists = ["calls", "runs"];
    private static readonly string[] Searches = ["", "calls"];

    /// <summary>The keys of the page at an address.</summary>
    /// <param name="texts">The user's language.</param>
    /// <param name="address">Path and query, without the slash before them.</param>
    /// <param name="hasCharacters">False if keys that stand for a character are switched off.</param>
    public static IReadOnlyList<Shortcut> Of(Localizer texts, string address, bool hasCharacters)
    {
        var parts = address.Split('#')[0].Split('?', 2);
        var asked = QueryHelpers.ParseQuery(parts.ElementAtOrDefault(1)).GetValueOrDefault("look");
        var page = parts[0].TrimEnd('/');
        var shortcuts = new List<Shortcut>();
        if (hasCharacters && Searches.Contains(page, StringComparer.Ordinal)) shortcuts.Add(new(["/"], texts["Go to the search"]));
        if (page.Length == 0)
            shortcuts.AddRange((GridLooks.Parse(asked) ?? GridLook.Grid) == GridLook.Grid ? OfGrid(texts) : OfCards(texts));
        else if (Lists.Contains(page, StringComparer.Ordinal))
            shortcuts.AddRange(OfList(texts));
        shortcuts.Add(new([texts["Tab"]], texts["Go to the next button, field or list"]));
        shortcuts.Add(new([texts["Shift"], texts["Tab"]], texts["Go to the previous one"]));
        shortcuts.Add(new([texts["Esc"]], texts["Close what is open: details, menu, dialog"]));
        if (hasCharacters) shortcuts.Add(new(["?"], texts["Show this list"]));
        return shortcuts;
    }

    private static IEnumerable<Shortcut> OfGrid(Localizer texts) =>
    [
        new(["↓"], texts["From the search into the list; in the list, to the next row"]),
        new(["↑"], texts["To the previous row"]),
        .. Far(texts),
        new([texts["Enter"]], texts["Open the details of the extension"]),
        new([texts["Space"]], texts["Select the extension, or no longer"]),
        new([texts["Shift"], texts["Space"]], texts["Select all rows since the last one selected"]),
        new(["F2"], texts["Edit the extension's name and details in its row"]),
        new(["f"], texts["Mark the extension as a favourite, or no longer"]),
    ];

    private static IEnumerable<Shortcut> OfCards(Localizer texts) =>
    [
        new(["↓"], texts["From the search into the list; in the list, to the card below"]),
        new(["↑"], texts["To the card above"]),
        new(["→"], texts["To the next card"]),
        new(["←"], texts["To the previous card"]),
        .. Far(texts),
        new([texts["Enter"]], texts["Open the details of the extension"]),
    ];

    private static IEnumerable<Shortcut> OfList(Localizer texts) =>
    [
        new(["↓"], texts["To the next row"]),
        new(["↑"], texts["To the previous row"]),
        new([texts["Home"]], texts["To the beginning"]),
        new([texts["End"]], texts["To the end"]),
        new([texts["Enter"]], texts["Open the details of the row"]),
    ];

    private static IEnumerable<Shortcut> Far(Localizer texts) =>
    [
        new([texts["Page down"]], texts["One screen down"]),
        new([texts["Page up"]], texts["One screen up"]),
        new([texts["Home"]], texts["To the beginning"]),
        new([texts["End"]], texts["To the end"]),
    ];
}
