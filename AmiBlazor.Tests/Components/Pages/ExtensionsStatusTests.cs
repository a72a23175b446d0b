using AmiBlazor.Ami;
using AmiBlazor.Components.Grid;
using AmiBlazor.Components.Shared;
using AmiBlazor.Data.Rows;
using AmiBlazor.Tests.Browser;
using AmiBlazor.Tests.Support;
using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using static AmiBlazor.Tests.Support.TestData;
using TestContext = Xunit.TestContext;

namespace AmiBlazor.Tests.Components.Pages;

public sealed class ExtensionsStatusTests
{
    [Fact]
    public async Task Each_extension_is_a_row_that_says_what_it_is()
    {
        await using var bench = await PageBench.CreateAsync();
        await bench.ApplyAsync(Row("1001", 0), Row("1002", 9), Row("1002", 2, context: "sales"));
        await bench.NameAsync("1001", "Carla Weber");

        var page = bench.Open();

        Assert.Equal(["1001", "1002", "1002"], page.Shown());
        var text = page.RowText("1001");
        Assert.All((string[])["1001", "Carla Weber", "from-internal", "Online"], part => Assert.Contains(part, text, StringComparison.Ordinal));
        Assert.Contains(page.FindAll("tbody tr.line"), row => row.TextContent.Contains("ringing-in-use", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_empty_board_says_what_to_do_next()
    {
        await using var bench = await PageBench.CreateAsync();

        var page = bench.Open();

        Assert.Contains("No extensions yet", page.Find("h2").TextContent, StringComparison.Ordinal);
        Assert.Contains("Select Refresh", page.Find(".empty").TextContent, StringComparison.Ordinal);
        Assert.False(page.Button("Refresh").HasAttribute("disabled"));
    }

    [Fact]
    public async Task The_first_list_fills_an_open_page()
    {
        await using var bench = await PageBench.CreateAsync();
        var page = bench.Open();

        await bench.ApplyAsync(Row("1001"), Row("1002"));

        page.WaitForAssertion(() => Assert.Equal(["1001", "1002"], page.Shown()), Timeouts.Default);
    }

    [Fact]
    public async Task Only_the_changed_row_is_drawn_again()
    {
        await using var bench = await PageBench.CreateAsync();
        await bench.ApplyAsync(Noon, Row("1001"), Row("1002"), Row("1003"));
        var page = bench.Open();
        var before = page.RenderCounts();

        await bench.ApplyAsync(Noon.AddSeconds(1), Row("1001"), Row("1002", 8), Row("1003"));

        page.WaitForAssertion(() => Assert.Contains("Ringing", page.RowText("1002"), StringComparison.Ordinal), Timeouts.Default);
        var after = page.RenderCounts();
        Assert.Equal((before["1001"], before["1003"]), (after["1001"], after["1003"]));
        Assert.Equal(before["1002"] + 1, after["1002"]);
    }

    [Fact]
    public async Task Changed_rows_and_counts_are_drawn_without_the_page_around_them()
    {
        var clock = new FakeClock();
        await using var bench = await PageBench.CreateAsync(time: clock);
        await bench.ApplyAsync(Noon, Row("1001"), Row("1002"), Row("1003"));
        var page = bench.Open();
        clock.Advance(TimeSpan.FromSeconds(1));
        var around = page.FindComponent<ColumnChooser>().RenderCount;

        await bench.ApplyAsync(Noon.AddSeconds(1), Row("1001", 1), Row("1002", 8), Row("1003"));

        page.WaitForAssertion(() => Assert.Contains("Ringing", page.RowText("1002"), StringComparison.Ordinal), Timeouts.Default);
        Assert.Contains("In use", page.RowText("1001"), StringComparison.Ordinal);
        Assert.Equal("1", page.Find(".tile.status-ringing .count").TextContent);
        Assert.Equal(around, page.FindComponent<ColumnChooser>().RenderCount);
    }

    [Fact]
    public async Task A_changed_row_glows_and_glows_anew()
    {
        await using var bench = await PageBench.CreateAsync();
        await bench.ApplyAsync(Noon, Row("1001"), Row("1002"));
        var page = bench.Open();
        Assert.DoesNotContain("glow", page.Row("1001").ClassName, StringComparison.Ordinal);

        await bench.ApplyAsync(Noon.AddSeconds(1), Row("1001", 8), Row("1002"));
        page.WaitForAssertion(() => Assert.Contains("glow-a", page.Row("1001").ClassName, StringComparison.Ordinal), Timeouts.Default);
        await bench.ApplyAsync(Noon.AddSeconds(2), Row("1001", 1), Row("1002"));

        page.WaitForAssertion(() => Assert.Contains("glow-b", page.Row("1001").ClassName, StringComparison.Ordinal), Timeouts.Default);
        Assert.DoesNotContain("glow", page.Row("1002").ClassName, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("100", new[] { "1001", "1002" })]
    [InlineData("weber", new[] { "1001" })]
    [InlineData("SALES", new[] { "2001" })]
    [InlineData("ringing", new[] { "1002" })]
    [InlineData("on-hold", new[] { "2001" })]
    [InlineData("on hold sales", new[] { "2001" })]
    [InlineData("pjsip/1002", new[] { "1002" })]
    [InlineData("main", new[] { "1001", "1002", "2001" })]
    [InlineData("  ", new[] { "1001", "1002", "2001" })]
    public async Task The_search_narrows_as_one_types(string typed, string[] shown)
    {
        await using var bench = await PageBench.CreateAsync();
        await bench.ApplyAsync(Row("1001"), Row("1002", 8), Row("2001", 16, context: "sales"));
        await bench.NameAsync("1001", "Carla Weber");
        var page = bench.Open();

        page.Find("input[type=search]").Input(typed);

        Assert.Equal(shown, page.Shown());
    }

    [Fact]
    public async Task A_search_without_a_match_says_so_and_leads_back()
    {
        await using var bench = await PageBench.CreateAsync();
        await bench.ApplyAsync(Row("1001"), Row("1002"));
        var page = bench.Open();

        page.Find("input[type=search]").Input("nobody");
        Assert.Contains("No matches", page.Find("h2").TextContent, StringComparison.Ordinal);
        page.Button("Show all").Click();

        Assert.Equal(["1001", "1002"], page.Shown());
        Assert.Equal("", page.Find("input[type=search]").GetAttribute("value") ?? "");
    }

    [Fact]
    public async Task A_tile_counts_its_status_and_filters_by_it()
    {
        await using var bench = await PageBench.CreateAsync();
        await bench.ApplyAsync(Row("1001"), Row("1002", 1), Row("1003", 1));
        var page = bench.Open();

        Tile(page, "In use").Click();

        Assert.Contains("2", Tile(page, "In use").TextContent, StringComparison.Ordinal);
        Assert.Equal("true", Tile(page, "In use").GetAttribute("aria-pressed"));
        Assert.Equal(["1002", "1003"], page.Shown());
        Assert.Equal("2 of 3 extensions", page.Find(".shown").TextContent);
    }

    [Fact]
    public async Task Filter_and_search_are_in_the_address()
    {
        await using var bench = await PageBench.CreateAsync();
        await bench.ApplyAsync(Row("1001"), Row("1002", 1), Row("1003", 1));
        var page = bench.Open();

        page.Find("input[type=search]").Input("100");
        Tile(page, "In use").Click();

        var navigation = bench.Context.Services.GetRequiredService<NavigationManager>();
        page.WaitForAssertion(() => Assert.EndsWith("/?q=100&status=in-use", navigation.Uri, StringComparison.Ordinal), Timeouts.Default);
    }

    [Fact]
    public async Task A_link_shows_a_colleague_the_same()
    {
        await using var bench = await PageBench.CreateAsync();
        await bench.ApplyAsync(Row("1001", 1), Row("1002", 1), Row("1003"));

        var page = bench.Open("q=1002&status=in-use");

        Assert.Equal(["1002"], page.Shown());
        Assert.Equal("1002", page.Find("input[type=search]").GetAttribute("value"));
    }

    [Fact]
    public async Task A_status_in_the_address_that_does_not_exist_shows_all_and_says_so()
    {
        await using var bench = await PageBench.CreateAsync();
        await bench.ApplyAsync(Row("1001"), Row("1002"));

        var page = bench.Open("status=flying");

        Assert.Equal(["1001", "1002"], page.Shown());
        Assert.Contains("“flying”", page.Find("[aria-live].hint").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_that_no_longer_matches_goes_a_moment_after_its_change()
    {
        await using var bench = await PageBench.CreateAsync();
        await bench.ApplyAsync(Noon, Row("1001", 1), Row("1002", 1));
        var page = bench.Open("status=in-use");

        await bench.ApplyAsync(Noon.AddSeconds(1), Row("1001"), Row("1002", 1));

        page.WaitForAssertion(() => Assert.Contains("Online", page.RowText("1001"), StringComparison.Ordinal), Timeouts.Default);
        page.WaitForAssertion(() => Assert.Equal(["1002"], page.Shown()), Timeouts.Default);
    }

    [Fact]
    public async Task A_click_on_a_column_sorts_by_it_and_another_turns_it_round()
    {
        await using var bench = await PageBench.CreateAsync();
        await bench.ApplyAsync(Row("99"), Row("100"), Row("1000"), Row("abc"));
        var page = bench.Open();
        Assert.Equal(["99", "100", "1000", "abc"], page.Shown());

        page.Button("Extension").Click();

        Assert.Equal(["abc", "1000", "100", "99"], page.Shown());
        Assert.Equal("descending", page.Find("th.c-extension").GetAttribute("aria-sort"));
    }

    [Fact]
    public async Task The_PBX_has_a_column_when_there_are_several()
    {
        await using var one = await PageBench.CreateAsync();
        await one.ApplyAsync(Row("1001"));
        await using var two = await PageBench.CreateAsync([Nowhere("main"), Nowhere("branch")]);
        await two.ApplyAsync("main", Noon, Row("1001"));
        await two.ApplyAsync("branch", Noon, Row("1001"));

        var single = one.Open();
        var several = two.Open();

        Assert.Empty(single.FindAll(".c-pbx"));
        Assert.Equal(["branch", "main"], several.FindAll("tbody .c-pbx").Select(cell => cell.TextContent.Trim()));
    }

    [Fact]
    public async Task The_demo_PBX_is_named_as_one()
    {
        await using var bench = await PageBench.CreateAsync(notices: new StartupNotices("demo"));

        var page = bench.Open();

        Assert.Contains("Its extensions and calls are not real", Assert.Single(page.Role("note")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hostile_values_are_text()
    {
        await using var bench = await PageBench.CreateAsync();
        var markup = "<script>alert(1)</script>";
        await bench.ApplyAsync(
            Row("1001", hint: "\"><img src=x onerror=alert(2)>"), Row(markup, context: "<b>bold</b>"), Row("1002\u0000\r\u001b[31m"), Row(new string('9', 10_000)));
        await bench.NameAsync("1001", "evil\u202etxt\a");

        var page = bench.Open();

        Assert.Empty(page.FindAll("script, tbody b, tbody img"));
        Assert.Contains(markup, page.Shown());
        Assert.Contains("1002␀␍␛[31m", page.Shown());
        Assert.Contains("evil\u202etxt␇", page.RowText("1001"), StringComparison.Ordinal);
        Assert.All(page.Shown(), shown => Assert.InRange(shown.Length, 1, DisplayText.MaxCell + 1));
    }

    [Fact]
    public async Task Since_moves_on_with_the_clock_and_rows_are_drawn_again_only_when_their_text_does()
    {
        var clock = new FakeClock();
        await using var bench = await PageBench.CreateAsync(time: clock);
        await bench.ApplyAsync(clock.GetUtcNow(), Row("1001"), Row("1002"));
        await bench.ApplyAsync(clock.GetUtcNow(), Row("1001", 8), Row("1002"));
        var page = bench.Open();
        Assert.Equal("just now", page.Row("1001").QuerySelector(".c-since")!.TextContent);
        var before = page.RenderCounts();

        clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(before, page.RenderCounts());
        clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal("1 min", page.Row("1001").QuerySelector(".c-since")!.TextContent);
        Assert.Equal("2026-01-01T10:30:00Z", page.Row("1001").GetAttribute("data-since"));
    }

    [Fact]
    public async Task Before_the_first_change_since_says_how_long_it_has_been_so_at_least()
    {
        var clock = new FakeClock();
        await using var bench = await PageBench.CreateAsync(time: clock);
        await bench.ApplyAsync(clock.GetUtcNow(), Row("1001"), Row("1002", 1));
        var page = bench.Open();
        Assert.Equal("just seen", Since().TextContent);

        clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal("≥ 5 min", Since().TextContent);
        Assert.Equal("2026-01-01T10:30:00Z", page.Row("1002").GetAttribute("data-since"));
        Assert.Equal("No change since it was first seen: 2026-01-01 10:30:00 UTC or earlier", Since().GetAttribute("title"));
        Assert.Equal(("c-since least", true), (Since().ClassName, page.Row("1002").ClassList.Contains("counted")));
        await bench.ApplyAsync(clock.GetUtcNow(), Row("1001", 8), Row("1002", 1));
        page.WaitForAssertion(() => Assert.Equal("just now", Since().TextContent), Timeouts.Default);
        Assert.Equal("c-since", Since().ClassName);

        IElement Since() => page.Row("1001").QuerySelector(".c-since")!;
    }

    [Fact]
    public async Task A_page_whose_browser_is_gone_rests_and_shows_the_newest_when_it_is_back()
    {
        var clock = new FakeClock();
        await using var bench = await PageBench.CreateAsync(time: clock);
        await bench.ApplyAsync(clock.GetUtcNow(), Row("1001"), Row("1002"));
        var page = bench.Open("sort=status");
        var drawn = page.RenderCount;

        await bench.Connection.OnConnectionDownAsync(null!, TestContext.Current.CancellationToken);
        await bench.ApplyAsync(clock.GetUtcNow(), Row("1001", 4), Row("1002"));
        clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal((drawn, 0), (page.RenderCount, bench.Database.Board.SubscriberCount));
        await bench.Connection.OnConnectionUpAsync(null!, TestContext.Current.CancellationToken);

        Assert.Equal(["1002", "1001"], page.Shown());
        Assert.Equal("5 min", page.Row("1001").QuerySelector(".c-since")!.TextContent);
        Assert.Equal(1, bench.Database.Board.SubscriberCount);
    }

    [Fact]
    public async Task A_page_that_goes_leaves_nobody_behind()
    {
        await using var bench = await PageBench.CreateAsync();
        await bench.ApplyAsync(Row("1001"));
        bench.Open("status=online");
        Assert.Equal((1, 2), (bench.Database.Board.SubscriberCount, bench.Runs.SubscriberCount));

        await bench.Context.DisposeComponentsAsync();

        Assert.Equal((0, 0), (bench.Database.Board.SubscriberCount, bench.Runs.SubscriberCount));
        await bench.ApplyAsync(Noon.AddSeconds(1), Row("1001", 8));
    }

    [Fact]
    public async Task The_picture_before_the_circuit_holds_rows_and_no_subscription()
    {
        await using var bench = await PageBench.CreateAsync();
        await bench.ApplyAsync(Rows(60));

        var page = bench.Open(interactive: false);

        Assert.Equal(40, page.Shown().Count);
        Assert.True(page.Button("Refresh").HasAttribute("disabled"));
        Assert.True(page.Find("input[type=search]").HasAttribute("disabled"));
        Assert.Equal(0, bench.Database.Board.SubscriberCount);
    }

    private static AmiServerOptions Nowhere(string name) => new() { Name = name, Host = "127.0.0.1", Port = 1, Username = "u", Secret = "s" };

    private static AngleSharp.Dom.IElement Tile(IRenderedComponent<AmiBlazor.Components.Pages.ExtensionsStatus> page, string label) =>
        page.FindAll(".tile").Single(tile => tile.TextContent.Trim().EndsWith(" " + label, StringComparison.Ordinal));
}
