using AmiBlazor.Extensions;

namespace AmiBlazor.Components.Grid;

/// <summary>
/// What one page shows of the board: filter, order and counts. Belongs to one circuit and is touched by its thread alone. Rows are shared with the
/// board, and the order of all of them with every circuit that has the same; of its own it has only the order of those that pass a filter.
/// </summary>
public sealed class ExtensionGridView
{
    private readonly Func<ExtensionStatus, string> _label;
    private readonly int[] _counts = new int[Enum.GetValues<ExtensionStatus>().Length];
    private BoardPicture _board = BoardPicture.Empty;
    private VisibleRows _visible = new(BoardPicture.Empty, []);

    /// <param name="label">What the page calls a status.</param>
    public ExtensionGridView(Func<ExtensionStatus, string> label) => _label = label;

    public GridFilter Filter { get; private set; } = GridFilter.None;

    public GridSort Sort { get; private set; }

    /// <summary>The rows to show. Another list after each new arrangement; the same list, with new rows in it, after a change.</summary>
    public IList<GridItem> Visible => _visible;

    /// <summary>How many extensions there are, shown or not.</summary>
    public int Total => _board.Count;

    /// <summary>The PBXs that the extensions are of.</summary>
    public IReadOnlyCollection<string> Servers => _board.Shape.Servers;

    /// <summary>The dialplan contexts that the extensions are in.</summary>
    public IReadOnlyCollection<string> Contexts => _board.Shape.Contexts;

    /// <summary>True when a change made the arrangement differ from what filter and order ask for; <see cref="Arrange"/> heals it.</summary>
    public bool IsStale { get; private set; }

    /// <summary>How many extensions have this status, shown or not.</summary>
    public int Count(ExtensionStatus status) => _counts[(int)status];

    /// <summary>The extension's row as it is now; null when there is none.</summary>
    public BoardRow? Find(int id) => _board.Find(row => row.Id == id);

    /// <summary>The extension's row as it is now; null when there is none.</summary>
    public BoardRow? Find(ExtensionKey key) => _board.Find(row => row.Key == key);

    public DateTimeOffset LastSeen(BoardRow row) => _board.LastSeen(row);

    /// <summary>Shows other rows, or in another order.</summary>
    public void Show(GridFilter filter, GridSort sort)
    {
        Filter = filter;
        Sort = sort;
        Arrange();
    }

    /// <summary>
    /// Takes the board as it is now. Rows keep their places, so that nothing moves under a reader's eyes; where one ought to move, come or go,
    /// <see cref="IsStale"/> says so. When extensions came or went, all are arranged at once.
    /// </summary>
    public void Take(BoardPicture board)
    {
        if (!ReferenceEquals(board.Shape, _board.Shape))
        {
            Replace(board);
            return;
        }

        var order = new GridOrder(Sort, board);
        foreach (var (before, after) in board.ChangesSince(_board))
        {
            _counts[(int)before.Status]--;
            _counts[(int)after.Status]++;
            IsStale |= Filter.Passes(before, _label) != Filter.Passes(after, _label) || order.Moves(before, after);
        }

        IsStale |= order.Moves(_board.Pbxs);
        _board = _visible.Picture = board;
    }

    /// <summary>Filters and sorts anew.</summary>
    public void Arrange()
    {
        var order = GridOrders.Of(_board, Sort);
        if (!Filter.IsEmpty) order = Array.FindAll(order, place => Filter.Passes(_board[place], _label));
        _visible = new VisibleRows(_board, order);
        IsStale = false;
    }

    private void Replace(BoardPicture board)
    {
        _board = board;
        Array.Clear(_counts);
        foreach (var row in board.Rows()) _counts[(int)row.Status]++;
        Arrange();
    }
}
