using AmiBlazor.Components.Grid;
using AmiBlazor.Tests.Support;
using Bunit;
using Microsoft.AspNetCore.Components;
using static AmiBlazor.Tests.Components.PageBenchPreferences;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Components.Grid;

/// <summary>The grid with its rows in groups.</summary>
public sealed class GridGroupsTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_heading_says_the_department_and_how_many_it_has_and_those_without_one_come_last(bool interactive)
    {
        await using var bench = await DepartmentsAsync();

        var page = bench.Open("group=department&sort=-extension", interactive);

        Assert.Equal(["Sales 2 extensions", "1004", "1001", "Support 1 extension", "1002", "No department 1 extension", "1003"], Lines(page));
        Assert.Equal(["2", "3", "4", "5", "6", "7", "8"], page.FindAll("tbody tr[aria-rowindex]").Select(row => row.GetAttribute("aria-rowindex")));
        Assert.Equal("8", page.Find("table[role=table]").GetAttribute("aria-rowcount"));
        Assert.All(page.FindAll("tr.group"), heading => Assert.Equal("rowheader", heading.FirstElementChild!.GetAttribute("role")));
    }

    [Fact]
    public async Task Headings_are_no_extensions_and_neither_paper_nor_file_has_them()
    {
        await using var bench = await DepartmentsAsync();

        var page = bench.Open("group=department&q=100");

        Assert.Equal("4 of 4 extensions", page.Find(".shown").TextContent);
        Assert.EndsWith("/print?q=100", page.Find(".print").GetAttribute("href"), StringComparison.Ordinal);
        Assert.Contains("group=department", bench.Address(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Departments_that_differ_in_their_case_are_one()
    {
        await using var bench = await PageBench.CreateAsync();
        await bench.ApplyAsync(Row("1001"), Row("1002"), Row("1003"));
        await bench.MoveAsync(Server, "1001", "Sales", "a");
        await bench.MoveAsync(Server, "1002", "Support", "b");
        await bench.MoveAsync(Server, "1003", "SALES", "c");

        var page = bench.Open("group=department");

        Assert.Equal(["Sales 2 extensions", "1001", "1003", "Support 1 extension", "1002"], Lines(page));
    }

    [Fact]
    public async Task PBXs_are_groups_as_well()
    {
        await using var bench = await PageBench.CreateAsync([Nowhere("main"), Nowhere("branch")]);
        await bench.ApplyAsync("main", Noon, Row("1002"), Row("1001"));
        await bench.ApplyAsync("branch", Noon, Row("2001"));

        var page = bench.Open("group=pbx");

        Assert.Equal(["branch 1 extension", "2001", "main 2 extensions", "1001", "1002"], Lines(page));
    }

    [Fact]
    public async Task A_change_draws_its_own_row_alone_and_a_new_department_moves_it()
    {
        await using var bench = await DepartmentsAsync();
        var page = bench.Open("group=department");
        var before = page.RenderCounts();

        await bench.ApplyAsync(Noon.AddSeconds(1), Row("1001", 8), Row("1002"), Row("1003"), Row("1004"));
        page.WaitForAssertion(() => Assert.Contains("Ringing", page.RowText("1001"), StringComparison.Ordinal), Timeouts.Default);
        Assert.Equal(["1001"], page.RenderCounts().Where(row => row.Value != before[row.Key]).Select(row => row.Key));
        await bench.MoveAsync(Server, "1001", "Support", "Anna");

        page.WaitForAssertion(
            () => Assert.Equal(["Sales 1 extension", "1004", "Support 2 extensions", "1001", "1002", "No department 1 extension", "1003"], Lines(page)),
            Timeouts.Default);
    }

    [Fact]
    public async Task A_choice_is_shown_at_once_and_in_the_address()
    {
        await using var bench = await DepartmentsAsync();
        var page = bench.Open("sort=-extension");
        await page.ClickAsync("Columns and groups");
        bench.Popovers.WaitForAssertion(() => Assert.NotEmpty(bench.Popovers.FindAll("input[type=radio]")), Timeouts.Default);
        Assert.Equal(["No groups", "Department"], bench.Popovers.FindAll("[role=radiogroup] label").Select(label => label.TextContent.Trim()));

        await bench.Popovers.InvokeAsync(() => bench.Popovers.FindAll("[role=radiogroup] input")[1].Click());

        Assert.Equal(["Sales 2 extensions", "1004", "1001", "Support 1 extension", "1002", "No department 1 extension", "1003"], Lines(page));
        page.WaitForAssertion(() => Assert.Equal("/?sort=-extension&group=department", bench.Address()), Timeouts.Default);
    }

    [Fact]
    public async Task A_grouping_that_there_is_not_has_a_hint()
    {
        await using var bench = await DepartmentsAsync();

        var page = bench.Open("group=floor");

        Assert.Equal("Unknown grouping in the URL: “floor”. Showing no groups.", page.Find("p.hint").TextContent);
        Assert.Empty(page.FindAll("tr.group"));
    }

    [Fact]
    public async Task A_heading_spans_the_columns_that_are_shown()
    {
        await using var bench = await DepartmentsAsync();
        bench.Like(new() { Hidden = [GridColumn.Name, GridColumn.Since, GridColumn.Department, GridColumn.Email, GridColumn.Note] });

        var page = bench.Open("group=department");

        Assert.Equal("4", page.Find("tr.group th").GetAttribute("colspan"));
        Assert.Equal(4, page.FindAll("thead th").Count);
    }

    private static async Task<PageBench> DepartmentsAsync()
    {
        var bench = await PageBench.CreateAsync();
        await bench.ApplyAsync(Row("1001"), Row("1002"), Row("1003"), Row("1004"));
        await bench.MoveAsync(Server, "1001", "Sales", "Anna");
        await bench.MoveAsync(Server, "1002", "Support", "Bernd");
        await bench.MoveAsync(Server, "1004", "Sales", "Clara");
        return bench;
    }

    /// <summary>Headings and numbers, from top to bottom.</summary>
    private static IEnumerable<string> Lines(IRenderedComponent<IComponent> page) =>
        from row in page.FindAll("table[role=table] tbody tr[aria-rowindex]")
        let said = row.ClassName!.StartsWith("group", StringComparison.Ordinal) ? row : row.QuerySelector(".c-extension a")!
        select string.Join(' ', said.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
