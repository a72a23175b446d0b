using AmiBlazor.Components.Grid;
using AmiBlazor.Components.Layout;

namespace AmiBlazor.Tests.Components.Grid;

public sealed class GridColumnsTests
{
    [Fact]
    public void What_is_hidden_is_not_shown_and_all_else_is()
    {
        var columns = new GridColumns([GridColumn.Context, GridColumn.LastSeen]);

        Assert.Equal(
            [GridColumn.Extension, GridColumn.Name, GridColumn.Pbx, GridColumn.Status, GridColumn.Call, GridColumn.Since,
                GridColumn.Department, GridColumn.Email, GridColumn.Note],
            Enum.GetValues<GridColumn>().Where(column => columns.Has(column)));
    }

    [Fact]
    public void Extension_and_status_cannot_be_hidden()
    {
        var columns = new GridColumns(Enum.GetValues<GridColumn>());

        Assert.Equal([GridColumn.Extension, GridColumn.Status], Enum.GetValues<GridColumn>().Where(column => columns.Has(column)));
    }

    [Fact]
    public void Those_that_can_be_hidden_are_all_others() =>
        Assert.Equal(Enum.GetValues<GridColumn>().Except([GridColumn.Extension, GridColumn.Status]), DisplayPreferences.Optional);

    [Fact]
    public void Columns_stand_in_the_order_asked_for_and_those_not_named_behind()
    {
        var columns = new GridColumns([GridColumn.Name], [GridColumn.Status, GridColumn.LastSeen, GridColumn.Status]);

        Assert.Equal("Status LastSeen Extension Name Pbx Context Call Since Department Email Note", string.Join(' ', columns.Order));
        Assert.Equal(columns.Order, Enumerable.Range(0, GridColumns.Count).Select(place => columns[place]));
        Assert.Equal([GridColumn.Name], columns.Hidden);
    }

    [Fact]
    public void A_column_that_is_shown_or_hidden_stays_in_its_place()
    {
        var before = new GridColumns([], GridColumns.Usual.Reverse());

        var hidden = before.With(GridColumn.Since, isShown: false).With(GridColumn.Status, isShown: false);

        Assert.Equal([GridColumn.Since], hidden.Hidden);
        Assert.Equal(before.Order, hidden.Order);
        Assert.Equal(before, hidden.With(GridColumn.Since, isShown: true));
    }

    [Fact]
    public void Two_columns_change_places_and_nothing_else_does()
    {
        var columns = new GridColumns([GridColumn.Context]).Swap(GridColumn.Name, GridColumn.LastSeen);

        Assert.Equal("Extension LastSeen Pbx Context Status Call Since Name Department Email Note", string.Join(' ', columns.Order));
        Assert.Equal([GridColumn.Context], columns.Hidden);
        Assert.NotEqual(new GridColumns([GridColumn.Context]), columns);
    }

    [Fact]
    public void The_same_choice_in_another_order_is_the_same() =>
        Assert.Equal(new GridColumns([GridColumn.Name, GridColumn.Since]), new GridColumns([GridColumn.Since, GridColumn.Name, GridColumn.Status]));
}
