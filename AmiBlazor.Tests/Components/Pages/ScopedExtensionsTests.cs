using AmiBlazor.Auth.Accounts;
using AmiBlazor.Board;
using AmiBlazor.Components.Drawer;
using AmiBlazor.Components.Grid;
using AmiBlazor.Components.Pages;
using AmiBlazor.Components.Shared;
using AmiBlazor.History;
using AmiBlazor.Live;
using AmiBlazor.Store;
using AmiBlazor.Tests.Components.Pbxs;
using AmiBlazor.Tests.Support;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using static AmiBlazor.Tests.Components.PageBenchPreferences;
using static AmiBlazor.Tests.Support.TestData;
using TestContext = Xunit.TestContext;

namespace AmiBlazor.Tests.Components.Pages;

/// <summary>The page of somebody who sees the PBX “a” and the department “Sales” only: all else does not exist.</summary>
public sealed class ScopedExtensionsTests
{
    private const System.Reflection.BindingFlags AnyInstance =
        System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic;

    private static readonly Type[] SourcesOfPbxs =
    [
        typeof(LiveBoard), typeof(ExtensionQueries), typeof(RunQueries),
        typeof(MonitoringGapStore), typeof(ExtensionStore), typeof(MainConnections), typeof(AmiBlazor.Refresh.RefreshService),
        typeof(AmiBlazor.Refresh.RunningRefreshes), typeof(AmiBlazor.Refresh.SnapshotFiles), typeof(StartupNotices),
    ];

    // Each with the reason why it need not ask.
    private static readonly Dictionary<string, string> AskedForBefore = new(StringComparer.Ordinal)
    {
        ["ExtensionDrawer"] = "the page hands it a row that is seen",
    };

    [Fact]
    public async Task The_grid_the_tiles_and_the_count_hold_what_is_seen()
    {
        await using var bench = await BenchAsync();

        var page = bench.Open();

        Assert.Equal(["1001", "1002"], page.Shown());
        Assert.Equal("2 extensions", page.Find(".shown").TextContent);
        Assert.Equal("2", page.Find(".tile .count").TextContent);
        Assert.Equal("1", page.Find(".tile.status-ringing .count").TextContent);
        Assert.Equal("1", page.Find(".tiles").GetAttribute("data-ringing"));
        AssertHidden(page);
    }

    [Fact]
    public async Task The_first_picture_and_the_paper_hold_no_more()
    {
        await using var bench = await BenchAsync();
        bench.Report(main => main.Down(Noon), "b");

        var first = bench.Open(interactive: false);
        AssertHidden(first);
        Assert.Equal(["1001", "1002"], first.Shown());
        bench.Context.Services.GetRequiredService<NavigationManager>().NavigateTo("/print");
        bench.Context.Renderer.SetRendererInfo(new RendererInfo("Static", false));
        var paper = bench.Context.Render<PrintedExtensions>();

        AssertHidden(paper);
        Assert.Equal(2, paper.FindAll("tbody tr").Count);
        Assert.Contains("2 of 2 extensions", paper.Find(".facts").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_search_finds_nothing_else()
    {
        await using var bench = await BenchAsync();
        var page = bench.Open();

        page.Find("input[type=search]").Input("offstage");

        Assert.Empty(page.Shown());
        Assert.Contains("None of the 2 extensions", page.Find(".empty").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("open=b%2Ffrom-internal%2F2001", "Unknown extension in the URL: “b/from-internal/2001”.")]
    [InlineData("open=a%2Ffrom-internal%2F1003", "Unknown extension in the URL: “a/from-internal/1003”.")]
    [InlineData("open=a%2Ffrom-internal%2F9999", "Unknown extension in the URL: “a/from-internal/9999”.")]
    [InlineData("pbx=b", "Unknown PBX in the URL: “b”. Showing all PBXs.")]
    [InlineData("pbx=nobody", "Unknown PBX in the URL: “nobody”. Showing all PBXs.")]
    [InlineData("pbx-panel=b", "The PBX in the URL is not configured: “b”.")]
    [InlineData("context=offstage-context", "No extensions in the context from the URL: “offstage-context”. Showing all contexts.")]
    public async Task What_is_not_seen_is_as_unknown_as_what_is_not_there(string query, string hint)
    {
        await using var bench = await BenchAsync();

        var page = bench.Open(query);

        Assert.Equal(hint, page.Find(".hint").TextContent);
        Assert.Empty(page.FindAll("[data-drawer]"));
        Assert.Equal(["1001", "1002"], page.Shown());
    }

    [Fact]
    public async Task An_extension_that_is_seen_has_its_drawer_until_it_leaves_the_department()
    {
        await using var bench = await BenchAsync();
        var page = bench.Open("open=a%2Ffrom-internal%2F1002");
        Assert.Contains("1002", page.Find("[data-drawer] h2").TextContent, StringComparison.Ordinal);

        await bench.MoveAsync("a", "1002", "offstage department");
        page.WaitForAssertion(() => Assert.Equal(["1001"], page.Shown()), Timeouts.Default);
        AssertHidden(page);
        Assert.Empty(page.FindAll("[data-drawer]"));
        Assert.Equal(("1", "0"), (page.Find(".tile .count").TextContent, page.Find(".tiles").GetAttribute("data-ringing")));

        await bench.MoveAsync("a", "1003", "Sales");
        page.WaitForAssertion(() => Assert.Equal(["1001", "1003"], page.Shown()), Timeouts.Default);
        page.WaitForAssertion(() => Assert.Equal("2", page.Find(".tile .count").TextContent), Timeouts.Default);
    }

    [Fact]
    public async Task A_change_of_what_is_not_seen_draws_nothing()
    {
        const int Changes = 10;
        await using var bench = await BenchAsync();
        var page = bench.Open();
        using var told = new SemaphoreSlim(0);
        // It has listened for less long than the page, so that the page is told of each change first.
        using var beside = bench.Database.Board.Subscribe(_ =>
        {
            told.Release();
            return Task.CompletedTask;
        }).Subscription;
        var already = page.RenderCount;

        for (var number = 0; number < Changes; number++)
        {
            await (number % 2 == 0
                ? bench.MoveAsync("a", "1003", $"offstage {number}")
                : bench.ApplyAsync("b", Noon.AddSeconds(number), Row("2001", number % 4 == 1 ? 1 : 8, hint: "PJSIP/offstage")));
            Assert.True(await told.WaitAsync(Timeouts.Default, TestContext.Current.CancellationToken));
            await page.InvokeAsync(() => { });
        }

        // The clock of the page ticks meanwhile.
        Assert.InRange(page.RenderCount - already, 0, Changes / 2);
        AssertHidden(page);
        await bench.MoveAsync("a", "1001", "Sales", "Anna");
        page.WaitForAssertion(() => Assert.Contains("Anna", page.RowText("1001"), StringComparison.Ordinal), Timeouts.Default);
    }

    [Fact]
    public async Task Of_the_PBXs_only_those_that_are_seen_are_told()
    {
        await using var bench = await BenchAsync();
        bench.Report(main => main.Following(Noon), "a");
        bench.Report(main => main.Down(Noon.AddMinutes(5), $"PBX “{"b-offstage"}” is away."), "b");

        var page = bench.Open();

        Assert.Equal("a", Assert.Single(page.FindAll(".pbxs strong")).TextContent);
        Assert.Empty(page.FindAll(".notice"));
        Assert.Empty(page.FindAll("select[aria-label=PBX], select[aria-label='PBX to refresh'], .c-pbx"));
        bench.Report(main => main.Following(Noon), "b");
        bench.Report(main => main.Down(Noon.AddMinutes(6), $"Away."), "a");
        page.WaitForAssertion(() => Assert.Single(page.FindAll(".notice")), Timeouts.Default);
        AssertHidden(page);
    }

    [Fact]
    public async Task A_PBXs_own_words_are_for_those_who_see_all_of_it()
    {
        await using var bench = await BenchAsync();
        bench.Report(main => main.Down(Noon.AddMinutes(5)) with { PbxWords = "Exten: offstage" }, "a");

        var page = bench.Open("pbx-panel=a");

        Assert.Single(page.FindAll("[data-drawer]"));
        AssertHidden(page);
    }

    [Fact]
    public async Task A_demo_that_is_not_seen_is_not_told()
    {
        await using var bench = await PageBench.CreateAsync([Nowhere("a"), Nowhere("b")], notices: new StartupNotices("b"));
        await bench.LimitAsync(["a"], departments: null);

        Assert.Empty(bench.Open().FindAll(".demo"));
    }

    [Fact]
    public async Task An_account_of_which_nothing_is_known_is_told_so()
    {
        await using var bench = await PageBench.CreateAsync([Nowhere("a"), Nowhere("b")]);
        await bench.ApplyAsync("b", Noon, Row("2001"));
        await bench.LimitAsync([], departments: null);

        var page = bench.Open();

        Assert.Equal("No extensions for this account", page.Find(".empty h2").TextContent);
        Assert.StartsWith("This account is limited to certain PBXs or departments", page.Find(".empty p").TextContent, StringComparison.Ordinal);
        Assert.True(page.Button("Refresh").HasAttribute("disabled"));
        Assert.Empty(page.FindAll(".pbxs li, .tile, .c-extension"));
    }

    [Fact]
    public async Task Who_is_not_known_yet_sees_nothing()
    {
        await using var bench = await BenchAsync();
        var scope = new CircuitScope(new Unsaid(), bench.Database.Service<CurrentScope>(), bench.Service);

        Assert.False(scope.Includes("a") || scope.Current.Includes("a", "Sales") || scope.Current.Includes("a"));
        Assert.Empty(scope.Among(["a", "b"]));
    }

    [Fact]
    public void Every_component_that_knows_of_PBXs_asks_what_is_seen()
    {
        var forgetful =
            from type in typeof(CircuitScope).Assembly.GetTypes()
            where typeof(ComponentBase).IsAssignableFrom(type) && !AskedForBefore.ContainsKey(type.Name)
            let injected = type.GetProperties(AnyInstance)
                .Where(property => property.IsDefined(typeof(InjectAttribute), inherit: true)).Select(property => property.PropertyType).ToList()
            where injected.Intersect(SourcesOfPbxs).Any() && !injected.Contains(typeof(CircuitScope))
            select type.Name;

        Assert.Empty(forgetful);
    }

    private static async Task<PageBench> BenchAsync()
    {
        var bench = await PageBench.CreateAsync([Nowhere("a", live: true), Nowhere("b", live: true)]);
        await bench.ApplyAsync("a", Noon, Row("1001"), Row("1002", 8), Row("1003", 8, hint: "PJSIP/offstage-1003"), Row("1004", hint: "PJSIP/offstage-1004"), Row("1", context: "offstage-context"));
        await bench.ApplyAsync("b", Noon, Row("2001", 8, hint: "PJSIP/offstage-2001"));
        await bench.MoveAsync("a", "1001", "Sales");
        await bench.MoveAsync("a", "1002", "Sales");
        await bench.MoveAsync("a", "1003", "offstage department", "offstage name");
        await bench.MoveAsync("b", "2001", "Sales", "offstage colleague");
        await bench.LimitAsync(["a"], ["Sales"]);
        return bench;
    }

    private static void AssertHidden(IRenderedComponent<IComponent> page)
    {
        Assert.DoesNotContain("offstage", page.Markup, StringComparison.OrdinalIgnoreCase);
        // As a word: four digits also stand in the ids that elements are given by chance.
        Assert.DoesNotMatch(@"\b(2001|1003)\b", page.Markup);
    }

    private sealed class Unsaid : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() => new TaskCompletionSource<AuthenticationState>().Task;
    }
}
