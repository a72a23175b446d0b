using AmiBlazor.Components.Walls;

namespace AmiBlazor.Tests.Components.Walls;

public sealed class WallPagingTests
{
    private static readonly TimeSpan Ten = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData(0, 6, true, 1)]
    [InlineData(6, 6, true, 1)]
    [InlineData(7, 6, true, 2)]
    [InlineData(13, 6, true, 3)]
    public void Departments_that_do_not_fit_go_on_further_pages(int departments, int rows, bool hasNewsBeside, int count) =>
        Assert.Equal(new WallPaging(rows, hasNewsBeside, count), WallPaging.Of(new WallLetters(55, 5), departments));

    [Fact]
    public void Where_little_fits_the_news_has_a_page_for_itself()
    {
        var paging = WallPaging.Of(new WallLetters(65, 8), 7);

        Assert.Equal(new WallPaging(Rows: 5, HasNewsBeside: false, Count: 3), paging);
        Assert.Equal([(true, false), (true, false), (false, true)], Enumerable.Range(0, 3).Select(page => (paging.HasDepartments(page), paging.HasNews(page))));
    }

    [Fact]
    public void Whatever_the_screen_is_something_fits()
    {
        foreach (var inches in new[] { WallView.LeastInches, 24, WallView.MostInches })
        {
            foreach (var metres in new[] { WallView.LeastDistance, 6, WallView.MostDistance })
            {
                var paging = WallPaging.Of(new WallLetters(inches, metres), 40);
                Assert.InRange(paging.Rows, 1, 10_000);
                Assert.InRange(paging.Count, 1, 41);
            }
        }
    }

    [Fact]
    public void Pages_follow_one_another_and_begin_again()
    {
        var paging = new WallPaging(6, true, 3);

        Assert.Equal([0, 0, 1, 2, 0], new[] { 0, 9.9, 10, 29, 30 }.Select(seconds => paging.At(TimeSpan.FromSeconds(seconds), Ten)));
    }

    [Fact]
    public void A_department_keeps_its_place_whatever_comes_and_goes()
    {
        var places = new WallPlaces();

        places.Add(["support", "", "Sales"]);
        places.Add(["Accounting", "Sales"]);

        Assert.Equal(["Sales", "support", "", "Accounting"], places.Names);
    }
}
