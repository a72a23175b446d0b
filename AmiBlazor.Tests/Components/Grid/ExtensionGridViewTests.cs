using AmiBlazor.Board;
using AmiBlazor.Components.Grid;
using AmiBlazor.Components.Languages;
using Microsoft.Extensions.Logging.Abstractions;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Components.Grid;

public sealed class ExtensionGridViewTests
{
    private readonly LiveBoard _board = new(TimeProvider.System, NullLogger<LiveBoard>.Instance);

    [Fact]
    public void A_changed_row_keeps_its_place_until_the_rows_are_arranged_anew()
    {
        var view = View(BoardRow("1", 0, id: 1), BoardRow("2", 0, id: 2), BoardRow("3", 0, id: 3));
        view.Show(GridFilter.None, new GridSort(GridColumn.Status, Descending: false));

        Put(view, BoardRow("1", 4, id: 1));

        Assert.Equal(["1", "2", "3"], Shown(view));
        Assert.True(view.IsStale);
        view.Arrange();
        Assert.Equal(["2", "3", "1"], Shown(view));
        Assert.False(view.IsStale);
    }

    [Fact]
    public void A_change_that_moves_nothing_leaves_the_list_as_it_is()
    {
        var view = View(BoardRow("1", 0, id: 1), BoardRow("2", 0, id: 2));
        var list = view.Visible;

        Put(view, BoardRow("2", 8, id: 2));

        Assert.Same(list, view.Visible);
        Assert.Equal(8, list[1].Row.StatusCode);
        Assert.False(view.IsStale);
    }

    [Fact]
    public void Counts_follow_every_change()
    {
        var view = View(BoardRow("1", 0, id: 1), BoardRow("2", 0, id: 2));

        Put(view, BoardRow("2", 8, id: 2), BoardRow("3", -1, id: 3));

        Assert.Equal((1, 1, 1, 3), (view.Count(ExtensionStatus.Online), view.Count(ExtensionStatus.Ringing), view.Count(ExtensionStatus.Unknown), view.Total));
    }

    [Fact]
    public void A_new_extension_is_arranged_at_once()
    {
        var view = View(BoardRow("10", id: 1), BoardRow("30", id: 2));

        Put(view, BoardRow("20", id: 3));

        Assert.Equal(["10", "20", "30"], Shown(view));
    }

    [Fact]
    public void Another_board_replaces_all()
    {
        var view = View(BoardRow("10", 8, id: 1), BoardRow("30", id: 2));

        _board.Replace(Server, [BoardRow("40", id: 4)], new BoardPbx(Server, null));
        view.Update(_board.Snapshot);

        Assert.Equal(["40"], Shown(view));
        Assert.Equal(0, view.Count(ExtensionStatus.Ringing));
    }

    [Theory]
    [InlineData(GridColumn.Extension, "7 07 70 700 *8 a")]
    [InlineData(GridColumn.Name, "700 70 7 07 *8 a")]
    [InlineData(GridColumn.Context, "7 07 70 700 *8 a")]
    [InlineData(GridColumn.Status, "7 07 70 *8 a 700")]
    public void Rows_are_sorted_as_a_person_would(GridColumn column, string expected)
    {
        var view = View(
            BoardRow("700", 4, id: 1, name: "anna"), BoardRow("70", id: 2, name: "Bert"), BoardRow("7", id: 3, context: "a"), BoardRow("07", id: 4),
            BoardRow("a", id: 5), BoardRow("*8", id: 6));

        view.Show(GridFilter.None, new GridSort(column, Descending: false));

        Assert.Equal(expected.Split(' '), Shown(view));
    }

    [Theory]
    [InlineData(false, "3 2 1 4 5")]
    [InlineData(true, "2 1 4 3 5")]
    public void Names_are_sorted_by_the_last_or_the_first_and_rows_without_one_come_last(bool byFirstName, string expected)
    {
        var view = View(
            BoardRow("1", id: 1, name: "Anna von Weber"), BoardRow("2", id: 2, name: "Müller, Anna"), BoardRow("3", id: 3, name: "Zoe Berg"),
            BoardRow("4", id: 4, name: "Ben Weber"), BoardRow("5", id: 5));

        view.Show(GridFilter.None, new GridSort(GridColumn.Name, Descending: false) { ByFirstName = byFirstName });

        Assert.Equal(expected.Split(' '), Shown(view));
    }

    private ExtensionGridView View(params BoardRow[] rows)
    {
        var view = new ExtensionGridView(status => StatusStyle.Label(new Localizer(), status), ExtensionScope.All);
        Put(view, rows);
        return view;
    }

    private void Put(ExtensionGridView view, params BoardRow[] rows)
    {
        _board.Publish(Server, rows, facts: null);
        view.Update(_board.Snapshot);
    }

    private static IEnumerable<string> Shown(ExtensionGridView view) => view.Visible.Select(item => item.Row.Key.Exten);
}
