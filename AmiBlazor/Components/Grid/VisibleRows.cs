using System.Collections;
using AmiBlazor.Extensions;

namespace AmiBlazor.Components.Grid;

/// <summary>
/// The rows that pass the filter, in the grid's order. Keeps indexes and no rows, so that a row exchanged in the list beneath is exchanged here, and a
/// circuit with 10,000 extensions costs little. An <see cref="IList{T}"/>, because Virtualize then reaches its window without walking to it.
/// </summary>
internal sealed class VisibleRows(BoardRow[] rows, int[] order) : IList<GridItem>
{
    public static readonly VisibleRows None = new([], []);

    public int Count => order.Length;

    public bool IsReadOnly => true;

    public GridItem this[int index]
    {
        get => new(index, rows[order[index]]);
        set => throw new NotSupportedException();
    }

    public IEnumerator<GridItem> GetEnumerator()
    {
        for (var index = 0; index < order.Length; index++) yield return this[index];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public int IndexOf(GridItem item) => item.Index < order.Length && this[item.Index] == item ? item.Index : -1;

    public bool Contains(GridItem item) => IndexOf(item) >= 0;

    public void CopyTo(GridItem[] array, int arrayIndex)
    {
        foreach (var item in this) array[arrayIndex++] = item;
    }

    public void Add(GridItem item) => throw new NotSupportedException();

    public void Insert(int index, GridItem item) => throw new NotSupportedException();

    public void Clear() => throw new NotSupportedException();

    public bool Remove(GridItem item) => throw new NotSupportedException();

    public void RemoveAt(int index) => throw new NotSupportedException();
}
