using AmiBlazor.Ami;
using AmiBlazor.Board;
using AmiBlazor.Components.Pages;
using AmiBlazor.Store;
using AmiBlazor.Tests.Support;
using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using static AmiBlazor.Tests.Support.TestData;
using TestContext = Xunit.TestContext;

namespace AmiBlazor.Tests.Components.Pages;

public sealed class RunsPageTests
{
    [Fact]
    public async Task Without_a_refresh_it_says_what_to_do_next()
    {
        await using var bench = await PageBench.CreateAsync();

        var page = bench.OpenRuns();

        Assert.Contains("No refreshes yet", page.Find("h2").TextContent, StringComparison.Ordinal);
        Assert.Equal("./", page.Find(".empty a").GetAttribute("href"));
    }

    [Fact]
    public async Task Each_refresh_is_a_row_newest_first()
    {
        await using var bench = await PageBench.CreateAsync(time: new FakeClock());
        await bench.ApplyAsync(Row("1001"), Row("1002"));
        await RecordAsync(bench, Run(RefreshOutcome.Failed, endedAt: Noon.AddMinutes(5), error: "Refused.") with { AskedBy = "bernd", Bytes = 2048 });

        var page = bench.OpenRuns();

        var rows = page.FindAll("tbody tr");
        Assert.Equal(["Failed", "Completed"], rows.Select(row => Cell(row, "c-outcome")));
        Assert.Equal(["bernd", "anna"], rows.Select(row => Cell(row, "c-who")));
        Assert.Equal(("main", "2", "0", "2", "0"), (Cell(rows[1], "c-pbx"), Cell(rows[1], "c-known"), Cell(rows[1], "c-changed"), Cell(rows[1], "c-new"), Cell(rows[1], "c-offline")));
        Assert.Equal(("1.0 s", "2.0 KB"), (Cell(rows[0], "c-took"), Cell(rows[0], "c-bytes")));
        Assert.Equal("2026-01-31T12:05:00Z", rows[0].QuerySelector("time")!.GetAttribute("datetime"));
        Assert.Equal("2 refreshes", page.Find(".shown").TextContent);
    }

    [Theory]
    [InlineData(null, "–not verified", "zero", "Not verified: no main connection was live without a gap.")]
    [InlineData(0, "0", "zero", "Verified: no differences.")]
    [InlineData(1, "1", "wrong", "Verified: 1 difference found.")]
    [InlineData(1200, "1,200", "wrong", "Verified: 1,200 differences found.")]
    public async Task In_how_many_rows_the_board_had_been_wrong_is_calm_at_none_and_a_warning_above(int? differing, string text,
        string look, string explanation)
    {
        await using var bench = await PageBench.CreateAsync();
        await RecordAsync(bench, Run() with { Differing = differing });

        var page = bench.OpenRuns();

        var cell = page.Find("tbody .c-wrong span[title]");
        Assert.Equal((text, look, explanation), (cell.TextContent, cell.ClassName, cell.GetAttribute("title")));
    }

    [Fact]
    public async Task A_refresh_that_saved_nothing_compared_nothing()
    {
        await using var bench = await PageBench.CreateAsync();
        await RecordAsync(bench, Run(RefreshOutcome.Failed, error: "Refused."));

        var page = bench.OpenRuns();

        Assert.Equal("Not verified: no list was saved.", page.Find("tbody .c-wrong span[title]").GetAttribute("title"));
    }

    [Fact]
    public async Task It_can_be_sorted_by_how_wrong_the_board_had_been()
    {
        await using var bench = await PageBench.CreateAsync();
        foreach (var (differing, who) in ((int?, string)[])[(2, "two"), (null, "unknown"), (0, "none"), (7, "seven")])
            await RecordAsync(bench, Run() with { Differing = differing, AskedBy = who });

        var page = bench.OpenRuns("sort=-wrong");

        Assert.Equal(["seven", "two", "none", "unknown"], page.FindAll("tbody .c-who").Select(cell => cell.QuerySelector("bdi")!.TextContent));
    }

    [Fact]
    public async Task PBX_and_outcome_filter_and_go_into_the_address()
    {
        await using var bench = await PageBench.CreateAsync([Server("main"), Server("branch")]);
        await RecordAsync(bench, Run(RefreshOutcome.Failed, "main", Noon));
        await RecordAsync(bench, Run(RefreshOutcome.Stopped, "main", Noon.AddMinutes(1)));
        await RecordAsync(bench, Run(RefreshOutcome.Failed, "branch", Noon.AddMinutes(2)));
        var page = bench.OpenRuns();

        await ChooseAsync(bench, page, "PBX", "main");
        page.WaitForAssertion(() => Assert.Equal(["Stopped", "Failed"], Outcomes(page)), Timeouts.Default);
        await ChooseAsync(bench, page, "Outcome", "Failed");

        page.WaitForAssertion(() => Assert.Equal(["Failed"], Outcomes(page)), Timeouts.Default);
        Assert.Equal("runs?pbx=main&outcome=failed", Address(bench));
        await ChooseAsync(bench, page, "PBX", "All PBXs");
        page.WaitForAssertion(() => Assert.Equal(["Failed", "Failed"], Outcomes(page)), Timeouts.Default);
        Assert.Equal("runs?outcome=failed", Address(bench));
    }

    [Fact]
    public async Task Filters_that_let_nothing_through_say_so_and_lead_back()
    {
        await using var bench = await PageBench.CreateAsync();
        await RecordAsync(bench, Run());

        var page = bench.OpenRuns("outcome=failed");

        Assert.Contains("No matches", page.Find("h2").TextContent, StringComparison.Ordinal);
        Assert.Equal("./runs", page.Find(".empty a").GetAttribute("href"));
    }

    [Fact]
    public async Task A_click_on_a_columns_header_sorts_and_says_so()
    {
        await using var bench = await PageBench.CreateAsync();
        await RecordAsync(bench, Run(RefreshOutcome.Failed, endedAt: Noon));
        await RecordAsync(bench, Run(RefreshOutcome.Stopped, endedAt: Noon.AddMinutes(1)));

        Assert.Equal("descending", Sorting(bench.OpenRuns(), "c-when"));
        Assert.Equal("./runs?sort=when", bench.OpenRuns().Find("th.c-when a").GetAttribute("href"));
        Assert.Equal("./runs?sort=-changed", bench.OpenRuns().Find("th.c-changed a").GetAttribute("href"));
        var page = bench.OpenRuns("sort=when");

        Assert.Equal(["Failed", "Stopped"], Outcomes(page));
        Assert.Equal("ascending", Sorting(page, "c-when"));
        Assert.Equal("none", Sorting(page, "c-changed"));
        Assert.Null(Sorting(page, "c-who"));
    }

    [Fact]
    public async Task Many_refreshes_come_in_pages()
    {
        await using var bench = await PageBench.CreateAsync();
        for (var minute = 0; minute < 60; minute++) await RecordAsync(bench, Run(endedAt: Noon.AddMinutes(minute)));

        var page = bench.OpenRuns("page=3");

        Assert.Equal(10, page.FindAll("tbody tr").Count);
        Assert.Equal("Page 3 of 3", page.Find(".where").TextContent);
        Assert.Equal("./runs?page=2", page.Find("a.prev").GetAttribute("href"));
        Assert.Equal("./runs", page.Find("a.first").GetAttribute("href"));
        Assert.Empty(page.FindAll("a.next, a.last"));
    }

    [Theory]
    [InlineData("pbx=elsewhere", "Unknown PBX in the URL: “elsewhere”")]
    [InlineData("outcome=lost", "Unknown outcome in the URL: “lost”")]
    [InlineData("sort=colour", "Unknown sort order in the URL: “colour”")]
    [InlineData("page=9", "Unknown page in the URL: “9”. Showing page 1.")]
    [InlineData("page=-1", "Unknown page in the URL: “-1”. Showing page 1.")]
    [InlineData("page=%3Cb%3E", "Unknown page in the URL: “<b>”. Showing page 1.")]
    public async Task An_unknown_value_in_the_address_falls_back_with_a_hint(string query, string hint)
    {
        await using var bench = await PageBench.CreateAsync();
        await RecordAsync(bench, Run());

        var page = bench.OpenRuns(query);

        Assert.Contains(hint, Assert.Single(page.FindAll(".hint")).TextContent, StringComparison.Ordinal);
        Assert.Single(page.FindAll("tbody tr"));
    }

    [Fact]
    public async Task A_refresh_that_ends_comes_by_itself_and_one_under_way_is_shown_as_running()
    {
        await using var pbx = FakeAmiServer.Start();
        await using var bench = await PageBench.CreateAsync([pbx.Options()]);
        await RecordAsync(bench, Run(RefreshOutcome.Stopped));
        var page = bench.OpenRuns();

        var refreshing = bench.Service.RefreshAsync("main", TestData.Asker("bernd"), TestContext.Current.CancellationToken);
        var session = await pbx.AcceptAsync();
        page.WaitForAssertion(() => Assert.Equal(["Running", "Stopped"], Outcomes(page)), Timeouts.Default);
        Assert.Single(page.FindAll("tbody tr input"));
        Assert.Single(page.FindAll("tbody tr a.open"));
        await session.LoginAsync();
        var list = await session.ExpectAsync("ExtensionStateList");
        await session.StartListAsync(list.ActionId);
        await session.SendListAsync(list.ActionId, [new ExtensionState("from-internal", "1001", "PJSIP/1001", 0)]);
        await refreshing.InTime();

        page.WaitForAssertion(() => Assert.Equal(["Completed", "Stopped"], Outcomes(page)), Timeouts.Default);
        Assert.Equal("bernd", Cell(page.FindAll("tbody tr")[0], "c-who"));
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("tbody a.file")), Timeouts.Default);
    }

    [Fact]
    public async Task The_details_of_the_address_are_open_and_can_be_closed()
    {
        await using var bench = await PageBench.CreateAsync();
        await bench.ApplyAsync(Row("1001"));
        var page = bench.OpenRuns();
        var link = page.Find("tbody a.open").GetAttribute("href")!;

        page = bench.OpenRuns(link["./runs?".Length..]);
        Assert.Equal("Refresh of main", page.Find(".drawer h2").TextContent.Trim());
        Assert.True(page.Find("tbody tr").HasAttribute("data-open"));
        await page.ClickAsync("Close");

        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".drawer")), Timeouts.Default);
        Assert.Equal("runs", Address(bench));
        page.WaitForAssertion(
            () => Assert.Equal([page.Find("tbody a.open").Id], bench.Asked("amiblazor.backToRow").Select(asked => asked[0]).Distinct()),
            Timeouts.Default);
    }

    [Fact]
    public async Task Two_of_one_PBX_can_be_chosen_and_compared()
    {
        await using var bench = await PageBench.CreateAsync([Server("main"), Server("branch")]);
        await bench.ApplyAsync("main", Noon, Row("1001"));
        await bench.ApplyAsync("main", Noon.AddMinutes(1), Row("1001", 8));
        await bench.ApplyAsync("main", Noon.AddMinutes(2), Row("1001", 1));
        await RecordAsync(bench, Run(server: "branch", endedAt: Noon.AddMinutes(9)));
        var page = bench.OpenRuns();
        Assert.Contains(page.Buttons("Compare"), button => button.HasAttribute("disabled"));

        Boxes(page)[1].Change(true);
        page.WaitForAssertion(() => Assert.Equal([true, false, false, false], Boxes(page).Select(box => box.HasAttribute("disabled"))), Timeouts.Default);
        Boxes(page)[2].Change(true);

        page.WaitForAssertion(() => Assert.Equal([true, false, false, true], Boxes(page).Select(box => box.HasAttribute("disabled"))), Timeouts.Default);
        var compare = page.FindAll(".picked a").Single(link => link.TextContent == "Compare").GetAttribute("href")!;
        page = bench.OpenRuns(compare["./runs?".Length..]);
        Assert.Equal("Refresh comparison", page.Find("h1").TextContent);
        Assert.Contains("pick=", page.Find("a.back").GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_fails_is_told_and_can_be_asked_again()
    {
        await using var bench = await PageBench.CreateAsync();
        await RecordAsync(bench, Run());
        bench.Database.Execute("ALTER TABLE RefreshRuns RENAME TO Elsewhere");
        var page = bench.OpenRuns();
        Assert.Contains("The database is not responding", Assert.Single(page.Role("alert")), StringComparison.Ordinal);

        bench.Database.Execute("ALTER TABLE Elsewhere RENAME TO RefreshRuns");
        await page.ClickAsync("Try again");

        Assert.Equal(["Completed"], Outcomes(page));
    }

    [Fact]
    public async Task The_first_picture_holds_the_rows_already()
    {
        await using var bench = await PageBench.CreateAsync();
        await RecordAsync(bench, Run());

        var page = bench.OpenRuns(interactive: false);

        Assert.Equal(["Completed"], Outcomes(page));
        Assert.Equal(["All PBXs", "All outcomes"], page.FindAll("[role=combobox]").Select(choice => choice.GetAttribute("value")));
        Assert.All(page.FindAll("[role=combobox]"), choice => Assert.True(choice.HasAttribute("disabled")));
    }

    [Fact]
    public async Task What_others_wrote_is_shown_as_it_stands()
    {
        await using var bench = await PageBench.CreateAsync();
        await RecordAsync(bench, Run(server: "<b>" + new string('x', 10_000)) with { AskedBy = "<script>1</script>\u202e" });

        var page = bench.OpenRuns();

        Assert.Equal("<script>1</script>\u202e", Cell(page.Find("tbody tr"), "c-who"));
        Assert.Empty(page.FindAll("b, script"));
        Assert.InRange(Cell(page.Find("tbody tr"), "c-pbx").Length, 1, 130);
    }

    [Fact]
    public async Task Nothing_is_left_when_the_page_goes()
    {
        await using var bench = await PageBench.CreateAsync();
        await RecordAsync(bench, Run());
        bench.OpenRuns();
        Assert.True(bench.Runs.SubscriberCount > 0);

        await bench.Context.DisposeComponentsAsync();

        Assert.Equal(0, bench.Runs.SubscriberCount);
    }

    private static AmiServerOptions Server(string name) => new() { Name = name, Host = "127.0.0.1", Port = 1, Username = "u", Secret = "s" };

    private static Task RecordAsync(PageBench bench, RunRecord run) => bench.Database.Store.RecordRunAsync(run, TestContext.Current.CancellationToken);

    private static async Task ChooseAsync(PageBench bench, IRenderedComponent<RunsPage> page, string filter, string choice)
    {
        var choices = await bench.ChoicesAsync(page, filter);
        await bench.Popovers.InvokeAsync(() => choices.Single(item => item.TextContent.Trim() == choice).ClickAsync(new()));
    }

    private static IEnumerable<string> Outcomes(IRenderedComponent<RunsPage> page) =>
        page.FindAll("tbody .c-outcome .mud-chip").Select(chip => chip.TextContent.Trim());

    private static IReadOnlyList<IElement> Boxes(IRenderedComponent<RunsPage> page) => [.. page.FindAll("tbody input[type=checkbox]")];

    private static string Cell(IElement row, string column) => row.QuerySelector($"td.{column}")!.TextContent.Trim();

    private static string? Sorting(IRenderedComponent<RunsPage> page, string column) => page.Find("th." + column).GetAttribute("aria-sort");

    private static string Address(PageBench bench)
    {
        var navigation = bench.Context.Services.GetRequiredService<NavigationManager>();
        return navigation.ToBaseRelativePath(navigation.Uri);
    }
}
