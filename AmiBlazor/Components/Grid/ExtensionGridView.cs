using AmiBlazor.Extensions;

namespace AmiBlazor.Components.Grid;

/// <summary>
/// What one page shows of the board: filter, order and counts. Belongs to one circuit and is touched by its thread alone. Rows are shared with the
/// board; of its own it has two arrays.
/// </summary>
public sealed class ExtensionGridView
{
    private readonly Func<BoardRow, DateTimeOffset> _lastSeen;
    private readonly int[] _counts = new int[Enum.GetValues<ExtensionStatus>().Length];
    private readonly HashSet<string> _servers = new(StringComparer.Ordinal);

    // By id, so that a changed row is found without a dictionary.
    private BoardRow[] _all = [];

    /// <param name="lastSeen">When a row's extension was last seen, as the board knows it.</param>
    public ExtensionGridView(Func<BoardRow, DateTimeOffset> lastSeen) => _lastSeen = lastSeen;

    public GridFilter Filter { get; private set; } = GridFilter.None;

    public GridSort Sort { get; private set; }

    /// <summary>The rows to show. Another list after each new arrangement; the same list, with new rows in it, after a change.</summary>
    public IList<GridItem> Visible { get; private set; } = VisibleRows.None;

    /// <summary>How many extensions there are, shown or not.</summary>
    public int Total => _all.Length;

    /// <summary>True when the extensions are of more than one PBX.</summary>
    public bool HasSeveralServers => _servers.Count > 1;

    /// <summary>True when a change made the arrangement differ from what filter and order ask for; <see cref="Arrange"/> heals it.</summary>
    public bool IsStale { get; private set; }

    /// <summary>How many extensions have this status, shown or not.</summary>
    public int Count(ExtensionStatus status) => _counts[(int)status];

    public DateTimeOffset LastSeen(BoardRow row) => _lastSeen(row);

    /// <summary>Shows other rows, or in another order.</summary>
    public void Show(GridFilter filter, GridSort sort)
    {
        Filter = filter;
        Sort = sort;
        Arrange();
    }

    /// <summary>Replaces all that was there.</summary>
    public void Load(IEnumerable<BoardRow> rows)
    {
        _all = [.. rows];
        Array.Sort(_all, static (x, y) => x.Id.CompareTo(y.Id));
        Array.Clear(_counts);
        _servers.Clear();
        foreach (var row in _all) CountIn(row);
        Arrange();
    }

    /// <summary>
    /// Takes what changed. Rows keep their places, so that nothing moves under a reader's eyes; where one ought to move, come or go,
    /// <see cref="IsStale"/> says so. New extensions are arranged at once.
    /// </summary>
    public void Apply(BoardBatch batch)
    {
        if (batch.IsWholeBoard)
        {
            Load(batch.Rows);
            return;
        }

        List<BoardRow>? added = null;
        foreach (var row in batch.Rows)
        {
            var index = IndexOf(row.Id);
            if (index < 0)
            {
                (added ??= []).Add(row);
                continue;
            }

            var before = _all[index];
            _counts[(int)before.Status]--;
            _counts[(int)row.Status]++;
            _all[index] = row;
            IsStale |= Filter.Passes(before) != Filter.Passes(row) || Moves(before, row);
        }

        // What a PBX's list does to "last seen" moves every row of it.
        IsStale |= Sort.Column == GridColumn.LastSeen && batch.Pbxs.Count > 0;
        if (added is not null) Load([.. _all, .. added]);
    }

    /// <summary>Filters and sorts anew.</summary>
    public void Arrange()
    {
        var order = new int[_all.Length];
        var count = 0;
        for (var index = 0; index < _all.Length; index++)
        {
            if (Filter.Passes(_all[index])) order[count++] = index;
        }

        Array.Resize(ref order, count);
        var rows = _all;
        var comparer = new GridOrder(Sort, _lastSeen);
        order.AsSpan().Sort((x, y) => comparer.Compare(rows[x], rows[y]));
        Visible = new VisibleRows(rows, order);
        IsStale = false;
    }

    private bool Moves(BoardRow before, BoardRow after) => Sort.Column switch
    {
        GridColumn.Name => !string.Equals(before.Name, after.Name, StringComparison.Ordinal),
        GridColumn.Status => before.Status != after.Status,
        GridColumn.Since => before.LastStatusChange != after.LastStatusChange,
        GridColumn.LastSeen => true,
        _ => false,
    };

    private void CountIn(BoardRow row)
    {
        _counts[(int)row.Status]++;
        _servers.Add(row.Key.Server);
    }

    private int IndexOf(int id)
    {
        var low = 0;
        var high = _all.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var found = _all[middle].Id;
            if (found == id) return middle;
            if (found < id) low = middle + 1;
            else high = middle - 1;
        }

        return -1;
    }
}
