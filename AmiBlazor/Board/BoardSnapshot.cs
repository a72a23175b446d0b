namespace AmiBlazor.Board;

/// <summary>
/// The whole board at one moment. Immutable, and the same object for everybody who reads at that moment; snapshots of different moments share the pages in
/// which nothing changed. So a page keeps all extensions at the price of a reference.
/// </summary>
public sealed class BoardSnapshot
{
    public static readonly BoardSnapshot Empty = new([], [], new BoardLayout(0, [], []));

    private readonly BoardRow?[][] _pages;

    internal BoardSnapshot(BoardRow?[][] pages, IReadOnlyList<BoardPbx> pbxs, BoardLayout layout)
    {
        _pages = pages;
        Pbxs = pbxs;
        Layout = layout;
    }

    /// <summary>
    /// Which extensions there are. Snapshots between which none was added or removed have the same object, and the same index for each extension.
    /// </summary>
    public BoardLayout Layout { get; }

    public IReadOnlyList<BoardPbx> Pbxs { get; }

    /// <summary>How many extensions there are.</summary>
    public int Count => Layout.Count;

    /// <summary>The row at one of the <see cref="Indices"/>.</summary>
    public BoardRow this[int index] => _pages[index / CopyOnWritePages.Size][index % CopyOnWritePages.Size]!;

    /// <summary>The indices of all rows, in no particular order.</summary>
    public int[] Indices()
    {
        var indices = new int[Count];
        var count = 0;
        for (var page = 0; page < _pages.Length; page++)
        {
            var rows = _pages[page];
            for (var index = 0; index < rows.Length && rows[index] is not null; index++)
                indices[count++] = (page * CopyOnWritePages.Size) + index;
        }

        return indices;
    }

    /// <summary>All rows, in no particular order.</summary>
    public IEnumerable<BoardRow> Rows()
    {
        foreach (var page in _pages)
        {
            for (var index = 0; index < page.Length && page[index] is { } row; index++) yield return row;
        }
    }

    /// <summary>The first row that matches; null when none does.</summary>
    public BoardRow? Find(Predicate<BoardRow> match)
    {
        foreach (var page in _pages)
        {
            for (var index = 0; index < page.Length && page[index] is { } row; index++)
            {
                if (match(row)) return row;
            }
        }

        return null;
    }

    /// <summary>The row of an extension; null where there is none. The index that it is looked up in is the <see cref="Layout"/>'s, not a snapshot's.</summary>
    public BoardRow? Find(ExtensionKey key) => Layout.IndexOf(key, this) is { } index ? this[index] : null;

    /// <summary>The rows that differ from those of an earlier snapshot with the same <see cref="Layout"/>.</summary>
    public IEnumerable<(BoardRow Before, BoardRow After)> ChangesSince(BoardSnapshot before)
    {
        for (var page = 0; page < _pages.Length; page++)
        {
            var (then, now) = (before._pages[page], _pages[page]);
            if (ReferenceEquals(then, now)) continue;
            for (var index = 0; index < now.Length && now[index] is { } row; index++)
            {
                if (!ReferenceEquals(then[index], row)) yield return (then[index]!, row);
            }
        }
    }

    /// <summary>When the PBX last sent the row's state: for a present row, not before the last complete list.</summary>
    public DateTimeOffset LastSeen(BoardRow row)
    {
        foreach (var pbx in Pbxs)
        {
            if (string.Equals(pbx.Server, row.Key.Server, StringComparison.Ordinal))
                return row.LastSeenWith(pbx.LastListAt);
        }

        return row.LastSeen;
    }
}
