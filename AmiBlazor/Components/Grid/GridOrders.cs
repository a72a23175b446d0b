using System.Runtime.CompilerServices;
using AmiBlazor.Board;

namespace AmiBlazor.Components.Grid;

/// <summary>
/// All extensions in each order that somebody asked for. One for all circuits: most of them show everything in the same order, and ten thousand rows
/// take a while to sort.
/// </summary>
internal sealed class GridOrders
{
    // They go with the extensions that they order.
    private static readonly ConditionalWeakTable<BoardLayout, GridOrders> ByLayout = [];

    private readonly Lock _lock = new();
    private readonly Dictionary<GridSort, (BoardSnapshot Snapshot, int[] Indices)> _known = [];

    /// <summary>The places of all rows, in order; not to be written.</summary>
    public static int[] Of(BoardSnapshot snapshot, GridSort sort) => ByLayout.GetOrCreateValue(snapshot.Shape).Get(snapshot, sort);

    private int[] Get(BoardSnapshot snapshot, GridSort sort)
    {
        var order = new GridOrder(sort, snapshot);

        // Held while it sorts: who asks for the same meanwhile would only do it twice.
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
