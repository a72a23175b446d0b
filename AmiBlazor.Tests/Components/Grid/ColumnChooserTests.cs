using AmiBlazor.Components.Grid;
using AmiBlazor.Components.Layout;
using AmiBlazor.Components.Pages;
using AmiBlazor.Tests.Support;
using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using static AmiBlazor.Tests.Components.PageBenchPreferences;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Components.Grid;

/// <summary>The control of columns on the page that they belong to.</summary>
public sealed class ColumnChooserTests
{
    /// <summary>No calls are followed here, so their column is not offered; others are hidden from the beginning.</summary>
    private static IReadOnlyList<GridColumn> OfBoard => [.. DisplayPreferences.Optional.Except([GridColumn.Call, .. GridColumns.Additional])];

    [Fact]
    public async Task Each_column_but_extension_and_status_goes_and_comes()
    {
        await using var bench = await PageBench.CreateAsync([Nowhere("main"), Nowhere("branch")]);
        await bench.ApplyAsync(Row("1001"));
        var page = await OpenAsync(bench);
        Assert.Equal(["Extension", "Status"], Boxes(bench).Where(box => box.HasAttribute("disabled")).Select(NameOf));

        foreach (var column in OfBoard.Reverse())
        {
            await TickAsync(bench, column, false);
            Assert.Contains(column, bench.Settings().Current.Hidden);
        }

        // In the usual order, whatever the order of the clicks.
        Assert.Equal([.. OfBoard, .. GridColumns.Additional], bench.Settings().Current.Hidden);
        Assert.Equal(["c-extension", "c-status"], Headers(page));
        await TickAsync(bench, GridColumn.Name, true);
        Assert.Equal(["c-extension", "c-name", "c-status"], Headers(page));
        Assert.Equal("hide=pbx.context.since.lastseen", bench.Asked("amiblazor.keepLook")[^1][0]);
    }

    [Fact]
    public async Task A_column_moves_with_its_cells_and_the_new_place_is_said_and_kept()
    {
        await using var bench = await PageBench.CreateAsync();
        await bench.ApplyAsync(Row("1001"), Row("1002"));
        var page = await OpenAsync(bench);
        Assert.DoesNotContain("PBX", Boxes(bench).Select(NameOf));

        await ClickAsync(bench, "Move Name up");

        Assert.Equal("c-name c-extension c-context c-status c-since c-seen", string.Join(' ', Headers(page)));
        Assert.Equal("c-name c-extension c-context c-status c-since c-seen", string.Join(' ', page.Row("1001").Children.Select(cell => cell.ClassList[0])));
        Assert.Equal("Name: position 1 of 9", bench.Popovers.Find("[role=status]").TextContent);
        Assert.True(Button(bench, "Move Name up").HasAttribute("disabled"));
        await ClickAsync(bench, "Move Status down");
        Assert.Equal("columns=name.extension.pbx.context.since.call.status.lastseen.department.email.note", bench.Asked("amiblazor.keepLook")[^1][0]);

        // Over the place of the PBX, which is not there to be seen.
        await ClickAsync(bench, "Move Context up");
        Assert.Equal("c-name c-context c-extension c-since c-status c-seen", string.Join(' ', Headers(page)));
    }

    [Fact]
    public async Task Reset_shows_all_columns_in_their_usual_order()
    {
        await using var bench = await PageBench.CreateAsync();
        await bench.ApplyAsync(Row("1001"));
        bench.Like(DisplayPreferences.Parse("theme=dark&hide=since&columns=status"));
        var page = await OpenAsync(bench);
        Assert.Equal("c-status c-extension c-name c-context c-seen", string.Join(' ', Headers(page)));

        await ClickAsync(bench, "Reset columns");

        Assert.Equal("c-extension c-name c-context c-status c-since c-seen", string.Join(' ', Headers(page)));
        Assert.Equal(new DisplayPreferences { Theme = Theme.Dark }, bench.Settings().Current);
        Assert.Equal("Columns reset", bench.Popovers.Find("[role=status]").TextContent);
        Assert.True(Button(bench, "Reset columns").HasAttribute("disabled"));
    }

    [Fact]
    public async Task Escape_closes_it_and_nothing_of_it_stays()
    {
        await using var bench = await PageBench.CreateAsync();
        await bench.ApplyAsync(Row("1001"));
        var page = await OpenAsync(bench);
        Assert.Equal("true", page.Button("Columns and groups").GetAttribute("aria-expanded"));

        await bench.Popovers.InvokeAsync(() => bench.Popovers.Find("[role=dialog]").KeyDown(Key.Escape));

        bench.Popovers.WaitForAssertion(() => Assert.Empty(bench.Popovers.FindAll("[role=dialog]")), Timeouts.Default);
        Assert.Equal("false", page.Button("Columns and groups").GetAttribute("aria-expanded"));
    }

    [Fact]
    public async Task A_change_of_the_board_does_not_draw_it_again()
    {
        await using var bench = await PageBench.CreateAsync();
        await bench.ApplyAsync(Noon, Row("1001"));
        var page = bench.Open();
        var chooser = page.FindComponent<ColumnChooser>();
        var drawn = chooser.RenderCount;

        await bench.ApplyAsync(Noon.AddSeconds(1), Row("1001", 8));
        page.WaitForAssertion(() => Assert.Contains("Ringing", page.RowText("1001"), StringComparison.Ordinal), Timeouts.Default);

        Assert.Equal(drawn, chooser.RenderCount);
    }

    private static async Task<IRenderedComponent<ExtensionsStatus>> OpenAsync(PageBench bench)
    {
        var page = bench.Open();
        await page.ClickAsync("Columns and groups");
        bench.Popovers.WaitForAssertion(() => Assert.NotEmpty(Boxes(bench)), Timeouts.Default);
        return page;
    }

    private static IReadOnlyList<IElement> Boxes(PageBench bench) => bench.Popovers.FindAll("[role=dialog] input[type=checkbox]");

    private static string NameOf(IElement box) => box.Closest("label")!.TextContent.Trim();

    private static IEnumerable<string?> Headers(IRenderedComponent<IComponent> page) => page.FindAll("th").Select(header => header.ClassName);

    private static Task TickAsync(PageBench bench, GridColumn column, bool isShown)
    {
        var name = column switch { GridColumn.Pbx => "PBX", GridColumn.LastSeen => "Last seen", _ => column.ToString() };
        return bench.Popovers.InvokeAsync(() => Boxes(bench).Single(box => string.Equals(NameOf(box), name, StringComparison.Ordinal)).Change(isShown)).InTime();
    }

    private static IElement Button(PageBench bench, string name) => bench.Popovers.Button(name);

    private static Task ClickAsync(PageBench bench, string name) => bench.Popovers.ClickAsync(name);
}
