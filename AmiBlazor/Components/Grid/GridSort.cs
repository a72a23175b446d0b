namespace AmiBlazor.Components.Grid;

/// <summary>By which column the grid is sorted, and which way. Rows that are equal in it are in the order of their numbers.</summary>
public readonly record struct GridSort(GridColumn Column, bool Descending)
{
    /// <summary>The sort after a click on a column's header.</summary>
    public GridSort Clicked(GridColumn column) => column == Column
        ? this with { Descending = !Descending }
        : new GridSort(column, Descending: column is GridColumn.Since or GridColumn.LastSeen);
}
