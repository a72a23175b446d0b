using System.Text.RegularExpressions;
using System.Xml.Linq;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace AmiBlazor.Tests.Components;

/// <summary>Finds English in a page that is to be in German: by the words that the English texts have and the German ones have not.</summary>
internal static class EnglishLeft
{
    private static readonly string[] Spoken = ["aria-label", "title", "placeholder", "aria-valuetext", "alt"];
    private static readonly HashSet<string> EnglishWords = [.. Words("Texts.resx").Except(Words("Texts.de.resx"), StringComparer.Ordinal)];

    /// <summary>Every text on the page, and every attribute that is read aloud or shown on hover, in which an English word stands.</summary>
    /// <param name="markup">The page.</param>
    /// <param name="except">A selector for what may be English; empty for nothing.</param>
    public static IReadOnlyList<string> In(string markup, string except = "")
    {
        using var document = new HtmlParser().ParseDocument(markup);

        // The promised word of a status is for machines that read aloud in every language: CONTRACT.
        foreach (var exempt in document.QuerySelectorAll(".chip .spoken, script, code" + (except.Length > 0 ? ", " + except : "")).ToList())
            exempt.Remove();
        return
        [
            .. document.Descendants<IText>().Select(text => text.Data.Trim())
                .Concat(document.All.SelectMany(element => Spoken.Select(element.GetAttribute)).OfType<string>())
                .Where(text => Split(text).Any(EnglishWords.Contains))
                .Distinct(StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<string> Words(string file) =>
        XDocument.Load(Path.Combine(SourceFolder.Product, "Components", "Languages", file)).Root!.Elements("data").SelectMany(data => Split(data.Element("value")!.Value));

    // Without the places of values: {0:N0}.
    private static IEnumerable<string> Split(string text) =>
        Regex.Matches(Regex.Replace(text, "\\{[^}]*\\}", " ", RegexOptions.None, Limit), "\\p{L}{2,}", RegexOptions.None, Limit).Select(word => word.Value.ToLowerInvariant());

    private static TimeSpan Limit => TimeSpan.FromSeconds(5);
}
