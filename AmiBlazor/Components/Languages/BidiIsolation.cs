using System.Buffers;

namespace AmiBlazor.Components.Languages;

/// <summary>
/// Keeps right-to-left text from changing the order of a sentence around it, by Unicode's FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE.
/// </summary>
internal static class BidiIsolation
{
    private const char Begin = '\u2068';
    private const char End = '\u2069';

    // Isolate characters in external text must not end ours.
    private static readonly SearchValues<char> Isolates = SearchValues.Create("\u2066\u2067\u2068\u2069");

    // Hebrew, Arabic and related scripts, everything above the basic plane, and the characters that set a direction.
    private static bool MayTurn(char character) =>
        character is (>= '\u0590' and <= '\u08ff') or (>= '\ufb1d' and <= '\ufdff') or (>= '\ufe70' and <= '\ufeff') or (>= '\ud802' and <= '\ud83b')
            or '\u200f' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');

    /// <summary>The text for use within a sentence; unchanged if nothing in it can change the direction.</summary>
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
