using System.Runtime.InteropServices;

namespace AmiBlazor.Components.Grid;

/// <summary>Which columns are visible, and in which order. Extension and status are always visible.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct GridColumns
{
    /// <summary>The number of columns, visible or not.</summary>
    public const int Count = 11;

    // Four bits hold a place, so that rows can compare two choices without reading lists; there is room for sixteen.
    private const int Bits = 4;

    private readonly int _hidden;
    private readonly ulong _order;

    /// <param name="hidden">The hidden columns.</param>
    /// <param name="order">All columns in their order; null for the usual one.</param>
    public GridColumns(IEnumerable<GridColumn> hidden, IEnumerable<GridColumn>? order = null)
    {
        foreach (var column in hidden) _hidden |= 1 << (int)column;
        _hidden &= ~((1 << (int)GridColumn.Extension) | (1 << (int)GridColumn.Status));

        var place = 0;
        foreach (var column in Complete(order ?? [])) _order |= (ulong)column << (Bits * place++);
    }

    private GridColumns(int hidden, ulong order) => (_hidden, _order) = (hidden, order);

    /// <summary>What is shown, and in which order, until somebody chooses otherwise.</summary>
    public static GridColumns Default => new(Additional);

    /// <summary>The columns that are hidden until somebody chooses to see them.</summary>
    public static IReadOnlyList<GridColumn> Additional => [GridColumn.Department, GridColumn.Email, GridColumn.Note];

    /// <summary>All columns in their usual order.</summary>
    public static IReadOnlyList<GridColumn> Usual { get; } = Enum.GetValues<GridColumn>();

    /// <summary>The number of visible columns.</summary>
    public int ShownCount => Count - int.PopCount(_hidden);

    /// <summary>The column at a place, visible or not.</summary>
    public GridColumn this[int place] => (GridColumn)((_order >> (Bits * place)) & ((1 << Bits) - 1));

    /// <summary>All columns in their order, visible or not.</summary>
    public IReadOnlyList<GridColumn> Order
    {
        get
        {
            var order = new GridColumn[Count];
            for (var place = 0; place < Count; place++) order[place] = this[place];
            return order;
        }
    }

    /// <summary>The hidden columns, in their usual order.</summary>
    public IReadOnlyList<GridColumn> Hidden
    {
        get
        {
            var hidden = new List<GridColumn>();
            foreach (var column in Usual)
            {
                if (!Has(column)) hidden.Add(column);
            }

            return hidden;
        }
    }

    /// <summary>True if rows can be sorted by it. Calls change too fast for that.</summary>
    public static bool IsSortable(GridColumn column) => column != GridColumn.Call;

    /// <summary>True if extension or status, which tell what a row is about.</summary>
    public static bool IsFixed(GridColumn column) => column is GridColumn.Extension or GridColumn.Status;

    /// <summary>Each column once: those named, in their order, and behind them those that are not.</summary>
    public static IEnumerable<GridColumn> Complete(IEnumerable<GridColumn> order) => order.Where(Enum.IsDefined).Concat(Usual).Distinct();

    /// <summary>True if the column is visible.</summary>
    public bool Has(GridColumn column) => (_hidden & (1 << (int)column)) == 0;

    /// <summary>The same with this column shown or hidden.</summary>
    public GridColumns With(GridColumn column, bool isShown) => IsFixed(column)
        ? this
        : new GridColumns(isShown ? _hidden & ~(1 << (int)column) : _hidden | (1 << (int)column), _order);

    /// <summary>The same with two columns in each other's place.</summary>
    public GridColumns Swap(GridColumn one, GridColumn other) =>
        new(Hidden, Order.Select(column => column == one ? other : column == other ? one : column));
}

/// <summary>The columns of the grid, in their usual order.</summary>
public enum GridColumn
{
    Extension,
    Name,
    Pbx,
    Context,
    Status,
    Call,
    Since,
    LastSeen,
    Department,
    Email,
    Note,
}
