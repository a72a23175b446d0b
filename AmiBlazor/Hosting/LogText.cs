using System.Globalization;
using System.Text;

namespace AmiBlazor.Hosting;

/// <summary>
/// Makes a log line safe to read on a terminal and in a viewer. Names, hints and words of a PBX, of a phone and of whoever signs in reach the log: a control
/// character could clear the screen, an override of the direction could turn a line round, and a line end could begin a line that nobody wrote.
/// </summary>
internal static class LogText
{
    /// <summary>The text with escapes such as <c>\u001B</c> in place of what is not to be seen.</summary>
    /// <param name="text">The text.</param>
    /// <param name="keepsLines">Line ends and tabs stay, as in a stack trace.</param>
    public static string Clean(string text, bool keepsLines)
    {
        var index = 0;
        while (index < text.Length && !IsHostile(text, index, keepsLines)) index++;
        if (index == text.Length) return text;

        var clean = new StringBuilder(text, 0, index, text.Length + 32);
        for (; index < text.Length; index++)
        {
            if (IsHostile(text, index, keepsLines))
                clean.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[index]:X4}");
            else
                clean.Append(text[index]);
        }

        return clean.ToString();
    }

    private static bool IsHostile(string text, int index, bool keepsLines) => text[index] switch
    {
        >= ' ' and <= '~' => false,
        '\n' or '\r' or '\t' => !keepsLines,
        var character => char.GetUnicodeCategory(character) switch
        {
            UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => true,
            UnicodeCategory.Surrogate => !IsPaired(text, index),
            _ => false,
        },
    };

    private static bool IsPaired(string text, int index) =>
        char.IsHighSurrogate(text[index])
            ? index + 1 < text.Length && char.IsLowSurrogate(text[index + 1])
            : index > 0 && char.IsHighSurrogate(text[index - 1]);
}
