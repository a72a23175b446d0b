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
    private static readonly ConditionalWeakTable<BoardLayout, GridOrders> ByShape = [];

    private readonly Lock _lock = new();
    private readonly Dictionary<GridSort, (BoardSnapshot Picture, int[] Indices)> _known = [];

    /// <summary>The places of all rows, in order; not to be written.</summary>
    public static int[] Of(BoardSnapshot picture, GridSort sort) => ByShape.GetOrCreateValue(picture.Shape).Get(picture, sort);

    private int[] Get(BoardSnapshot picture, GridSort sort)
    {
        var order = new GridOrder(sort, picture);

        // Held while it sorts: who asks for the same meanwhile would only do it twice.
        lock (_lock)
        {
            if (_known.TryGetValue(sort, out var known) && !order.Moves(known.Picture.Pbxs)
                && !picture.ChangesSince(known.Picture).Any(change => order.Moves(change.Before, change.After)))
            {
                _known[sort] = (picture, known.Indices);
                return known.Indices;
            }

            var places = picture.Indices();
            places.AsSpan().Sort((x, y) => order.Compare(picture[x], picture[y]));
            _known[sort] = (picture, places);
            return places;
        }
    }
}
