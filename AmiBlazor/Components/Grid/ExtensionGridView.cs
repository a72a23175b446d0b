using AmiBlazor.Board;

namespace AmiBlazor.Components.Grid;

/// <summary>
/// What one page shows of the board: what the person may see of it, filter, order and counts. Belongs to one circuit and is touched by its thread
/// alone. Rows are shared with the board, and the order of all of them with every circuit that has the same; of its own it has only the order of
/// those that pass a filter, or that somebody isVisible who does not see all.
/// </summary>
public sealed class ExtensionGridView
{
    private readonly Func<ExtensionStatus, string> _label;
    private readonly ExtensionScope _scope;
    private readonly int[] _counts = new int[Enum.GetValues<ExtensionStatus>().Length];
    private BoardSnapshot _board = BoardSnapshot.Empty;

    // Of what is seen: the board's own for whoever isVisible all.
    private BoardLayout _layout = BoardSnapshot.Empty.Shape;
    private VisibleRows _visible = new(BoardSnapshot.Empty, []);

    /// <param name="label">What the page calls a status.</param>
    /// <param name="scope">What the person isVisible; to him, all else does not exist.</param>
    internal ExtensionGridView(Func<ExtensionStatus, string> label, ExtensionScope scope)
    {
        _label = label;
        _scope = scope;
    }

    public GridFilter Filter { get; private set; } = GridFilter.None;

    public GridSort Sort { get; private set; }

    /// <summary>The rows to show. Another list after each new arrangement; the same list, with new rows in it, after a change.</summary>
    public IList<GridRow> Visible => _visible;

    /// <summary>How many extensions there are, shown or not.</summary>
    public int Total => _layout.Count;

    /// <summary>The PBXs that the extensions are of.</summary>
    public IReadOnlyCollection<string> Servers => _layout.Servers;

    /// <summary>The dialplan contexts that the extensions are in.</summary>
    public IReadOnlyCollection<string> Contexts => _layout.Contexts;

    /// <summary>True when a change made the arrangement differ from what filter and order ask for; <see cref="Arrange"/> heals it.</summary>
    public bool IsStale { get; private set; }

    /// <summary>How many extensions have this status, shown or not.</summary>
    public int Count(ExtensionStatus status) => _counts[(int)status];

    /// <summary>The extension's row as it is now; null when there is none.</summary>
    public BoardRow? Find(int id) => _board.Find(row => row.Id == id && IsVisible(row));

    /// <summary>The extension's row as it is now; null when there is none.</summary>
    public BoardRow? Find(ExtensionKey key) => _board.Find(row => row.Key == key && IsVisible(row));

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
    /// <see cref="IsStale"/> says so. When extensions came or went, also out of scope or into it, all are arranged at once.
    /// </summary>
    /// <returns>False when nothing changed that is seen.</returns>
    public bool Update(BoardSnapshot board)
    {
        if (!ReferenceEquals(board.Shape, _board.Shape))
        {
            Replace(board);
            return true;
        }

        var order = new GridOrder(Sort, board);
        var isChanged = HasNewFacts(board);
        if (isChanged) IsStale |= order.Moves(_board.Pbxs);
        foreach (var (before, after) in board.ChangesSince(_board))
        {
            if (!_scope.IsAll)
            {
                var isVisible = IsVisible(after);
                if (isVisible != IsVisible(before))
                {
                    Replace(board);
                    return true;
                }

                if (!isVisible) continue;
            }

            isChanged = true;
            _counts[(int)before.Status]--;
            _counts[(int)after.Status]++;
            IsStale |= Filter.Matches(before, _label) != Filter.Matches(after, _label) || order.Moves(before, after);
        }

        _board = _visible.Snapshot = board;
        return isChanged;
    }

    /// <summary>Filters and sorts anew.</summary>
    public void Arrange()
    {
        var order = GridOrders.Of(_board, Sort);
        if (!Filter.IsEmpty || !_scope.IsAll) order = Array.FindAll(order, place => IsVisible(_board[place]) && Filter.Matches(_board[place], _label));
        _visible = new VisibleRows(_board, order);
        IsStale = false;
    }

    private void Replace(BoardSnapshot board)
    {
        _board = board;
        Array.Clear(_counts);
        foreach (var row in board.Rows())
        {
            if (IsVisible(row)) _counts[(int)row.Status]++;
        }

        _layout = _scope.IsAll ? board.Shape : LayoutOf(board);
        Arrange();
    }

    private bool IsVisible(BoardRow row) => _scope.IsAll || _scope.Includes(row.Key.Server, row.Department);

    private BoardLayout LayoutOf(BoardSnapshot board)
    {
        var keys = board.Rows().Where(IsVisible).Select(row => row.Key).ToList();
        return new BoardLayout(keys.Count, keys.Select(key => key.Server), keys.Select(key => key.Context));
    }

    // A new list of a PBX is news of all its rows: they were seen then.
    private bool HasNewFacts(BoardSnapshot board) => _scope.IsAll
        ? !board.Pbxs.SequenceEqual(_board.Pbxs)
        : board.Pbxs.Any(pbx => _scope.Includes(pbx.Server) && !_board.Pbxs.Contains(pbx));
}
