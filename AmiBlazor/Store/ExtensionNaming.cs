using System.Text;

namespace AmiBlazor.Store;

/// <summary>The rules for what people write about extensions: names, departments and notes.</summary>
public static class ExtensionNaming
{
    /// <summary>The most characters that a name or a department may have.</summary>
    public const int MaxLength = 80;

    /// <summary>The most characters that a note may have, line breaks included.</summary>
    public const int MaxNote = 500;

    /// <summary>
    /// The text as it is kept: without surrounding space, control characters and halves of surrogate pairs; null when nothing is left.
    /// </summary>
    public static string? Clean(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            // The enumeration turns half of a surrogate pair into the replacement character.
            if (rune != Rune.ReplacementChar && !Rune.IsControl(rune)) clean.Append(rune);
        }

        var kept = clean.ToString().Trim();
        return kept.Length == 0 ? null : kept;
    }

    /// <summary>
    /// As <see cref="Clean"/> for each line, with <c>\n</c> between lines and a space for each tab; null when nothing is left.
    /// </summary>
    public static string? CleanNote(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var lines = text.ReplaceLineEndings("\n").Replace('\t', ' ').Split('\n').Select(line => Clean(line) ?? "");
        var kept = string.Join('\n', lines).Trim('\n');
        return kept.Length == 0 ? null : kept;
    }

    /// <summary>As <see cref="Clean"/>, and cut to <see cref="MaxLength"/>: of text that nobody typed here.</summary>
    public static string? Cut(string? text)
    {
        if (Clean(text) is not { Length: > MaxLength } clean) return Clean(text);
        var end = char.IsHighSurrogate(clean[MaxLength - 2]) ? MaxLength - 2 : MaxLength - 1;
        return string.Concat(clean.AsSpan(0, end).TrimEnd(), "…");
    }
}
