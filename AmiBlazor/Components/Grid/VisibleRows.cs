using System.Collections;
using AmiBlazor.Board;

namespace AmiBlazor.Components.Grid;

/// <summary>
/// The rows that pass the filter, in the grid's sort order. Stores places instead of rows, so that a newer snapshot shows in the same order and a
/// circuit with 10,000 extensions costs little memory. Implements <see cref="IList{T}"/> because Virtualize then reads its window without enumerating
/// all rows before it.
/// </summary>
/// <param name="snapshot">The board that the places refer to.</param>
/// <param name="order">Places on the board, and for a heading the complement of its index. Shared with other circuits and never modified.</param>
/// <param name="headings">The headings; each stands before a row of its group.</param>
internal sealed class VisibleRows(BoardSnapshot snapshot, int[] order, IReadOnlyList<GridHeading> headings) : IList<GridRow>
{
    /// <summary>The board; can be replaced only by one with the same layout.</summary>
    public BoardSnapshot Snapshot { get; set; } = snapshot;

    public int Count => order.Length;

    /// <summary>The number of extensions: headings do not count.</summary>
    public int ExtensionCount => order.Length - headings.Count;

    public bool IsReadOnly => true;

    public GridRow this[int index]
    {
        get => order[index] is >= 0 and var place ? new(index, Snapshot[place]) : new(index, Snapshot[order[index + 1]], headings[~order[index]]);
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

/// <summary>One row of the grid and its index among the visible rows, counted from 0.</summary>
/// <param name="Index">The index.</param>
/// <param name="Row">The extension; of a heading, the first one of its group.</param>
/// <param name="Heading">The heading that stands there instead of the extension; null for the extension itself.</param>
public readonly record struct GridRow(int Index, BoardRow Row, GridHeading? Heading = null);
