using AmiBlazor.Board;
using AmiBlazor.Components.Grid;
using Microsoft.Extensions.Logging.Abstractions;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Components.Grid;

public sealed class GridOrdersTests
{
    private static readonly GridSort ByStatus = new(GridColumn.Status, Descending: false);
    private static readonly GridSort ByLastSeen = new(GridColumn.LastSeen, Descending: false);

    private readonly LiveBoard _board = new(TimeProvider.System, NullLogger<LiveBoard>.Instance);

    public GridOrdersTests() =>
        _board.Publish(Server, [BoardRow("30", id: 1), BoardRow("10", id: 2), BoardRow("20", 8, id: 3)], facts: null);

    [Fact]
    public void An_order_is_shared_as_long_as_no_change_moves_a_row()
    {
        var before = GridOrders.Of(_board.Snapshot, default);

        _board.Publish(Server, [BoardRow("10", 4, id: 2)], facts: null);

        Assert.Same(before, GridOrders.Of(_board.Snapshot, default));
        Assert.Equal(["10", "20", "30"], Shown(default));
    }

    [Fact]
    public void A_change_that_moves_a_row_makes_another_order_and_leaves_the_first_as_it_was()
    {
        var (picture, before) = (_board.Snapshot, GridOrders.Of(_board.Snapshot, ByStatus));

        _board.Publish(Server, [BoardRow("10", 4, id: 2)], facts: null);

        Assert.Equal(["30", "20", "10"], Shown(ByStatus));
        Assert.Equal(["10", "30", "20"], before.Select(place => picture[place].Key.Exten));
    }

    [Fact]
    public void A_new_list_moves_those_that_are_ordered_by_when_they_were_seen()
    {
        var before = GridOrders.Of(_board.Snapshot, ByLastSeen);

        _board.Publish(Server, [], new BoardPbx(Server, Noon.AddMinutes(1)));

        Assert.NotSame(before, GridOrders.Of(_board.Snapshot, ByLastSeen));
    }

    private IEnumerable<string> Shown(GridSort sort) => GridOrders.Of(_board.Snapshot, sort).Select(place => _board.Snapshot[place].Key.Exten);
}
