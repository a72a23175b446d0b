using AmiBlazor.Board;
using AmiBlazor.Components.Runs;
using AmiBlazor.Store;
using AmiBlazor.Tests.Browser;
using Bunit;
using static AmiBlazor.Tests.Support.TestData;
using TestContext = Xunit.TestContext;

namespace AmiBlazor.Tests.Components.Runs;

public sealed class RunCompareTests
{
    [Fact]
    public async Task It_says_what_differs_whichever_was_chosen_first()
    {
        await using var bench = await PageBench.CreateAsync();
        var first = await SaveAsync(bench, 1, Row("1001"), Row("1002"), Row("1003"));
        await SaveAsync(bench, 2, Row("1001", 1), Row("1002", 8), Row("1003"));
        var last = await SaveAsync(bench, 3, Row("1001", 8), Row("1002"), Row("1004"));

        foreach (var ids in (string[][])[[first.ConnectionId, last.ConnectionId], [last.ConnectionId, first.ConnectionId]])
        {
            var page = Open(bench, ids);

            Assert.Equal("3 extensions of main had a different status after the second refresh than after the first.", page.Find(".verdict").TextContent);
            Assert.Equal(["1001 Online Ringing", "1003 Online Offline", "1004 Not present Online"], RunDetailsTests.Lines(page));
            Assert.Contains("First refresh", page.FindAll(".side")[0].TextContent, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_came_and_went_between_them_does_not_differ()
    {
        await using var bench = await PageBench.CreateAsync();
        var first = await SaveAsync(bench, 1, Row("1001"));
        await SaveAsync(bench, 2, Row("1001", 8));
        var last = await SaveAsync(bench, 3, Row("1001"));

        var page = Open(bench, first.ConnectionId, last.ConnectionId);

        Assert.StartsWith("No differences", page.Find(".verdict").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("table"));
    }

    [Fact]
    public async Task A_refresh_that_failed_is_said_to_have_changed_nothing()
    {
        await using var bench = await PageBench.CreateAsync();
        await SaveAsync(bench, 1, Row("1001"));
        var failed = Run(RefreshOutcome.Failed, endedAt: Noon.AddMinutes(2), error: "Refused.");
        await bench.Database.Store.RecordRunAsync(failed, TestContext.Current.CancellationToken);
        var last = await SaveAsync(bench, 3, Row("1001", 8));

        var page = Open(bench, failed.ConnectionId, last.ConnectionId);

        Assert.Contains("This refresh changed nothing", page.FindAll(".side")[0].TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("This refresh changed nothing", page.FindAll(".side")[1].TextContent, StringComparison.Ordinal);
        Assert.Equal("1 extension of main had a different status after the second refresh than after the first.", page.Find(".verdict").TextContent);
    }

    [Fact]
    public async Task What_cannot_be_compared_is_said_in_a_sentence()
    {
        await using var bench = await PageBench.CreateAsync();
        var one = await SaveAsync(bench, 1, Row("1001"));
        var other = Run(server: "branch", endedAt: Noon.AddMinutes(2));
        await bench.Database.Store.RecordRunAsync(other, TestContext.Current.CancellationToken);

        Assert.Contains("One is from main, the other from branch.", Text(one.ConnectionId, other.ConnectionId), StringComparison.Ordinal);
        Assert.Contains("Select two refreshes of the same PBX", Text(one.ConnectionId), StringComparison.Ordinal);
        Assert.Contains("Select two refreshes of the same PBX", Text(one.ConnectionId, one.ConnectionId), StringComparison.Ordinal);
        Assert.Contains("Select two refreshes of the same PBX", Text(), StringComparison.Ordinal);
        Assert.Contains("Select two refreshes of the same PBX", Text("a", "b", "c"), StringComparison.Ordinal);
        Assert.Contains("was not found", Text(one.ConnectionId, "separate-0-0"), StringComparison.Ordinal);

        string Text(params string[] ids) => Open(bench, ids).Find(".empty").TextContent;
    }

    [Fact]
    public async Task Many_differences_come_in_parts()
    {
        await using var bench = await PageBench.CreateAsync();
        var first = await SaveAsync(bench, 1, Row("1"));
        var second = await SaveAsync(bench, 2, [Row("1"), .. Rows(RunCompare.Part + 50)]);
        var page = Open(bench, first.ConnectionId, second.ConnectionId);
        Assert.Equal(RunCompare.Part, page.FindAll(".changes tbody tr").Count);

        await page.ClickAsync("Show more (200 of 250)");

        Assert.Equal(RunCompare.Part + 50, page.FindAll(".changes tbody tr").Count);
        Assert.Empty(page.FindAll(".more"));
    }

    [Fact]
    public async Task A_database_that_fails_is_told_and_can_be_asked_again()
    {
        await using var bench = await PageBench.CreateAsync();
        var first = await SaveAsync(bench, 1, Row("1001"));
        var second = await SaveAsync(bench, 2, Row("1001", 8));
        bench.Database.Execute("ALTER TABLE RefreshRuns RENAME TO Elsewhere");
        var page = Open(bench, first.ConnectionId, second.ConnectionId);
        Assert.Single(page.Role("alert"));

        bench.Database.Execute("ALTER TABLE Elsewhere RENAME TO RefreshRuns");
        await page.ClickAsync("Try again");

        Assert.Equal(["1001 Online Ringing"], RunDetailsTests.Lines(page));
    }

    private static IRenderedComponent<RunCompare> Open(PageBench bench, params string[] ids) =>
        bench.Context.Render<RunCompare>(parameters => parameters.Add(page => page.Ids, ids).Add(page => page.Back, new RunAddress()));

    private static async Task<RunRecord> SaveAsync(PageBench bench, int minute, params SnapshotRow[] rows)
    {
        var run = Run(endedAt: Noon.AddMinutes(minute));
        await bench.Database.Store.ApplySnapshotAsync(Snapshot(Noon.AddMinutes(minute), rows), run, TestContext.Current.CancellationToken);
        return run;
    }
}
