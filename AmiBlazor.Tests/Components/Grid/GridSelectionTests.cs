using System.Text;
using AmiBlazor.Audit;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Components.Grid;
using AmiBlazor.Components.Layout;
using AmiBlazor.Components.Pages;
using AmiBlazor.Components.Shared;
using AmiBlazor.Tests.Support;
using Bunit;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Components.Grid;

/// <summary>Several extensions are selected, and something is done with all of them.</summary>
public sealed class GridSelectionTests
{
    [Fact]
    public async Task Rows_have_boxes_while_somebody_selects_and_none_before_and_after()
    {
        await using var bench = await ThreeAsync();
        var page = bench.Open();
        Assert.Empty(page.FindAll(".c-check, [aria-label=Selection]"));

        await page.ClickAsync("Select extensions");

        Assert.Equal("true", page.Button("Select extensions").GetAttribute("aria-pressed"));
        Assert.Equal(["Select 1001", "Select 1002", "Select 1003"], page.FindAll("tbody input[type=checkbox]").Select(box => box.GetAttribute("aria-label")));
        Assert.Equal("0 selected", Told(page));
        await page.ClickAsync("End selection");
        Assert.Empty(page.FindAll(".c-check, [aria-label=Selection]"));
    }

    [Fact]
    public async Task A_row_that_is_picked_begins_the_selection_and_is_drawn_alone_from_then_on()
    {
        await using var bench = await ThreeAsync();
        var page = bench.Open();

        await page.PickAsync("1002");
        Assert.Equal(["1002"], Picked(page));
        Assert.Equal("1 selected", Told(page));
        var before = page.RenderCounts();
        await page.PickAsync("1003");

        Assert.Equal(["1002", "1003"], Picked(page));
        Assert.Equal(["1003"], page.RenderCounts().Where(row => row.Value != before[row.Key]).Select(row => row.Key));
        await page.PickAsync("1002");
        Assert.Equal(["1003"], Picked(page));
    }

    [Fact]
    public async Task A_range_goes_from_the_row_picked_last_in_either_direction_and_passes_headings()
    {
        await using var bench = await PageBench.CreateAsync();
        await bench.ApplyAsync([.. Enumerable.Range(1001, 6).Select(number => Row($"{number}"))]);
        await bench.MoveAsync(Server, "1003", "Sales");
        var page = bench.Open("group=department");
        Assert.Equal(["1003", "1001", "1002", "1004", "1005", "1006"], page.Shown());

        await page.PickAsync("1002");
        await page.PickAsync("1005", isRange: true);
        Assert.Equal(["1002", "1004", "1005"], Picked(page));
        await page.PickAsync("1003", isRange: true);

        Assert.Equal(["1003", "1001", "1002", "1004", "1005"], Picked(page));
        Assert.Equal("5 selected", Told(page));
    }

    [Fact]
    public async Task All_that_are_shown_are_selected_and_those_that_a_filter_hides_are_told_of()
    {
        await using var bench = await PageBench.CreateAsync();
        await bench.ApplyAsync(Row("1001"), Row("1002", 8), Row("1003"));
        var page = bench.Open("status=online");
        await page.ClickAsync("Select extensions");

        await page.ClickAsync("Select all shown");
        Assert.Equal("2 selected", Told(page));
        page.Find(".tile.status-ringing").Click();
        page.WaitForAssertion(() => Assert.Equal("2 selected, 2 not shown", Told(page)), Timeouts.Default);
        await page.ClickAsync("Clear selection");

        Assert.Equal("0 selected", Told(page));
        Assert.True(page.Button("Copy numbers").HasAttribute("disabled"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?open=")]
    [InlineData("?open=main/from-internal")]
    [InlineData("?open=main%2Ffrom-internal%2F9999")]
    [InlineData("+")]
    [InlineData("javascript:alert(1)")]
    public async Task What_is_no_row_is_not_picked(string told)
    {
        await using var bench = await ThreeAsync();
        var page = bench.Open();

        await page.InvokeAsync(() => page.Find("[data-pick]").Change(told));

        Assert.Empty(page.FindAll(".c-check"));
    }

    [Fact]
    public async Task What_the_account_does_not_see_is_not_picked()
    {
        await using var bench = await ThreeAsync();
        await bench.MoveAsync(Server, "1001", "Sales");
        await bench.LimitAsync(servers: null, departments: ["Sales"]);
        var page = bench.Open();

        await page.InvokeAsync(() => page.Find("[data-pick]").Change(ExtensionAddress.Link(new(Server, Context, "1002"))));

        Assert.Empty(page.FindAll(".c-check"));
        await page.ClickAsync("Select extensions");
        await page.ClickAsync("Select all shown");
        Assert.Equal("1 selected", Told(page));
    }

    [Theory]
    [InlineData(true, "2 numbers copied.")]
    [InlineData(false, "The browser does not allow this page to copy.")]
    public async Task Numbers_are_copied_as_lines_in_the_order_shown(bool isAllowed, string told)
    {
        await using var bench = await ThreeAsync();
        bench.Context.JSInterop.Setup<bool>("amiblazor.copy", _ => true).SetResult(isAllowed);
        var page = bench.Open("sort=-extension");
        await page.PickAsync("1001");
        await page.PickAsync("1003");

        await page.ClickAsync("Copy numbers");

        Assert.Equal(["1003\n1001"], Assert.Single(bench.Asked("amiblazor.copy")));
        Assert.Equal(told, Told(page));
        await page.PickAsync("1002");
        Assert.Equal("3 selected", Told(page));
    }

    [Fact]
    public async Task The_selected_ones_are_downloaded_and_that_is_in_the_audit_log()
    {
        await using var bench = await ThreeAsync();
        var page = bench.Open();
        await page.PickAsync("1001");
        await page.PickAsync("1003");

        await page.ClickAsync("Download selected");

        var saved = Assert.Single(bench.Asked("amiblazor.save"));
        var lines = Encoding.UTF8.GetString(Assert.IsType<byte[]>(saved[2])).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.StartsWith("main,from-internal,1001,", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("main,from-internal,1003,", lines[2], StringComparison.Ordinal);
        Assert.EndsWith(".csv", (string)saved[0]!, StringComparison.Ordinal);
        Assert.Equal("2 extensions downloaded.", Told(page));
        Assert.Equal(["anna extensions: done. 2 lines. Selected on the page."], await bench.Database.AuditAsync(AuditAction.Export));
    }

    [Fact]
    public async Task A_viewer_may_copy_and_is_offered_nothing_else()
    {
        await using var bench = await ThreeAsync();
        bench.Person.Become(Roles.Viewer);
        var page = bench.Open();

        await page.PickAsync("1001");

        Assert.Empty(page.Buttons("Set department"));
        Assert.Empty(page.Buttons("Download selected"));
        Assert.Single(page.Buttons("Copy numbers"));
    }

    [Fact]
    public async Task A_change_of_the_board_does_not_draw_the_bar_again()
    {
        await using var bench = await ThreeAsync();
        var page = bench.Open();
        await page.PickAsync("1001");
        var bar = page.FindComponent<SelectionBar>();
        var drawn = bar.RenderCount;

        await bench.ApplyAsync(Noon.AddSeconds(1), Row("1001", 8), Row("1002"), Row("1003"));
        page.WaitForAssertion(() => Assert.Contains("Ringing", page.RowText("1001"), StringComparison.Ordinal), Timeouts.Default);

        Assert.Equal(drawn, bar.RenderCount);
    }

    private static async Task<PageBench> ThreeAsync()
    {
        var bench = await PageBench.CreateAsync();
        await bench.ApplyAsync(Row("1001"), Row("1002"), Row("1003"));
        return bench;
    }

    private static string Told(IRenderedComponent<IComponent> page) => page.Find("[aria-label=Selection] [role=status]").TextContent;

    private static IEnumerable<string> Picked(IRenderedComponent<IComponent> page) =>
        page.FindAll("tbody tr.line:has(input[checked]) .c-extension a").Select(link => link.TextContent);
}
