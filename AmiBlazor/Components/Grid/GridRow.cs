using AmiBlazor.Board;

namespace AmiBlazor.Components.Grid;

/// <summary>One line of the grid: the row and its place among those shown, counted from 0.</summary>
public readonly record struct GridRow(int Index, BoardRow Row);
