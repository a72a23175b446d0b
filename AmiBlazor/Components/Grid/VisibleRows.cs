using System.Collections;
using AmiBlazor.Board;

namespace AmiBlazor.Components.Grid;

/// <summary>
/// The rows that pass the filter, in the grid's order. Keeps places and no rows, so that another snapshot shows through in the same order, and a
/// circuit with 10,000 extensions costs little. An <see cref="IList{T}"/>, because Virtualize then reaches its window without walking to it.
/// </summary>
/// <param name="snapshot">The board that the places are on.</param>
/// <param name="order">Places on it; shared with others, and never written.</param>
internal sealed class VisibleRows(BoardSnapshot snapshot, int[] order) : IList<GridRow>
{
    /// <summary>The board; another one only with the same shape.</summary>
    public BoardSnapshot Snapshot { get; set; } = snapshot;

    public int Count => order.Length;

    public bool IsReadOnly => true;

    public GridRow this[int index]
    {
        get => new(index, Snapshot[order[index]]);
        set => throw new NotSupportedException();
    }

    public IEnumerator<GridRow> GetEnumerator()
    {
        for (var index = 0; index < order.Length; index++) yield return this[index];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public int IndexOf(GridRow item) => item.Index < order.Length && this[item.Index] == item ? item.Index : -1;

    public bool Contains(GridRow item) => IndexOf(item) >= 0;

    public void CopyTo(GridRow[] array, int arrayIndex)
    {
        foreach (var item in this) array[arrayIndex++] = item;
    }

    public void Add(GridRow item) => throw new NotSupportedException();

    public void Insert(int index, GridRow item) => throw new NotSupportedException();

    public void Clear() => throw new NotSupportedException();

    public bool Remove(GridRow item) => throw new NotSupportedException();

    public void RemoveAt(int index) => throw new NotSupportedException();
}

/// <summary>One line of the grid: the row and its place among those shown, counted from 0.</summary>
public readonly record struct GridRow(int Index, BoardRow Row);
