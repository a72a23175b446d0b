using AmiBlazor.Components.Grid;
using AmiBlazor.Components.Layout;
using AmiBlazor.Tests.Support;
using Bunit;
using Microsoft.AspNetCore.Components.Web;
using static AmiBlazor.Tests.Components.PageBenchPreferences;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Components.Pages;

public sealed class ExtensionsStatusPreferencesTests
{
    [Fact]
    public async Task A_hidden_column_has_neither_header_nor_cells()
    {
        await using var bench = await PageBench.CreateAsync([Nowhere("main"), Nowhere("branch")]);
        await bench.ApplyAsync(Row("1001"), Row("1002"));
        var page = bench.Open();
        Assert.Equal(7, page.FindAll("th").Count);

        foreach (var (column, name) in new[] { (GridColumn.Name, "name"), (GridColumn.Pbx, "pbx"), (GridColumn.Context, "context"),
            (GridColumn.Since, "since"), (GridColumn.LastSeen, "seen") })
        {
            await page.InvokeAsync(() => bench.Settings().ChangeAsync(new DisplayPreferences { Hidden = [column, GridColumn.Department, GridColumn.Email, GridColumn.Note] }));

            Assert.Empty(page.FindAll(".c-" + name));
            Assert.Equal((6, 12), (page.FindAll("th").Count, page.FindAll("tbody td").Count));
        }
    }

    [Fact]
    public async Task Extension_and_status_stay_whatever_is_hidden()
    {
        await using var bench = await PageBench.CreateAsync();
        await bench.ApplyAsync(Row("1001", 8));
        bench.Like(new DisplayPreferences { Hidden = Enum.GetValues<GridColumn>() });

        var page = bench.Open();

        Assert.Equal(["c-extension", "c-status"], page.FindAll("th").Select(header => header.ClassName));
        Assert.Equal(["1001"], page.Shown());
        Assert.Contains("Ringing", page.RowText("1001"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Closer_rows_are_told_to_what_measures_them()
    {
        await using var bench = await PageBench.CreateAsync();
        await bench.ApplyAsync(Row("1001"));
        bench.Like(new DisplayPreferences { IsCompact = true });
        var page = bench.Open();
        Assert.True(page.FindComponent<ExtensionTable>().Instance.IsCompact);

        await page.InvokeAsync(() => bench.Settings().ChangeAsync(new DisplayPreferences()));

        Assert.False(page.FindComponent<ExtensionTable>().Instance.IsCompact);
    }

    [Fact]
    public async Task The_page_tells_the_tab_how_many_extensions_ring()
    {
        await using var bench = await PageBench.CreateAsync();
        await bench.ApplyAsync(Noon, Row("1001", 8), Row("1002"));

        var page = bench.Open();

        Assert.Equal("1", page.Find(".tiles").GetAttribute("data-ringing"));
        await bench.ApplyAsync(Noon.AddSeconds(1), Row("1001", 8), Row("1002", 9));
        page.WaitForAssertion(() => Assert.Equal("2", page.Find(".tiles").GetAttribute("data-ringing")), Timeouts.Default);
        await bench.ApplyAsync(Noon.AddSeconds(2), Row("1001", 1), Row("1002", 1));
        page.WaitForAssertion(() => Assert.Equal("0", page.Find(".tiles").GetAttribute("data-ringing")), Timeouts.Default);
    }

    [Fact]
    public async Task The_page_says_what_time_it_is_where_the_calls_are_counted_from()
    {
        var clock = new FakeClock();
        await using var bench = await PageBench.CreateAsync(time: clock);

        var page = bench.Open();

        var now = clock.GetUtcNow().ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(now, page.Find(".page").GetAttribute("data-now"));
    }

    [Fact]
    public async Task Calls_under_way_are_counted_by_the_second_and_nothing_else_is()
    {
        await using var bench = await PageBench.CreateAsync();
        int[] codes = [0, 1, 2, 4, 8, 9, 16, -1];
        await bench.ApplyAsync(Noon, [.. codes.Select((_, index) => Row($"{index}", 4))]);
        await bench.ApplyAsync(Noon.AddSeconds(1), [.. codes.Select((code, index) => Row($"{index}", code))]);

        var page = bench.Open();

        Assert.Equal(["1", "2", "4", "5", "6"], page.FindAll("tr.line.counted .c-extension").Select(cell => cell.TextContent.Trim()));
    }

    [Fact]
    public async Task Times_are_in_the_persons_zone()
    {
        await using var bench = await PageBench.CreateAsync();
        bench.Like(DisplayPreferences.Parse("zone=Asia/Tokyo"));
        await bench.ApplyAsync(Noon, Row("1001"));

        var page = bench.Open();

        Assert.Contains("31 Jan 2026, 21:00", page.Find("td.c-since").GetAttribute("title"), StringComparison.Ordinal);
        Assert.Equal("2026-01-31T12:00:00Z", page.Row("1001").GetAttribute("data-seen"));
    }
}
