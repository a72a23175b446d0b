using AmiBlazor.Board;

namespace AmiBlazor.Components.Grid;

/// <summary>What the grid's rows are grouped by.</summary>
public enum GridGroup
{
    None,
    Department,
    Pbx,
}

/// <summary>The line above the rows of a group.</summary>
/// <param name="Name">The department or PBX; null for extensions without a department.</param>
/// <param name="Count">How many extensions the group has.</param>
/// <param name="IsFavourites">True above the user's favourites, which come before all groups and have no name here.</param>
public sealed record GridHeading(string? Name, int Count, bool IsFavourites = false);

/// <summary>Puts headings between rows that are sorted by group.</summary>
internal static class GridGroups
{
    /// <summary>The groups that can be chosen.</summary>
    public static IReadOnlyList<GridGroup> All { get; } = Enum.GetValues<GridGroup>();

    /// <summary>The group's word in the address.</summary>
    public static string Word(GridGroup group) => group.ToString().ToLowerInvariant();

    /// <summary>The group that a word in the address names; null if it names none.</summary>
    public static GridGroup? Parse(string? word) =>
        All.Cast<GridGroup?>().FirstOrDefault(group => string.Equals(Word(group!.Value), word, StringComparison.Ordinal));

    /// <summary>The rows in their order, with a heading wherever another group begins.</summary>
    /// <param name="board">The board that the places refer to.</param>
    /// <param name="order">Places in an order that keeps each group together.</param>
    /// <param name="group">What the order is grouped by.</param>
    /// <param name="pinned">How many rows at the beginning are favourites, in whatever group.</param>
    public static VisibleRows Divide(BoardSnapshot board, int[] order, GridGroup group, int pinned = 0)
    {
        if (group == GridGroup.None || order.Length == 0) return new VisibleRows(board, order, []);
        var places = new List<int>(order.Length + 16);
        var headings = new List<GridHeading>();
        var begun = 0;
        for (var index = 0; index <= order.Length; index++)
        {
            var isEnd = index == order.Length;
            if (!isEnd && index > 0 && index < pinned) continue;
            if (!isEnd && index > pinned && GridOrder.ByGroup(group, board[order[index - 1]], board[order[index]]) == 0) continue;
            if (index > 0)
            {
                var first = board[order[begun]];
                places.Add(~headings.Count);
                headings.Add(begun < pinned ? new GridHeading(null, index - begun, IsFavourites: true) : new GridHeading(NameOf(group, first), index - begun));
                places.AddRange(order.AsSpan(begun..index));
            }

            begun = index;
        }

        return new VisibleRows(board, [.. places], headings);
    }

    private static string? NameOf(GridGroup group, BoardRow row) =>
        group == GridGroup.Pbx ? row.Key.Server : string.IsNullOrEmpty(row.Department) ? null : row.Department;
}
