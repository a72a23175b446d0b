using AmiBlazor.Extensions;

namespace AmiBlazor.Components.Grid;

/// <summary>Which rows the grid shows; null parts do not narrow.</summary>
/// <param name="Text">Words that must all occur in a row, each in any of its texts, whatever its case.</param>
/// <param name="Status">The only status shown.</param>
public sealed record GridFilter(string? Text, ExtensionStatus? Status)
{
    public static readonly GridFilter None = new(null, null);

    private readonly string[] _words = Text?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>True when it lets every row through.</summary>
    public bool IsEmpty => _words.Length == 0 && Status is null;

    public bool Passes(BoardRow row)
    {
        if (Status is { } wanted && row.Status != wanted) return false;
        foreach (var word in _words)
        {
            if (!Holds(row, word)) return false;
        }

        return true;
    }

    private static bool Holds(BoardRow row, string word) =>
        Contains(row.Key.Exten, word)
        || Contains(row.Name, word)
        || Contains(row.Department, word)
        || Contains(row.Key.Context, word)
        || Contains(row.Key.Server, word)
        || Contains(row.Hint, word)
        || Contains(row.Status.Word(), word)
        || Contains(StatusLook.Label(row.Status), word);

    private static bool Contains(string? text, string word) => text is not null && text.Contains(word, StringComparison.OrdinalIgnoreCase);
}
