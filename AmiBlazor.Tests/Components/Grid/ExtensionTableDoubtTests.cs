using AmiBlazor.Components.Pages;
using AmiBlazor.Tests.Components.Pbxs;
using AmiBlazor.Tests.Support;
using Bunit;
using static AmiBlazor.Tests.Components.PageBenchPreferences;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Components.Grid;

/// <summary>Rows of a PBX whose states may be old.</summary>
public sealed class ExtensionTableDoubtTests
{
    [Fact]
    public async Task Only_the_rows_of_the_PBX_in_doubt_look_like_it_and_only_they_are_drawn_again()
    {
        await using var bench = await BenchAsync();
        var page = bench.Open();
        page.WaitForAssertion(() => Assert.Equal(["1001", "2001"], page.Shown()), Timeouts.Default);
        Assert.Empty(InDoubt(page));
        var before = page.RenderCounts();

        bench.Report(main => main.Down(Noon), "main");
        page.WaitForAssertion(() => Assert.Equal(["1001"], InDoubt(page)), Timeouts.Default);
        Assert.Equal((before["1001"] + 1, before["2001"]), (page.RenderCounts()["1001"], page.RenderCounts()["2001"]));
        bench.Report(main => main.Down(Noon) with { NextTryAt = Noon.AddSeconds(3) }, "main");
        await page.InvokeAsync(() => { });
        Assert.Equal(before["1001"] + 1, page.RenderCounts()["1001"]);
        bench.Report(main => main.Following(Noon.AddMinutes(1)), "main");

        page.WaitForAssertion(() => Assert.Empty(InDoubt(page)), Timeouts.Default);
        Assert.Equal((before["1001"] + 2, before["2001"]), (page.RenderCounts()["1001"], page.RenderCounts()["2001"]));
    }

    [Fact]
    public async Task A_call_in_doubt_is_not_counted_on()
    {
        await using var bench = await BenchAsync();
        await bench.ApplyAsync("main", Noon.AddSeconds(1), Row("1001", 1));
        var page = bench.Open();
        page.WaitForAssertion(() => Assert.True(page.Row("1001").ClassList.Contains("counted")), Timeouts.Default);

        bench.Report(main => main.Down(Noon), "main");

        page.WaitForAssertion(() => Assert.False(page.Row("1001").ClassList.Contains("counted")), Timeouts.Default);
    }

    [Fact]
    public async Task Doubt_that_is_there_already_is_in_the_first_picture()
    {
        await using var bench = await BenchAsync();
        bench.Report(main => main.Down(Noon), "main");

        var page = bench.Open(interactive: false);

        Assert.Equal(["1001"], InDoubt(page));
        Assert.StartsWith("main has not been live since", page.Find(".notice .head").TextContent, StringComparison.Ordinal);
        Assert.Equal(0, bench.Connections.SubscriberCount);
    }

    private static async Task<PageBench> BenchAsync()
    {
        var bench = await PageBench.CreateAsync([Nowhere("main", live: true), Nowhere("branch", live: true)]);
        await bench.ApplyAsync("main", Noon, Row("1001"));
        await bench.ApplyAsync("branch", Noon, Row("2001"));
        bench.Report(main => main.Following(Noon), "main");
        bench.Report(main => main.Following(Noon), "branch");
        return bench;
    }

    private static IEnumerable<string> InDoubt(IRenderedComponent<ExtensionsStatus> page) =>
        page.FindAll("tr.line[data-doubt] .c-extension").Select(cell => cell.TextContent.Trim());
}
