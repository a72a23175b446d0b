using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Encodings.Web;
using AmiBlazor.Components.Languages;
using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Grid;

/// <summary>
/// The buttons in each row of the grid, which grid.js hears: one text for all rows of a language. As elements of their own they would take as much memory of
/// a page as all that the row says.
/// </summary>
/// <param name="Pencil">Edits the row.</param>
/// <param name="FullStar">The star of a favourite.</param>
/// <param name="EmptyStar">The star of what is none.</param>
internal sealed record RowButtons(MarkupString Pencil, MarkupString FullStar, MarkupString EmptyStar)
{
    private static readonly ConcurrentDictionary<CultureInfo, RowButtons> Known = new();

    /// <summary>Those of a language.</summary>
    public static RowButtons Of(Localizer texts) => Known.TryGetValue(texts.Culture, out var known) ? known : Known[texts.Culture] = new(
        new($"""<button type="button" class="pencil" tabindex="-1" aria-label="{Encode(texts["Edit"])}" title="{Encode(texts["Edit (F2)"])}"></button>"""),
        Star(texts, isOn: true),
        Star(texts, isOn: false));

    private static MarkupString Star(Localizer texts, bool isOn) =>
        new($"""<button type="button" class="star" tabindex="-1" aria-pressed="{(isOn ? "true" : "false")}" aria-label="{Encode(texts["Favourite"])}"></button>""");

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
