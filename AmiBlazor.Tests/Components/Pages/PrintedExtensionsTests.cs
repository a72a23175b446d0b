using AmiBlazor.Components.Grid;
using AmiBlazor.Components.Layout;
using AmiBlazor.Components.Pages;
using AmiBlazor.Components.Shared;
using AmiBlazor.Data.Rows;
using AmiBlazor.Live;
using AmiBlazor.Tests.Components.Pbxs;
using Bunit;
using Microsoft.AspNetCore.Components;
using static AmiBlazor.Tests.Components.PageBenchPreferences;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Components.Pages;

public sealed class PrintedExtensionsTests
{
    [Fact]
    public async Task Paper_has_every_row_and_follows_nothing()
    {
        await using var bench = await PageBench.CreateAsync();
        await bench.ApplyAsync(Rows(1500));

        var paper = Print(bench);

        Assert.Equal(1500, paper.FindAll("tbody tr").Count);
        Assert.Contains("1,500 of 1,500 extensions", Facts(paper), StringComparison.Ordinal);
        Assert.Contains("main: list from 2026-01-31 12:00:00 UTC", Facts(paper), StringComparison.Ordinal);
        Assert.Equal((0, 0), (bench.Database.Board.SubscriberCount, bench.Runs.SubscriberCount));
        Assert.Empty(bench.Context.JSInterop.Invocations);
    }

    [Fact]
    public async Task Paper_says_which_states_may_be_old()
    {
        await using var bench = await PageBench.CreateAsync([Nowhere("main", live: true), Nowhere("branch", live: true)]);
        await bench.ApplyAsync(Row());
        await bench.ApplyAsync("branch", Noon, Row());
        bench.Report(main => main.Following(Noon));
        Assert.Empty(Print(bench).FindAll(".doubt"));

        bench.Report(main => main.Down(Noon.AddMinutes(5)));
        bench.Report(main => main.Following(Noon) with { EventsMissing = LiveMessages.Missed("branch", 2) }, "branch");

        Assert.Equal(
            ["main has not been live since 2026-01-31 12:05:00 UTC. Status may be outdated.", "The status of branch is in doubt and may be outdated."],
            Print(bench).FindAll(".doubt").Select(doubt => doubt.TextContent));
    }

    [Fact]
    public async Task The_link_on_the_page_prints_what_the_page_shows()
    {
        await using var bench = await TwoPbxsAsync();
        var page = bench.Open("q=100&status=in-use&pbx=branch&context=sales&sort=-extension");

        var link = page.Find("a.print");
        var paper = Print(bench, link.GetAttribute("href")!);

        Assert.Equal("_blank", link.GetAttribute("target"));
        Assert.Equal(["1004", "1003"], page.Shown());
        Assert.Equal(page.Shown(), paper.FindAll("tbody tr").Select(row => row.Children[0].TextContent));
        Assert.Contains("2 of 4 extensions", Facts(paper), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_link_follows_the_choices_at_once()
    {
        await using var bench = await TwoPbxsAsync();
        var page = bench.Open();
        Assert.Equal("./print", page.Find("a.print").GetAttribute("href"));

        page.Find("input[type=search]").Input("a b&c");

        Assert.Empty(page.Shown());
        Assert.Equal("./print?q=a%20b%26c", page.Find("a.print").GetAttribute("href"));
    }

    [Fact]
    public async Task Values_that_do_not_exist_show_all_with_a_hint_for_each()
    {
        await using var bench = await TwoPbxsAsync();

        var paper = Print(bench, "/print?status=flying&pbx=mars&context=moon&sort=colour");

        Assert.Equal(4, paper.FindAll("tbody tr").Count);
        Assert.Equal(5, paper.FindAll("p").Count);
        Assert.Contains(paper.FindAll("p"), hint => hint.TextContent.Contains("“mars”", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Hidden_columns_are_not_printed_and_the_PBX_only_where_there_are_several()
    {
        await using var one = await PageBench.CreateAsync();
        await one.ApplyAsync(Row("1001"));
        one.Like(new DisplayPreferences { Hidden = [GridColumn.Context, GridColumn.LastSeen, GridColumn.Status, .. GridColumns.Additional] });
        await using var two = await TwoPbxsAsync();

        var single = Print(one);
        var several = Print(two);

        Assert.Equal(["Extension", "Name", "Status", "Since"], single.FindAll("th").Select(header => header.TextContent));
        Assert.Contains("PBX", several.FindAll("th").Select(header => header.TextContent));
    }

    [Fact]
    public async Task A_PBX_without_a_list_is_told()
    {
        await using var bench = await PageBench.CreateAsync([Nowhere("main"), Nowhere("branch")]);
        await bench.ApplyAsync(Row("1001"));

        Assert.Contains("branch: no list yet", Facts(Print(bench)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hostile_values_are_text()
    {
        await using var bench = await PageBench.CreateAsync([Nowhere("<i>main</i>"), Nowhere("main")]);
        var markup = "<script>alert(1)</script>";
        await bench.ApplyAsync(Row(markup, context: "<b>bold</b>"), Row("1002\u0000\r", hint: "\"><img src=x onerror=alert(2)>"), Row(new string('9', 10_000)));

        var paper = Print(bench, "/print?status=" + Uri.EscapeDataString(markup));

        Assert.Empty(paper.FindAll("script, b, i, img"));
        Assert.Contains(markup, paper.FindAll("td").Select(cell => cell.TextContent));
        Assert.Contains("1002␀␍", paper.FindAll("td").Select(cell => cell.TextContent));
        Assert.All(paper.FindAll("td"), cell => Assert.InRange(cell.TextContent.Length, 0, DisplayText.MaxCell + 1));
    }

    private static string Facts(IRenderedComponent<PrintedExtensions> paper) => paper.Find(".facts").TextContent;

    private static IRenderedComponent<PrintedExtensions> Print(PageBench bench, string address = "/print")
    {
        bench.Context.Renderer.SetRendererInfo(new RendererInfo("Static", false));
        bench.Navigation().NavigateTo(address);
        return bench.Context.Render<PrintedExtensions>();
    }

    private static async Task<PageBench> TwoPbxsAsync()
    {
        var bench = await PageBench.CreateAsync([Nowhere("main"), Nowhere("branch")]);
        await bench.ApplyAsync("main", Noon, Row("1001"), Row("1002", 1, "sales"));
        await bench.ApplyAsync("branch", Noon, Row("1003", 1, "sales"), Row("1004", 1, "sales"));
        return bench;
    }
}
