using System.Buffers;

namespace AmiBlazor.Components.Languages;

/// <summary>A text within a sentence that may be written from right to left: between Unicode's FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE.</summary>
internal static class BidiIsolation
{
    private const char Begin = '\u2068';
    private const char End = '\u2069';

    // The isolates' own characters: what comes from outside must not end ours.
    private static readonly SearchValues<char> Isolates = SearchValues.Create("\u2066\u2067\u2068\u2069");

    // Hebrew, Arabic and their neighbours, what is above the first plane, and the characters that ask for a direction.
    private static bool MayTurn(char character) =>
        character is (>= '\u0590' and <= '\u08ff') or (>= '\ufb1d' and <= '\ufdff') or (>= '\ufe70' and <= '\ufeff') or (>= '\ud802' and <= '\ud83b')
            or '\u200f' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');

    /// <summary>The text as it may stand in a sentence; the same where nothing in it can turn.</summary>
    public static string Of(string text)
    {
        foreach (var character in text)
        {
            if (MayTurn(character)) return Begin + Without(text) + End;
        }

        return text;
    }

    private static string Without(string text) =>
        text.AsSpan().ContainsAny(Isolates) ? string.Concat(text.Where(character => !Isolates.Contains(character))) : text;
}
