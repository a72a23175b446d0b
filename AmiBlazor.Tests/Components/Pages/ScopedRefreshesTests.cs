using AmiBlazor.Board;
using AmiBlazor.Components.Runs;
using AmiBlazor.Store;
using AmiBlazor.Tests.Browser;
using AmiBlazor.Tests.Components.Runs;
using AmiBlazor.Tests.Support;
using Bunit;
using Microsoft.AspNetCore.Components;
using static AmiBlazor.Tests.Components.PageBenchPreferences;
using static AmiBlazor.Tests.Support.TestData;
using TestContext = Xunit.TestContext;

namespace AmiBlazor.Tests.Components.Pages;

/// <summary>The refreshes, for somebody who does not see all.</summary>
public sealed class ScopedRefreshesTests
{
    [Fact]
    public async Task Only_refreshes_of_PBXs_that_are_seen_are_listed()
    {
        await using var bench = await BenchAsync();
        var run = await SaveAsync(bench, "a", 1, Row("1001"));
        await SaveAsync(bench, "b", 2, Row("2001"));
        await SaveAsync(bench, "gone", 3, Row("3001"));
        await bench.LimitAsync(["a"], departments: null);

        var page = bench.OpenRuns();

        Assert.Equal("1 refresh", page.Find(".shown").TextContent);
        Assert.Equal("a", Assert.Single(page.FindAll("tbody .c-pbx bdi")).TextContent);
        Assert.Equal(["All PBXs", "a"], (await bench.ChoicesAsync(page, "PBX")).Select(option => option.TextContent.Trim()));
        Assert.Contains(run.ConnectionId, page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refresh_of_another_PBX_is_as_unknown_as_one_that_is_not_there()
    {
        await using var bench = await BenchAsync();
        await SaveAsync(bench, "a", 1, Row("1001"));
        var (one, other) = (await SaveAsync(bench, "b", 2, Row("2001", 8)), await SaveAsync(bench, "b", 3, Row("2001")));
        await bench.LimitAsync(["a"], departments: null);

        var details = Details(bench, one.ConnectionId);
        var compared = Compare(bench, one, other);
        var page = bench.OpenRuns($"pbx=b&run={one.ConnectionId}&pick={other.ConnectionId}");

        Assert.Equal("Refresh not found", details.Find(".empty h2").TextContent);
        Assert.Contains("was not found", compared.Find(".empty").TextContent, StringComparison.Ordinal);
        Assert.Equal("Unknown PBX in the URL: “b”. Showing all PBXs.", page.Find(".hint").TextContent);
        Assert.False(page.Find("tbody input[type=checkbox]").HasAttribute("disabled"));
        foreach (var markup in new[] { details.Markup, compared.Markup, page.Markup })
            Assert.DoesNotMatch(@"\b2001\b", markup);
    }

    [Fact]
    public async Task Of_what_a_refresh_changed_only_extensions_that_are_seen_are_listed()
    {
        await using var bench = await BenchAsync();
        var first = await SaveAsync(bench, "a", 1, Row("1001"), Row("1002"), Row("1003"));
        await bench.MoveAsync("a", "1001", "Sales");
        await bench.MoveAsync("a", "1002", "Support");
        var second = await SaveAsync(bench, "a", 2, Row("1001", 8), Row("1002", 8), Row("1003", 8));
        var third = await SaveAsync(bench, "a", 3, Row("1001", 8), Row("1002", 1), Row("1003", 1));
        await bench.LimitAsync(servers: null, ["Sales"]);

        var details = Details(bench, second.ConnectionId);
        var compared = Compare(bench, first, third);

        Assert.Equal(["1001 Online Ringing"], RunDetailsTests.Lines(details));
        Assert.Equal("Only extensions that you can see are listed.", details.Find("section .nothing").TextContent);
        Assert.Equal(["1001 Online Ringing"], RunDetailsTests.Lines(compared));
        Assert.Equal("1 extension of a had a different status after the second refresh than after the first.", compared.Find(".verdict").TextContent);
        Assert.Equal("No changes to extensions that you can see.", Details(bench, third.ConnectionId).Find(".nothing").TextContent);
        Assert.Equal("No differences among the extensions of a that you can see.", Compare(bench, second, third).Find(".verdict").TextContent);
    }

    [Fact]
    public async Task What_differed_otherwise_and_the_PBXs_own_words_are_for_those_who_see_all()
    {
        await using var bench = await PageBench.CreateAsync();
        await bench.Database.FollowAsync(Row("1001"), Row("1002"));
        var differing = Run(endedAt: Noon.AddMinutes(1));
        await bench.Database.Store.ApplySnapshotAsync(Snapshot(Noon.AddMinutes(1), Row("1001"), Row("1002", hint: "SIP/other")), differing,
            TestContext.Current.CancellationToken);
        var failed = Run(RefreshOutcome.Failed, endedAt: Noon.AddMinutes(2), error: "Malformed.") with { PbxWords = "Exten: 1002" };
        await bench.Database.Store.RecordRunAsync(failed, TestContext.Current.CancellationToken);
        await bench.LimitAsync(servers: null, ["Sales"]);

        var (one, other) = (Details(bench, differing.ConnectionId), Details(bench, failed.ConnectionId));

        Assert.DoesNotContain("Other differences", one.Markup, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\b1002\b", one.Markup + other.Markup);
    }

    [Fact]
    public async Task The_JSON_file_is_offered_to_those_alone_who_see_all_departments()
    {
        await using var pbx = FakeAmiServer.Start();
        pbx.AnswerByItself(new AmiBlazor.Ami.ExtensionState(Context, "1001", "PJSIP/1001", 0));
        await using var bench = await PageBench.CreateAsync([pbx.Options()]);
        var answer = await bench.Service.RefreshAsync("main", TestData.Asker("anna"), TestContext.Current.CancellationToken).InTime();
        await answer.Result.File!.InTime();
        Assert.Single(Details(bench, answer.Result.ConnectionId).FindAll("a.file"));

        await bench.LimitAsync(servers: null, ["Sales"]);
        var (details, page) = (Details(bench, answer.Result.ConnectionId), bench.OpenRuns());

        Assert.Empty(details.FindAll("a.file"));
        Assert.Empty(page.FindAll("a.file"));
        Assert.DoesNotContain("/api/snapshots", details.Markup + page.Markup, StringComparison.Ordinal);
        Assert.Contains(details.FindAll(".facts .none"), none => none.GetAttribute("title") == "The JSON file covers the whole PBX, but your account is limited to certain departments.");
    }

    [Fact]
    public async Task A_refresh_under_way_on_another_PBX_is_not_listed()
    {
        await using var a = FakeAmiServer.Start();
        await using var b = FakeAmiServer.Start();
        await using var bench = await PageBench.CreateAsync([a.Options("a"), b.Options("b")]);
        await bench.LimitAsync(["a"], departments: null);
        _ = bench.Service.RefreshAsync("b", TestData.Asker("anna"), TestContext.Current.CancellationToken);
        await b.AcceptAsync();

        var page = bench.OpenRuns();
        Assert.Empty(page.FindAll("tbody tr"));
        _ = bench.Service.RefreshAsync("a", TestData.Asker("anna"), TestContext.Current.CancellationToken);
        await a.AcceptAsync();

        page.WaitForAssertion(() => Assert.Equal("a", Assert.Single(page.FindAll("tbody .c-pbx bdi")).TextContent), Timeouts.Default);
        await bench.Service.StopAllAsync(ExtensionScope.All, TestData.Asker(), TestContext.Current.CancellationToken).InTime();
    }

    private static Task<PageBench> BenchAsync() => PageBench.CreateAsync([Nowhere("a"), Nowhere("b")]);

    private static async Task<RunRecord> SaveAsync(PageBench bench, string server, int minute, params SnapshotRow[] rows)
    {
        var at = Noon.AddMinutes(minute);
        var run = Run(server: server, endedAt: at);
        await bench.Database.Store.ApplySnapshotAsync(new ExtensionSnapshot(server, at, [], rows), run, TestContext.Current.CancellationToken);
        return run;
    }

    private static IRenderedComponent<RunDetails> Details(PageBench bench, string id) =>
        bench.Context.Render<RunDetails>(parameters => parameters.Add(details => details.ConnectionId, id));

    private static IRenderedComponent<RunCompare> Compare(PageBench bench, RunRecord earlier, RunRecord later) =>
        bench.Context.Render<RunCompare>(parameters => parameters
        .Add(page => page.Ids, [earlier.ConnectionId, later.ConnectionId])
        .Add(page => page.Back, new RunAddress()));
}
