using AmiBlazor.Board;

namespace AmiBlazor.Components.Grid;

/// <summary>Which rows the grid shows; null parts do not filter.</summary>
public sealed record GridFilter
{
    public static readonly GridFilter None = new();

    private readonly string[] _words = [];

    /// <summary>Words that must all occur in the row, each in any of its texts, ignoring case.</summary>
    public string? Text
    {
        get;
        init
        {
            field = value;
            _words = value?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) ?? [];
        }
    }

    /// <summary>The only status shown.</summary>
    public ExtensionStatus? Status { get; init; }

    /// <summary>The only PBX shown.</summary>
    public string? Server { get; init; }

    /// <summary>The only dialplan context shown.</summary>
    public string? Context { get; init; }

    /// <summary>True to show the user's favourites only. <see cref="Matches"/> does not know them: the view does.</summary>
    public bool OnlyFavourites { get; init; }

    /// <summary>True if there are words to find.</summary>
    public bool HasWords => _words.Length > 0;

    /// <summary>True if every row passes.</summary>
    public bool IsEmpty => _words.Length == 0 && Status is null && Server is null && Context is null && !OnlyFavourites;

    /// <summary>True if the row passes.</summary>
    /// <param name="row">The row.</param>
    /// <param name="label">Returns the displayed name of a status in the user's language.</param>
    /// <param name="calls">Returns the texts of the row's calls; null where calls are not searched.</param>
    public bool Matches(BoardRow row, Func<ExtensionStatus, string> label, Func<BoardRow, IEnumerable<string>>? calls = null)
    {
        // What is archived is off the board: only who asks for it sees it.
        if (Status is { } status ? row.Shown != status : row.Shown == ExtensionStatus.Archived) return false;
        if (Server is not null && !string.Equals(row.Key.Server, Server, StringComparison.Ordinal)) return false;
        if (Context is not null && !string.Equals(row.Key.Context, Context, StringComparison.Ordinal)) return false;
        foreach (var word in _words)
        {
            if (!ContainsWord(row, word, label) && (calls is null || !calls(row).Any(text => Contains(text, word)))) return false;
        }

        return true;
    }

    private static bool ContainsWord(BoardRow row, string word, Func<ExtensionStatus, string> label) =>
        Contains(row.Key.Exten, word)
        || Contains(row.Name, word)
        || Contains(row.PbxName, word)
        || Contains(row.Department, word)
        || Contains(row.Note, word)
        || Contains(row.Email, word)
        || Contains(row.Key.Context, word)
        || Contains(row.Key.Server, word)
        || Contains(row.Hint, word)
        || Contains(row.Shown.Word(), word)
        || Contains(label(row.Shown), word);

    private static bool Contains(string? text, string word) => text is not null && text.Contains(word, StringComparison.OrdinalIgnoreCase);
}
