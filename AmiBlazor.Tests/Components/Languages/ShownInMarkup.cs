using System.Text.RegularExpressions;

namespace AmiBlazor.Tests.Components.Languages;

/// <summary>What a person reads in fixed markup: the text between the tags, and the attributes that are shown or read aloud.</summary>
internal static partial class ShownInMarkup
{
    public static IEnumerable<string> Of(string markup) => Attribute().Matches(markup).Select(match => match.Groups["shown"].Value)
        .Concat(Tag().Split(markup))
        .Select(text => text.Trim())
        .Where(text => text.Any(char.IsLetter));

    [GeneratedRegex("""\s(?:title|aria-label|aria-description|placeholder|alt|label)="(?<shown>[^"]*)" """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Attribute();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();
}
