using System.Text;

namespace AmiBlazor.Store;

/// <summary>What people may call an extension and its department.</summary>
public static class ExtensionNaming
{
    /// <summary>The most characters of a name or a department.</summary>
    public const int MaxLength = 80;

    /// <summary>
    /// The text as it is kept: without the space around it, without what nobody can see or store (control characters, halves of
    /// characters); null when nothing is left.
    /// </summary>
    public static string? Clean(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            // A half of a character comes out of the enumeration as the replacement character.
            if (rune != Rune.ReplacementChar && !Rune.IsControl(rune))
                clean.Append(rune);
        }

        var kept = clean.ToString().Trim();
        return kept.Length == 0 ? null : kept;
    }
}
