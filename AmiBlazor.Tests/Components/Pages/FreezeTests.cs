using AmiBlazor.Board;
using AmiBlazor.Components.Shared;
using AmiBlazor.Queues;
using AmiBlazor.Tests.Components.Control;
using AmiBlazor.Tests.Components.Pbxs;
using AmiBlazor.Tests.Support;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using static AmiBlazor.Tests.Components.Calls.ShownCalls;
using static AmiBlazor.Tests.Components.PageBenchPreferences;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Components.Pages;

/// <summary>Freeze holds what a live page shows, whatever is done to the page, until it is ended.</summary>
public sealed class FreezeTests
{
    [Theory]
    [InlineData("")]
    [InlineData("look=cards&group=none")]
    public async Task Extensions_stand_still_with_their_calls_and_counts_and_then_show_what_is_so(string look)
    {
        await using var bench = await BenchAsync();
        var page = bench.Open(look);
        Assert.Contains("1002 Ben Berg", Text(page, "1001"), StringComparison.Ordinal);

        await FreezeAsync(page);
        await bench.ApplyAsync(Noon.AddSeconds(1), Row("1001"), Row("1002", 8), Row("1003", 8), Row("1004"));
        bench.Calls.Publish(Now(Ringing(Noon)));
        await bench.NameAsync("1003", "Clara");
        Clock(bench).Advance(TimeSpan.FromMinutes(3));

        // The user goes on reading: other rows come into view, and those that are there are drawn again.
        page.Find("input[type=search]").Input("100");
        Assert.Equal(["1001", "1002", "1003"], Shown(page));
        Assert.Contains("1002 Ben Berg", Text(page, "1001"), StringComparison.Ordinal);
        Assert.DoesNotContain("Clara", page.Markup, StringComparison.Ordinal);
        Assert.Equal("0", page.Find(".tile.status-ringing .count").TextContent);
        Assert.Equal("3 of 3 extensions", page.Find(".shown").TextContent);

        await FreezeAsync(page);

        page.WaitForAssertion(() => Assert.Equal(["1001", "1002", "1003", "1004"], Shown(page)), Timeouts.Default);
        page.WaitForAssertion(() => Assert.Contains("Customer Ltd", Text(page, "1001"), StringComparison.Ordinal), Timeouts.Default);
        Assert.Equal("2", page.Find(".tile.status-ringing .count").TextContent);
    }

    [Fact]
    public async Task A_circuit_that_comes_back_leaves_the_grid_frozen()
    {
        await using var bench = await BenchAsync();
        var page = bench.Open();
        await FreezeAsync(page);

        await bench.Connection.OnConnectionDownAsync(null!, TestContextToken);
        await bench.ApplyAsync(Noon.AddSeconds(1), Row("1001", 8), Row("1002"), Row("1003"));
        await bench.Connection.OnConnectionUpAsync(null!, TestContextToken);
        await page.InvokeAsync(() => { });
        Clock(bench).Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("0", page.Find(".tile.status-ringing .count").TextContent);

        await FreezeAsync(page);

        page.WaitForAssertion(() => Assert.Equal("1", page.Find(".tile.status-ringing .count").TextContent), Timeouts.Default);
    }

    [Fact]
    public async Task Rows_become_doubtful_only_when_the_page_goes_on()
    {
        await using var bench = await PageBench.CreateAsync([Nowhere(Server, live: true)]);
        await bench.ApplyAsync(Row("1001"));
        bench.Report(main => main.Following(Noon));
        var page = bench.Open();
        await FreezeAsync(page);

        bench.Report(main => main.Down(Noon));
        await page.InvokeAsync(() => { });
        Assert.Null(page.Row("1001").GetAttribute("data-doubt"));
        await FreezeAsync(page);

        page.WaitForAssertion(() => Assert.NotNull(page.Row("1001").GetAttribute("data-doubt")), Timeouts.Default);
    }

    [Fact]
    public async Task The_page_of_calls_stands_still_as_well_and_acts_on_what_is_so()
    {
        await using var bench = await BenchAsync();
        await bench.ControlAsync(new ExtensionKey(Server, Context, "1003"));
        var page = bench.OpenCalls();

        await FreezeAsync(page);
        bench.Calls.Publish(Now(Ringing(Noon), Waiting(Noon)));
        Clock(bench).Advance(TimeSpan.FromSeconds(5));
        bench.Context.Services.GetRequiredService<NavigationManager>().NavigateTo("/calls?group=queue");
        page.Render();
        Assert.Contains("Ben Berg", Assert.Single(page.FindAll("tr.call")).TextContent, StringComparison.Ordinal);
        Assert.Empty(await bench.MenuAsync(page));
        Assert.Equal("Nothing can be done here at the moment.", bench.Popovers.Find(".why").TextContent.Trim());

        await FreezeAsync(page);

        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("tr.call").Count), Timeouts.Default);
    }

    [Fact]
    public async Task So_does_the_page_of_queues()
    {
        await using var bench = await BenchAsync();
        bench.Queues.Publish(new(Server, [QueuesPageTests.Support()]));
        var page = bench.OpenQueues();

        await FreezeAsync(page);
        bench.Queues.Publish(new(Server, [QueuesPageTests.Support() with { Waiting = [] }]));
        Clock(bench).Advance(TimeSpan.FromMinutes(2));
        await page.InvokeAsync(() => { });
        Assert.Equal("1 caller is waiting", page.Find("header p").TextContent);
        await FreezeAsync(page);

        page.WaitForAssertion(() => Assert.Equal("Nobody is waiting", page.Find("header p").TextContent), Timeouts.Default);
    }

    [Fact]
    public async Task What_is_frozen_is_said_above_the_page_with_the_way_back()
    {
        await using var bench = await BenchAsync();
        var page = bench.Open();
        var band = bench.Context.Render<FrozenBand>();
        Assert.Equal("", band.Find("[role=status]").TextContent);
        Assert.Empty(band.FindAll("[data-frozen], button"));

        await FreezeAsync(page);

        Assert.StartsWith("Frozen since 12:00:00", band.Find("[role=status]").TextContent, StringComparison.Ordinal);
        Assert.Equal($"{Noon.ToUnixTimeMilliseconds()}", band.Find(".frozen").GetAttribute("data-frozen"));
        Assert.Equal("true", page.Find("button.freeze").GetAttribute("aria-pressed"));
        await band.InvokeAsync(() => band.Find("button").Click()).InTime();

        Assert.Empty(band.FindAll("[data-frozen], button"));
        Assert.Equal("false", page.Find("button.freeze").GetAttribute("aria-pressed"));
    }

    [Fact]
    public async Task The_next_page_is_live_and_a_page_that_is_gone_follows_nothing()
    {
        await using var bench = await BenchAsync();
        await FreezeAsync(bench.Open());

        await bench.Context.DisposeComponentsAsync();

        Assert.False(bench.Context.Services.GetRequiredService<CircuitFreeze>().IsOn);
        Assert.Equal(0, bench.Database.Board.SubscriberCount);
    }

    private static CancellationToken TestContextToken => Xunit.TestContext.Current.CancellationToken;

    private static FakeClock Clock(PageBench bench) => (FakeClock)bench.Context.Services.GetRequiredService<TimeProvider>();

    private static async Task<PageBench> BenchAsync() => await ControlQueries.BenchAsync(Talk(Noon));

    private static Task FreezeAsync(IRenderedComponent<IComponent> page) => page.InvokeAsync(() => page.Find("button.freeze").Click()).InTime();

    private static IEnumerable<string> Shown(IRenderedComponent<IComponent> page) => page.FindAll(".line > .c-extension").Select(cell => cell.TextContent.Trim());

    private static string Text(IRenderedComponent<IComponent> page, string exten) =>
        page.FindAll(".line").Single(row => row.QuerySelector(".c-extension")?.TextContent.Trim() == exten).TextContent;
}
