using System.Runtime.CompilerServices;
using AmiBlazor.Board;

namespace AmiBlazor.Components.Grid;

/// <summary>
/// All extensions in every sort order in use. Shared by all circuits, because most of them show all rows in the same order, and sorting ten thousand
/// rows takes a while.
/// </summary>
internal sealed class GridOrders
{
    // Collected together with the layout that they belong to.
    private static readonly ConditionalWeakTable<BoardLayout, GridOrders> ByLayout = [];

    private readonly Lock _lock = new();
    private readonly Dictionary<GridSort, (BoardSnapshot Snapshot, int[] Indices)> _known = [];

    /// <summary>The places of all rows in sort order; must not be modified.</summary>
    public static int[] Of(BoardSnapshot snapshot, GridSort sort) => ByLayout.GetOrCreateValue(snapshot.Layout).Get(snapshot, sort);

    private int[] Get(BoardSnapshot snapshot, GridSort sort)
    {
        var order = new GridOrder(sort, snapshot);

        // Held while sorting: a concurrent caller would only sort the same rows again.
        lock (_lock)
        {
            if (_known.TryGetValue(sort, out var known) && !order.Moves(known.Snapshot.Pbxs)
                && !snapshot.ChangesSince(known.Snapshot).Any(change => order.Moves(change.Before, change.After)))
            {
                _known[sort] = (snapshot, known.Indices);
                return known.Indices;
            }

            var places = snapshot.Indices();
            places.AsSpan().Sort((x, y) => order.Compare(snapshot[x], snapshot[y]));
            _known[sort] = (snapshot, places);
            return places;
        }
    }
}
