using System.Collections.Frozen;
using AmiBlazor.Board;

namespace AmiBlazor.Components.Grid;

/// <summary>
/// What one page shows of the board: its rows within the user's scope, filter, sort order and counts. Belongs to one circuit and is used on its
/// thread only. It shares the rows with the board, and the sorted list of all rows with every other circuit; its own memory is the list of places
/// that pass a filter or a limited scope.
/// </summary>
public sealed class ExtensionGridView
{
    private readonly Func<ExtensionStatus, string> _label;
    private readonly ExtensionScope _scope;
    private readonly Func<BoardRow, IEnumerable<string>>? _calls;
    private readonly int[] _counts = new int[Enum.GetValues<ExtensionStatus>().Length];
    private BoardSnapshot _board = BoardSnapshot.Empty;

    // The layout of the rows within the scope: the board's own if the scope has no limits.
    private BoardLayout _layout = BoardSnapshot.Empty.Layout;
    private RepeatedNumbers _repeated = RepeatedNumbers.None;
    private IReadOnlySet<int> _favourites = FrozenSet<int>.Empty;
    // Extensions that the page shows elsewhere, and how many of them pass the filter.
    private IReadOnlySet<int> _apart = FrozenSet<int>.Empty;
    private int _apartShown;
    private VisibleRows _visible = new(BoardSnapshot.Empty, [], []);

    /// <param name="label">Returns the displayed name of a status.</param>
    /// <param name="scope">The user's scope; for the user, nothing else exists.</param>
    /// <param name="calls">Returns the texts of a row's calls, which are searched as well; null for none.</param>
    internal ExtensionGridView(Func<ExtensionStatus, string> label, ExtensionScope scope, Func<BoardRow, IEnumerable<string>>? calls = null)
    {
        _label = label;
        _calls = calls;
        _scope = scope;
    }

    public GridFilter Filter { get; private set; } = GridFilter.None;

    public GridSort Sort { get; private set; }

    /// <summary>The rows to show. A new list after each arrangement; the same list with new rows after a change.</summary>
    public IList<GridRow> Visible => _visible;

    /// <summary>The number of extensions shown: <see cref="Visible"/> without the headings of groups, and those that are shown elsewhere.</summary>
    public int ShownCount => _visible.ExtensionCount + _apartShown;

    /// <summary>The number of extensions in <see cref="Visible"/>.</summary>
    public int VisibleCount => _visible.ExtensionCount;

    /// <summary>Which extensions there are within the scope: another object when some were added or removed, or entered or left it.</summary>
    internal BoardLayout Layout => _layout;

    /// <summary>The number of extensions on the board within the scope, shown or not.</summary>
    public int Total => _layout.Count - Archived;

    /// <summary>The number of archived extensions within the scope, which are not on the board.</summary>
    public int Archived => Count(ExtensionStatus.Archived);

    /// <summary>True if there is no extension within the scope, archived or not.</summary>
    public bool IsEmpty => _layout.Count == 0;

    /// <summary>The PBXs that the extensions belong to.</summary>
    public IReadOnlyCollection<string> Servers => _layout.Servers;

    /// <summary>The dialplan contexts that the extensions belong to.</summary>
    public IReadOnlyCollection<string> Contexts => _layout.Contexts;

    /// <summary>True if, because of a change, rows are no longer where filter and sort order put them; <see cref="Arrange"/> corrects it.</summary>
    public bool IsStale { get; private set; }

    /// <summary>The number of extensions with this status, shown or not.</summary>
    public int Count(ExtensionStatus status) => _counts[(int)status];

    /// <summary>The extension's current row; null if there is none within the scope.</summary>
    public BoardRow? Find(int id) => _board.Find(row => row.Id == id && IsVisible(row));

    /// <summary>The extension's current row; null if there is none within the scope.</summary>
    public BoardRow? Find(ExtensionKey key) => _board.Find(key) is { } row && IsVisible(row) ? row : null;

    /// <summary>The current rows within the scope that match, in no particular order.</summary>
    public IEnumerable<BoardRow> All(Func<BoardRow, bool> match) => _board.Rows().Where(row => IsVisible(row) && match(row));

    /// <summary>The departments within the scope, by name.</summary>
    public IReadOnlyList<string> Departments() =>
        [.. All(row => !string.IsNullOrEmpty(row.Department)).Select(row => row.Department!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    public DateTimeOffset LastSeen(BoardRow row) => _board.LastSeen(row);

    /// <summary>What must stand beside the row's number, because other extensions within the scope have the same.</summary>
    public Distinction DistinctionOf(BoardRow row) => _repeated.Of(row.Key);

    /// <summary>True if the user has marked the extension as a favourite.</summary>
    public bool IsFavourite(int id) => _favourites.Contains(id);

    /// <summary>True if the user has favourites, shown or not.</summary>
    public bool HasFavourites => _favourites.Count > 0;

    /// <summary>Takes over the user's favourites: they come before all others, whatever the order.</summary>
    public void Pin(IReadOnlySet<int> favourites)
    {
        if (ReferenceEquals(_favourites, favourites)) return;
        _favourites = favourites;
        Arrange();
    }

    /// <summary>Leaves extensions out of <see cref="Visible"/> that the page shows elsewhere; those that pass the filter count as shown.</summary>
    /// <param name="apart">Their numbers in the database.</param>
    internal void SetApart(IReadOnlySet<int> apart)
    {
        if (ReferenceEquals(_apart, apart)) return;
        _apart = apart;
        Arrange();
    }

    /// <summary>True if the row passes the filter.</summary>
    internal bool Matches(BoardRow row) => Passes(row);

    /// <summary>The extensions within the scope with these numbers, and their indices on the board, which last as long as <see cref="Layout"/>.</summary>
    internal IEnumerable<(int Index, BoardRow Row)> Among(IReadOnlySet<int> ids) =>
        from index in _board.Indices()
        let row = _board[index]
        where ids.Contains(row.Id) && IsVisible(row)
        select (index, row);

    /// <summary>The current row at an index of <see cref="Among"/>.</summary>
    internal BoardRow At(int index) => _board[index];

    /// <summary>Changes filter and sort order.</summary>
    public void Show(GridFilter filter, GridSort sort)
    {
        Filter = filter;
        Sort = sort;
        Arrange();
    }

    /// <summary>
    /// Takes over a newer state of the board. Rows keep their places, so that nothing moves while somebody is reading; if a row ought to move, appear
    /// or disappear, <see cref="IsStale"/> becomes true. If extensions were added or removed, or entered or left the scope, everything is arranged at
    /// once.
    /// </summary>
    /// <returns>False if nothing within the scope changed.</returns>
    public bool Update(BoardSnapshot board)
    {
        if (!ReferenceEquals(board.Layout, _board.Layout))
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
            _counts[(int)before.Shown]--;
            _counts[(int)after.Shown]++;
            IsStale |= Passes(before) != Passes(after) || order.Moves(before, after);
        }

        _board = _visible.Snapshot = board;
        return isChanged;
    }

    /// <summary>Calls have changed: rows that are found by them may no longer be where the filter puts them.</summary>
    public void CallsChanged() => IsStale |= _calls is not null && Filter.HasWords;

    /// <summary>Filters and sorts all rows again.</summary>
    public void Arrange()
    {
        var order = GridOrders.Of(_board, Sort);
        if (!Filter.IsEmpty || !_scope.IsAll || Archived > 0)
            order = Array.FindAll(order, place => IsVisible(_board[place]) && Passes(_board[place]));
        _apartShown = 0;
        if (_apart.Count > 0)
        {
            var passing = order.Length;
            order = Array.FindAll(order, place => !_apart.Contains(_board[place].Id));
            _apartShown = passing - order.Length;
        }

        var pinned = _favourites.Count == 0 ? [] : Array.FindAll(order, place => IsFavourite(_board[place].Id));
        if (pinned.Length > 0)
        {
            // They are of all groups, and so in an order of their own.
            var own = new GridOrder(Sort with { Group = GridGroup.None }, _board);
            pinned.AsSpan().Sort((x, y) => own.Compare(_board[x], _board[y]));
            order = [.. pinned, .. order.Where(place => !IsFavourite(_board[place].Id))];
        }

        _visible = GridGroups.Divide(_board, order, Sort.Group, pinned.Length);
        IsStale = false;
    }

    private void Replace(BoardSnapshot board)
    {
        _board = board;
        Array.Clear(_counts);
        foreach (var row in board.Rows())
        {
            if (IsVisible(row)) _counts[(int)row.Shown]++;
        }

        if (_scope.IsAll)
        {
            (_layout, _repeated) = (board.Layout, RepeatedNumbers.Of(board));
        }
        else
        {
            var keys = board.Rows().Where(IsVisible).Select(row => row.Key).ToList();
            _layout = new BoardLayout(keys.Count, keys.Select(key => key.Server), keys.Select(key => key.Context));
            _repeated = new RepeatedNumbers(keys);
        }

        Arrange();
    }

    private bool Passes(BoardRow row) => (!Filter.OnlyFavourites || IsFavourite(row.Id)) && Filter.Matches(row, _label, _calls);

    private bool IsVisible(BoardRow row) => _scope.IsAll || _scope.Includes(row.Key.Server, row.Department);

    // A new list from a PBX affects all its rows, because all of them were seen then.
    private bool HasNewFacts(BoardSnapshot board) => _scope.IsAll
        ? !board.Pbxs.SequenceEqual(_board.Pbxs)
        : board.Pbxs.Any(pbx => _scope.Includes(pbx.Server) && !_board.Pbxs.Contains(pbx));
}
