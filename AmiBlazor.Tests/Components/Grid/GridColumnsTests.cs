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
            [GridColumn.Extension, GridColumn.Name, GridColumn.Pbx, GridColumn.Status, GridColumn.Since],
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
    public void The_same_choice_in_another_order_is_the_same() =>
        Assert.Equal(new GridColumns([GridColumn.Name, GridColumn.Since]), new GridColumns([GridColumn.Since, GridColumn.Name, GridColumn.Status]));
}
