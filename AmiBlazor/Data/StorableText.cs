using System.Text;

namespace AmiBlazor.Data;

/// <summary>Text that both databases can store and compare: without NUL and lone surrogates, which PostgreSQL takes neither of.</summary>
internal static class StorableText
{
    /// <summary>The text with ␀ for NUL and � for half of a pair; the same object where there are none.</summary>
    public static string Of(string text)
    {
        foreach (var character in text)
        {
            if (character == '\0' || char.IsSurrogate(character)) return Clean(text);
        }

        return text;
    }

    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) clean.Append(rune.Value == 0 ? "\u2400" : rune.ToString());
        return clean.ToString();
    }
}
