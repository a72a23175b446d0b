namespace AmiBlazor.Components.Grid;

/// <summary>The set of visible columns. Extension and status are always visible.</summary>
public readonly record struct GridColumns
{
    private readonly int _hidden;

    /// <param name="hidden">The hidden columns.</param>
    public GridColumns(IEnumerable<GridColumn> hidden)
    {
        foreach (var column in hidden) _hidden |= 1 << (int)column;
        _hidden &= ~((1 << (int)GridColumn.Extension) | (1 << (int)GridColumn.Status));
    }

    /// <summary>True if the column is visible.</summary>
    public bool Has(GridColumn column) => (_hidden & (1 << (int)column)) == 0;
}

/// <summary>The columns of the grid, in their order on the page.</summary>
public enum GridColumn
{
    Extension,
    Name,
    Pbx,
    Context,
    Status,
    Since,
    LastSeen,
}
