using System.Globalization;
using System.Text;

namespace AmiBlazor.Cli;

/// <summary>
/// Makes text from a PBX safe to print on a terminal. Phones set names: one may contain a sequence that clears the screen or changes the window's
/// title.
/// </summary>
internal static class TerminalText
{
    /// <summary>Replaces control characters, line ends, direction overrides and surrogates by escapes such as <c>\u001B</c>.</summary>
    public static string Escape(string text)
    {
        if (!text.Any(IsHostile)) return text;

        var escaped = new StringBuilder(text.Length + 16);
        foreach (var character in text)
        {
            if (IsHostile(character))
                escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:X4}");
            else
                escaped.Append(character);
        }

        return escaped.ToString();
    }

    // Surrogates as well: truncation may have split a pair, and no dialplan needs characters beyond the basic plane.
    private static bool IsHostile(char character) => char.GetUnicodeCategory(character)
        is UnicodeCategory.Control
        or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.Surrogate;
}
