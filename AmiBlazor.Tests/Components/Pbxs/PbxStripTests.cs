using AmiBlazor.Ami;
using AmiBlazor.Board;
using AmiBlazor.Components.Pbxs;
using AmiBlazor.Store;
using AmiBlazor.Tests.Browser;
using AmiBlazor.Tests.Support;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using static AmiBlazor.Tests.Components.PageBenchPreferences;
using static AmiBlazor.Tests.Support.TestData;
using TestContext = Xunit.TestContext;

namespace AmiBlazor.Tests.Components.Pbxs;

public sealed class PbxStripTests
{
    private static readonly DateTimeOffset Now = Noon.AddMinutes(30);

    [Fact]
    public async Task A_PBX_that_was_never_refreshed_says_so()
    {
        await using var bench = await PageBench.CreateAsync();

        var strip = Open(bench);

        Assert.Equal("main not refreshed yet", Text(strip, "main"));
        Assert.Contains("never", Line(strip, "main").ClassName, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_PBX_that_answered_says_how_old_its_list_is()
    {
        await using var bench = await PageBench.CreateAsync();
        await bench.ApplyAsync(Row());

        var strip = Open(bench);

        Assert.Equal("main reachable; list updated 30 min ago", Text(strip, "main"));
        Assert.Empty(strip.FindAll(".run"));
    }

    [Theory]
    [InlineData(RefreshOutcome.Failed)]
    [InlineData(RefreshOutcome.TimedOut)]
    [InlineData(RefreshOutcome.Empty)]
    internal async Task A_PBX_whose_last_list_could_not_be_taken_says_since_when_and_leads_to_the_refresh(RefreshOutcome outcome)
    {
        await using var bench = await PageBench.CreateAsync();
        await bench.ApplyAsync(Row());
        var run = Run(outcome, endedAt: Noon.AddMinutes(20));
        await RecordAsync(bench, run);

        var strip = Open(bench);

        Assert.Equal("main refresh failed 10 min ago; list last updated 30 min ago View refresh", Text(strip, "main"));
        Assert.Contains("trouble", Line(strip, "main").ClassName, StringComparison.Ordinal);
        Assert.Equal("?run=" + run.ConnectionId, strip.Find(".run").GetAttribute("href"));
        Assert.True(strip.Find(".run").HasAttribute("data-merge"));
    }

    [Fact]
    public async Task A_PBX_of_which_there_never_was_a_list_says_that_nothing_is_known()
    {
        await using var bench = await PageBench.CreateAsync();
        await RecordAsync(bench, Run(RefreshOutcome.Failed, endedAt: Noon));

        var strip = Open(bench);

        Assert.Equal("main refresh failed 30 min ago; no data yet View refresh", Text(strip, "main"));
    }

    [Fact]
    public async Task A_stopped_refresh_says_nothing_of_the_PBX()
    {
        await using var bench = await PageBench.CreateAsync();
        await bench.ApplyAsync(Row());
        await RecordAsync(bench, Run(RefreshOutcome.Failed, endedAt: Noon.AddMinutes(10)));
        await RecordAsync(bench, Run(RefreshOutcome.Stopped, endedAt: Noon.AddMinutes(20)));

        var strip = Open(bench);

        Assert.StartsWith("main refresh failed 20 min ago", Text(strip, "main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_after_the_trouble_ends_it()
    {
        await using var bench = await PageBench.CreateAsync();
        await RecordAsync(bench, Run(RefreshOutcome.Failed, endedAt: Noon.AddMinutes(-1)));
        await bench.ApplyAsync(Row());

        var strip = Open(bench);

        Assert.Equal("main reachable; list updated 30 min ago", Text(strip, "main"));
    }

    [Fact]
    public async Task Each_of_several_PBXs_has_a_line_in_the_order_of_the_configuration()
    {
        await using var bench = await PageBench.CreateAsync([Nowhere("west"), Nowhere("east"), Nowhere("north")]);
        await bench.ApplyAsync("east", Noon, Row());
        await RecordAsync(bench, Run(RefreshOutcome.Failed, "north", Noon));

        var strip = Open(bench);

        Assert.Equal(["west", "east", "north"], strip.FindAll("li strong").Select(name => name.TextContent));
        Assert.EndsWith("not refreshed yet", Text(strip, "west"), StringComparison.Ordinal);
        Assert.Contains("reachable", Text(strip, "east"), StringComparison.Ordinal);
        Assert.Contains("refresh failed", Text(strip, "north"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_refresh_brings_is_told_on_the_open_page()
    {
        await using var pbx = FakeAmiServer.Start();
        var answers = pbx.AnswerByItself(new ExtensionState("from-internal", "1001", "PJSIP/1001", 0));
        await using var bench = await PageBench.CreateAsync([pbx.Options()]);
        var strip = Open(bench);

        await bench.Service.RefreshAsync("main", TestData.Asker("anna"), TestContext.Current.CancellationToken).InTime();
        strip.WaitForAssertion(() => Assert.Contains("reachable; list updated just now", Text(strip, "main"), StringComparison.Ordinal), Timeouts.Default);
        answers.Refusals["ExtensionStateList"] = "Permission denied";
        await bench.Service.RefreshAsync("main", TestData.Asker("anna"), TestContext.Current.CancellationToken).InTime();

        strip.WaitForAssertion(() => Assert.Contains("refresh failed just now", Text(strip, "main"), StringComparison.Ordinal), Timeouts.Default);
    }

    [Fact]
    public async Task A_database_that_is_down_is_logged_and_the_board_is_still_told()
    {
        await using var bench = await PageBench.CreateAsync();
        await bench.ApplyAsync(Row());
        bench.Context.Services.AddLogging(logging => logging.AddFakeLogging());
        bench.Database.Execute("DROP TABLE StatusChanges; DROP TABLE RefreshRuns");

        var page = bench.Open();

        Assert.Contains("reachable; list updated", page.Find(".pbxs").TextContent, StringComparison.Ordinal);
        Assert.Equal(["1001"], page.Shown());
        var line = Assert.Single(bench.Context.Services.GetFakeLogCollector().GetSnapshot(), line => line.Id.Name is "LastRunsNotRead");
        Assert.Equal(LogLevel.Warning, line.Level);
        Assert.NotNull(line.Exception);
    }

    [Fact]
    public async Task A_strip_that_is_gone_leaves_nobody_behind()
    {
        await using var bench = await PageBench.CreateAsync();
        Open(bench);
        Assert.Equal((1, 1), (bench.Runs.SubscriberCount, bench.Connections.SubscriberCount));

        await bench.Context.DisposeComponentsAsync();

        Assert.Equal((0, 0), (bench.Runs.SubscriberCount, bench.Connections.SubscriberCount));
    }

    [Fact]
    public async Task A_name_that_is_markup_is_text()
    {
        await using var bench = await PageBench.CreateAsync([Nowhere("<b>\u202e&amp;</b>")]);

        var strip = Open(bench);

        Assert.Empty(strip.FindAll("b"));
        Assert.Equal("<b>\u202e&amp;</b>", strip.Find("strong > bdi").TextContent);
    }

    private static IRenderedComponent<PbxStrip> Open(PageBench bench)
    {
        bench.Context.Renderer.SetRendererInfo(new RendererInfo("Server", true));
        return bench.Context.Render<PbxStrip>(parameters => parameters.Add(strip => strip.Now, Now.UtcDateTime));
    }

    private static Task RecordAsync(PageBench bench, RunRecord run) => bench.Database.Store.RecordRunAsync(run, TestContext.Current.CancellationToken);

    private static AngleSharp.Dom.IElement Line(IRenderedComponent<PbxStrip> strip, string server) =>
        strip.FindAll("li").Single(line => string.Equals(line.QuerySelector("strong")!.TextContent, server, StringComparison.Ordinal));

    private static string Text(IRenderedComponent<PbxStrip> strip, string server) =>
        string.Join(' ', Line(strip, server).QuerySelectorAll(".line > *, .run").Select(part => part.TextContent).Where(text => text.Length > 0));
}
