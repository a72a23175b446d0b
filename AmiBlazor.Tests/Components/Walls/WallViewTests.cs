using AmiBlazor.Board;
using AmiBlazor.Components.Walls;

namespace AmiBlazor.Tests.Components.Walls;

public sealed class WallViewTests
{
    [Fact]
    public void An_address_is_read_and_written_again()
    {
        var view = WallView.Parse("?inches=43&distance=3.5&seconds=15&q=anna&pbx=main&context=lab&department=Sales&department=R%26D");

        Assert.Equal((43, 3.5, 15, "anna", "main", "lab"), (view.Inches, view.Distance, view.Seconds, view.Text, view.Pbx, view.Context));
        Assert.Equal(["Sales", "R&D"], view.Departments);
        Assert.Equal(view.ToString(), WallView.Parse(view.ToString()).ToString());
        Assert.False(view.ShowsAll);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("?inches=&distance=far&seconds=-1")]
    [InlineData("?inches=4&distance=51&seconds=601")]
    [InlineData("?inches=1e9&distance=NaN&pbx=&department=")]
    public void What_is_missing_or_no_number_within_the_bounds_is_as_usual(string? query)
    {
        var view = WallView.Parse(query);

        Assert.Equal("?inches=55&distance=5&seconds=10", view.ToString());
        Assert.True(view.ShowsAll);
    }

    [Fact]
    public void A_comma_is_a_decimal_point_as_well() => Assert.Equal(3.5, WallView.Parse("?distance=3,5").Distance);

    [Fact]
    public void A_wall_shows_no_more_than_its_user_may_see()
    {
        var scope = new ExtensionScope(["main"], ["Sales", "Support"]);

        var narrow = WallView.Parse("?pbx=main&department=Sales&department=Board").Narrow(scope);
        var other = WallView.Parse("?pbx=other").Narrow(scope);

        Assert.True(narrow.Includes("main", "Sales"));
        Assert.False(narrow.Includes("main", "Support"));
        Assert.False(narrow.Includes("main", "Board"));
        Assert.False(other.Includes("other", "Sales"));
        Assert.False(other.Includes("main", "Sales"));
    }
}
