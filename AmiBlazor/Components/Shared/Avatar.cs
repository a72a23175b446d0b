using System.Globalization;
using System.Text;
using AmiBlazor.Board;
using AmiBlazor.Components.Theming;

namespace AmiBlazor.Components.Shared;

/// <summary>
/// The avatar of an extension: the initials of its name, else the end of its number, on a ground whose hue depends on the number. It is drawn by CSS from
/// an attribute, so that a row needs no element for it and nothing of it is read aloud.
/// </summary>
internal static class Avatar
{
    /// <summary>At most two letters or digits; empty where neither name nor number has any.</summary>
    public static string Initials(BoardRow row)
    {
        var name = row.ShownName?.Split('(')[0];
        var words = Words(name);

        // “Weber, Anna” is Anna Weber.
        if (words.Count > 1 && name!.Split(',') is [var last, var first] && Words(last).Count > 0 && Words(first) is [var given, ..])
            return Upper(given) + Upper(Words(last)[0]);
        return words switch
        {
            [] => End(row.Key.Exten),
            [var only] => Upper(only),
            _ => Upper(words[0]) + Upper(words[^1]),
        };
    }

    /// <summary>The class of its hue: the same for the same number, wherever it is shown.</summary>
    public static string Class(BoardRow row)
    {
        var hash = 2166136261u;
        foreach (var character in row.Key.Exten) hash = (hash ^ character) * 16777619u;
        return Classes[(hash >> 8) % Classes.Length];
    }

    // Rows ask in every render.
    private static readonly string[] Classes = [.. Enumerable.Range(0, AvatarSheet.Count).Select(index => string.Create(CultureInfo.InvariantCulture, $"face-{index}"))];

    /// <summary>The words that begin with a letter; what stands in brackets is no part of a name.</summary>
    private static List<string> Words(string? name) => [.. (name ?? "")
        .Split((char[])[' ', '\u00a0', ','], StringSplitOptions.RemoveEmptyEntries)
        .Where(word => Rune.TryGetRuneAt(word, 0, out var first) && Rune.IsLetter(first))];

    private static string Upper(string word) => StringInfo.GetNextTextElement(word).ToUpperInvariant();

    private static string End(string exten)
    {
        var seen = exten.Where(char.IsAsciiLetterOrDigit).TakeLast(2).ToArray();
        return new string(seen);
    }
}
