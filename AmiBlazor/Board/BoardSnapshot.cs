namespace AmiBlazor.Board;

/// <summary>
/// The whole board at one moment. Immutable, and one for all who look at the same moment; pictures of different moments share the pages in which
/// nothing changed. So a screen keeps all extensions at the price of a reference.
/// </summary>
public sealed class BoardSnapshot
{
    public static readonly BoardSnapshot Empty = new([], [], new BoardLayout(0, [], []));

    private readonly BoardRow?[][] _pages;

    internal BoardSnapshot(BoardRow?[][] pages, IReadOnlyList<BoardPbx> pbxs, BoardLayout shape)
    {
        _pages = pages;
        Pbxs = pbxs;
        Shape = shape;
    }

    /// <summary>Which extensions there are: the same object in all pictures in which none came or went. In them each has the same place.</summary>
    public BoardLayout Shape { get; }

    public IReadOnlyList<BoardPbx> Pbxs { get; }

    /// <summary>How many extensions there are.</summary>
    public int Count => Shape.Count;

    /// <summary>The row at a place that <see cref="Indices"/> names.</summary>
    public BoardRow this[int place] => _pages[place / CopyOnWritePages.Size][place % CopyOnWritePages.Size]!;

    /// <summary>Where there are rows, in no order.</summary>
    public int[] Indices()
    {
        var places = new int[Count];
        var count = 0;
        for (var page = 0; page < _pages.Length; page++)
        {
            var rows = _pages[page];
            for (var index = 0; index < rows.Length && rows[index] is not null; index++) places[count++] = (page * CopyOnWritePages.Size) + index;
        }

        return places;
    }

    /// <summary>The rows, in no order.</summary>
    public IEnumerable<BoardRow> Rows()
    {
        foreach (var page in _pages)
        {
            for (var index = 0; index < page.Length && page[index] is { } row; index++) yield return row;
        }
    }

    /// <summary>The first row that is asked for; null when there is none.</summary>
    public BoardRow? Find(Predicate<BoardRow> isMeant)
    {
        foreach (var page in _pages)
        {
            for (var index = 0; index < page.Length && page[index] is { } row; index++)
            {
                if (isMeant(row)) return row;
            }
        }

        return null;
    }

    /// <summary>The rows that differ from those of another picture with the same <see cref="Shape"/>.</summary>
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

    /// <summary>When the row's PBX last spoke of it: for a present one at least the last complete list.</summary>
    public DateTimeOffset LastSeen(BoardRow row)
    {
        foreach (var pbx in Pbxs)
        {
            if (string.Equals(pbx.Server, row.Key.Server, StringComparison.Ordinal)) return row.LastSeenWith(pbx.LastListAt);
        }

        return row.LastSeen;
    }
}
