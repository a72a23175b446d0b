using AmiBlazor.Board;

namespace AmiBlazor.Components.Grid;

/// <summary>Compares rows in natural order: 99 before 100, and names ignoring case.</summary>
internal sealed class GridOrder(GridSort sort, BoardSnapshot snapshot) : IComparer<BoardRow>
{
    public int Compare(BoardRow? x, BoardRow? y)
    {
        if (x is null || y is null) return (x is null ? 0 : 1) - (y is null ? 0 : 1);
        var order = ByGroup(sort.Group, x, y);
        if (order != 0) return order;
        order = ByColumn(x, y);
        if (order != 0) return sort.Descending ? -order : order;
        order = ByNumber(x.Key.Exten, y.Key.Exten);
        if (order != 0) return order;
        order = string.CompareOrdinal(x.Key.Context, y.Key.Context);
        if (order != 0) return order;
        order = string.CompareOrdinal(x.Key.Server, y.Key.Server);
        return order != 0 ? order : x.Id.CompareTo(y.Id);
    }

    /// <summary>Compares the groups that the rows belong to; 0 for the same one.</summary>
    public static int ByGroup(GridGroup group, BoardRow x, BoardRow y) => group switch
    {
        GridGroup.Department => ByName(x.Department, y.Department),
        GridGroup.Pbx => ByText(x.Key.Server, y.Key.Server),
        _ => 0,
    };

    /// <summary>True if the change may have moved the row.</summary>
    public bool Moves(BoardRow before, BoardRow after) => MovesGroup(before, after) || sort.Column switch
    {
        GridColumn.Name => !string.Equals(before.ShownName, after.ShownName, StringComparison.Ordinal),
        GridColumn.Status => before.Shown != after.Shown,
        GridColumn.Since => before.ChangedAt != after.ChangedAt,
        GridColumn.LastSeen => true,
        GridColumn.Department => !string.Equals(before.Department, after.Department, StringComparison.Ordinal),
        GridColumn.Email => !string.Equals(before.Email, after.Email, StringComparison.Ordinal),
        GridColumn.Note => !string.Equals(before.Note, after.Note, StringComparison.Ordinal),
        _ => false,
    };

    /// <summary>True if lists received from PBXs since then may have moved rows.</summary>
    public bool Moves(IReadOnlyList<BoardPbx> since) => sort.Column == GridColumn.LastSeen && !since.SequenceEqual(snapshot.Pbxs);

    // The PBX of an extension never changes.
    private bool MovesGroup(BoardRow before, BoardRow after) =>
        sort.Group == GridGroup.Department && !string.Equals(before.Department, after.Department, StringComparison.Ordinal);

    private int ByColumn(BoardRow x, BoardRow y) => sort.Column switch
    {
        GridColumn.Name => ByPerson(x.ShownName, y.ShownName),
        GridColumn.Pbx => ByText(x.Key.Server, y.Key.Server),
        GridColumn.Context => ByText(x.Key.Context, y.Key.Context),
        GridColumn.Status => StatusStyle.Rank(x.Shown).CompareTo(StatusStyle.Rank(y.Shown)),
        GridColumn.Since => Nullable.Compare(x.ChangedAt, y.ChangedAt),
        GridColumn.LastSeen => snapshot.LastSeen(x).CompareTo(snapshot.LastSeen(y)),
        GridColumn.Department => ByName(x.Department, y.Department),
        GridColumn.Email => ByName(x.Email, y.Email),
        GridColumn.Note => ByName(x.Note, y.Note),
        _ => ByNumber(x.Key.Exten, y.Key.Exten),
    };

    private static int ByText(string x, string y) => string.Compare(x, y, StringComparison.OrdinalIgnoreCase);

    private int ByPerson(string? x, string? y) => string.IsNullOrWhiteSpace(x) || string.IsNullOrWhiteSpace(y)
        ? (string.IsNullOrWhiteSpace(x) ? 1 : 0) - (string.IsNullOrWhiteSpace(y) ? 1 : 0)
        : PersonName.Compare(x, y, sort.ByFirstName);

    // Rows without one come last.
    private static int ByName(string? x, string? y) => string.IsNullOrEmpty(x) || string.IsNullOrEmpty(y)
        ? (string.IsNullOrEmpty(x) ? 1 : 0) - (string.IsNullOrEmpty(y) ? 1 : 0)
        : ByText(x, y);

    private static int ByNumber(string x, string y)
    {
        // Numbers come first: if they were compared as text with anything else, 9 < 10 < 1a < 9 would be a cycle.
        var kinds = (IsNumber(x) ? 0 : 1) - (IsNumber(y) ? 0 : 1);
        if (kinds != 0) return kinds;
        if (!IsNumber(x)) return ByText(x, y);
        var left = x.AsSpan().TrimStart('0');
        var right = y.AsSpan().TrimStart('0');
        var order = left.Length.CompareTo(right.Length);
        if (order == 0) order = left.SequenceCompareTo(right);
        return order != 0 ? order : x.Length.CompareTo(y.Length);
    }

    private static bool IsNumber(string text) => text.Length > 0 && !text.AsSpan().ContainsAnyExceptInRange('0', '9');
}

/// <summary>
/// What the grid is sorted by: first the group, always ascending, then a column in a direction. Rows that are equal in both are sorted by number.
/// </summary>
public readonly record struct GridSort(GridColumn Column, bool Descending, GridGroup Group = GridGroup.None)
{
    /// <summary>True to sort by first names where <see cref="Column"/> is the name; false for last names.</summary>
    public bool ByFirstName { get; init; }

    /// <summary>True if nobody has chosen another column or direction.</summary>
    public bool IsUsual => this is { Column: GridColumn.Extension, Descending: false };

    /// <summary>The sort order after a click on a column header. Behind last names, up and down, come first names, up and down.</summary>
    public GridSort Clicked(GridColumn column) => column != Column
        ? new GridSort(column, Descending: column is GridColumn.Since or GridColumn.LastSeen, Group)
        : this with { Descending = !Descending, ByFirstName = ByFirstName != (column == GridColumn.Name && Descending) };
}
