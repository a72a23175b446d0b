namespace AmiBlazor.Components.Grid;

/// <summary>The columns that are shown. Extension and status always are.</summary>
public readonly record struct GridColumns
{
    private readonly int _hidden;

    /// <param name="hidden">Those that are not.</param>
    public GridColumns(IEnumerable<GridColumn> hidden)
    {
        foreach (var column in hidden) _hidden |= 1 << (int)column;
        _hidden &= ~((1 << (int)GridColumn.Extension) | (1 << (int)GridColumn.Status));
    }

    /// <summary>True when the column is shown.</summary>
    public bool Has(GridColumn column) => (_hidden & (1 << (int)column)) == 0;
}

/// <summary>What the grid can be sorted by.</summary>
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
