using System.Globalization;
using System.Text;

namespace AmiBlazor.Cli;

/// <summary>Text from a PBX on its way to a terminal. Names are set by phones: one may hold a sequence that clears the screen or retitles the window.</summary>
internal static class TerminalText
{
    /// <summary>Shows control characters, line ends, direction overrides and halves of pairs as <c>\u001B</c>, and the backslash as itself.</summary>
    public static string Escape(string text)
    {
        if (!text.Any(IsHostile)) return text;

        var escaped = new StringBuilder(text.Length + 16);
        foreach (var character in text)
        {
            if (IsHostile(character)) escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:X4}");
            else escaped.Append(character);
        }

        return escaped.ToString();
    }

    // Surrogates too: a pair could be halved by a cut, and nothing that a dialplan needs lies beyond the first plane.
    private static bool IsHostile(char character) => char.GetUnicodeCategory(character)
        is UnicodeCategory.Control
        or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.Surrogate;
}
