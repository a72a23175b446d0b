using AmiBlazor.Auth.Authorization;
using AmiBlazor.Board;
using AmiBlazor.Components.Runs;
using AmiBlazor.Refresh;
using AmiBlazor.Store;
using Bunit;
using Microsoft.AspNetCore.Components;
using static AmiBlazor.Tests.Support.TestData;
using TestContext = Xunit.TestContext;

namespace AmiBlazor.Tests.Components.Runs;

public sealed class RunDetailsTests
{
    [Fact]
    public async Task They_say_in_a_sentence_and_in_figures_how_it_ended()
    {
        await using var bench = await PageBench.CreateAsync();
        await SaveAsync(bench, Noon, Row("1001"), Row("1002"), Row("1003"));
        var run = await SaveAsync(bench, Noon.AddMinutes(1), Row("1001", 8), Row("1002"), Row("1004", 1));

        var details = Open(bench, run.ConnectionId);

        Assert.Equal("Refresh of main", details.Find("h2").TextContent.Trim());
        Assert.Equal("Completed", details.Find(".said .mud-chip").TextContent.Trim());
        Assert.Equal("4 extensions on main in 1.0 s: 2 changed, 1 new, 1 gone.", details.Find(".sentence").TextContent);
        Assert.Equal(
            ("anna", "main", "4", "2", "1", "1", "Complete list", run.ConnectionId),
            (Fact("Started by"), Fact("PBX"), Fact("Known extensions"), Fact("Changed"), Fact("New"), Fact("Gone"), Fact("Query method"), Fact("Connection ID")));

        string Fact(string name) => details.FindAll(".facts div").Single(fact => fact.QuerySelector("dt")!.TextContent == name).QuerySelector("dd")!.TextContent.Trim();
    }

    [Fact]
    public async Task Each_changed_extension_has_both_states_and_leads_to_its_drawer()
    {
        await using var bench = await PageBench.CreateAsync();
        await SaveAsync(bench, Noon, Row("1001"), Row("1003"));
        var run = await SaveAsync(bench, Noon.AddMinutes(1), Row("1001", 8), Row("1004", 2));

        var details = Open(bench, run.ConnectionId);

        Assert.Equal(["1001 Online Ringing", "1003 Online Offline", "1004 Not present Busy"], Lines(details));
        Assert.Equal("./?open=main%2Ffrom-internal%2F1001", details.Find(".changes tbody a").GetAttribute("href"));
    }

    [Fact]
    public async Task Many_changes_come_in_parts()
    {
        await using var bench = await PageBench.CreateAsync();
        var run = await SaveAsync(bench, Noon, Rows(RunDetails.Part + 30));
        var details = Open(bench, run.ConnectionId);
        Assert.Equal(RunDetails.Part, details.FindAll(".changes tbody tr").Count);

        await details.ClickAsync("Show more");

        Assert.Equal(RunDetails.Part + 30, details.FindAll(".changes tbody tr").Count);
        Assert.Empty(details.Buttons("Show more"));
    }

    [Fact]
    public async Task A_refresh_that_changed_nothing_says_so()
    {
        await using var bench = await PageBench.CreateAsync();
        await SaveAsync(bench, Noon, Row("1001"));
        var run = await SaveAsync(bench, Noon.AddMinutes(1), Row("1001"));

        var details = Open(bench, run.ConnectionId);

        Assert.Contains("No changes.", details.Find(".nothing").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nobody_had_followed_nothing_is_said_of_the_board()
    {
        await using var bench = await PageBench.CreateAsync();
        var run = await SaveAsync(bench, Noon, Row("1001"));

        var details = Open(bench, run.ConnectionId);

        Assert.StartsWith("Not verified: no main connection was live", details.Find(".truth").TextContent, StringComparison.Ordinal);
        Assert.Equal("Changes", details.Find("h3").TextContent);
    }

    [Fact]
    public async Task A_board_that_was_right_is_told_so()
    {
        await using var bench = await PageBench.CreateAsync();
        await bench.Database.FollowAsync(Row("1001"));
        var run = await CompareAsync(bench, Row("1001"));

        var details = Open(bench, run.ConnectionId);

        Assert.Equal("Verified: no differences.", details.Find(".truth.right").TextContent);
    }

    [Fact]
    public async Task Rows_that_differed_are_listed_with_both_states()
    {
        await using var bench = await PageBench.CreateAsync();
        await bench.Database.FollowAsync(Row("1001"), Row("1002"), Row("1003"));
        var run = await CompareAsync(bench, Row("1001", 8), Row("1002", hint: "SIP/<b>1002</b>"), Row("1003"), Row("1004", 1));

        var details = Open(bench, run.ConnectionId);

        Assert.Equal("Verified: 2 differences found.", details.Find(".truth.wrong").TextContent);
        Assert.Equal(["Differences"], details.FindAll("h3").Select(heading => heading.TextContent));
        Assert.Equal(["1001 Online Ringing", "1004 Not present In use in-use"], Lines(details));
        Assert.Empty(details.FindAll("b"));
    }

    [Fact]
    public async Task The_text_of_a_hint_alone_is_neither_a_change_nor_a_difference()
    {
        await using var bench = await PageBench.CreateAsync();
        await bench.Database.FollowAsync(Row("1001"));
        var run = await CompareAsync(bench, Row("1001", hint: "SIP/1001"));

        var details = Open(bench, run.ConnectionId);

        Assert.Equal("Verified: no differences.", details.Find(".truth.right").TextContent);
        Assert.Equal("No changes.", details.FindAll(".nothing")[0].TextContent);
    }

    [Fact]
    public async Task A_failure_is_told_with_the_words_of_the_PBX_and_nothing_in_them_is_interpreted()
    {
        await using var bench = await PageBench.CreateAsync();
        var run = Run(RefreshOutcome.Failed, error: "main refused the login.") with { PbxWords = "<b>Authentication failed</b>\u0007", AskedBy = "<script>1</script>" };
        await bench.Database.Store.RecordRunAsync(run, TestContext.Current.CancellationToken);

        var details = Open(bench, run.ConnectionId);

        Assert.Equal("main refused the login.", details.Find(".sentence").TextContent);
        Assert.Equal("<b>Authentication failed</b>␇", details.Find("q").TextContent);
        Assert.Empty(details.FindAll("b, script"));
        Assert.DoesNotContain(details.FindAll("dt"), fact => fact.TextContent == "Changed");
    }

    [Fact]
    public async Task A_refresh_that_nobody_knows_is_none()
    {
        await using var bench = await PageBench.CreateAsync();

        var details = Open(bench, "separate-0-0");

        Assert.Contains("Refresh not found", details.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_JSON_file_can_be_had_while_it_is_kept_by_those_who_may()
    {
        await using var bench = await PageBench.CreateAsync();
        var file = "ami-response-" + Guid.NewGuid().ToString("N") + ".json";
        var folder = bench.Database.Service<AmiBlazor.Refresh.SnapshotFiles>().Folder;
        var run = Run() with { SnapshotFile = file };
        await bench.Database.Store.RecordRunAsync(run, TestContext.Current.CancellationToken);

        Assert.Empty(Open(bench, run.ConnectionId).FindAll("a.file"));
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, file), "{}", TestContext.Current.CancellationToken);
        var link = Open(bench, run.ConnectionId).Find("a.file");
        Assert.Equal("./api/snapshots/" + file, link.GetAttribute("href"));
        bench.Person.Become(Roles.Viewer);
        Assert.Empty(Open(bench, run.ConnectionId).FindAll("a.file"));
    }

    [Fact]
    public async Task A_database_that_fails_is_told_and_can_be_asked_again()
    {
        await using var bench = await PageBench.CreateAsync();
        var run = await SaveAsync(bench, Noon, Row("1001"));
        bench.Database.Execute("ALTER TABLE RefreshRuns RENAME TO Elsewhere");
        var details = Open(bench, run.ConnectionId);
        Assert.Contains("The database is not responding", Assert.Single(details.Role("alert")), StringComparison.Ordinal);

        bench.Database.Execute("ALTER TABLE Elsewhere RENAME TO RefreshRuns");
        await details.ClickAsync("Try again");

        Assert.Empty(details.Role("alert"));
        Assert.Equal(["1001 Not present Online"], Lines(details));
    }

    [Fact]
    public async Task It_closes_by_its_button()
    {
        await using var bench = await PageBench.CreateAsync();
        var run = await SaveAsync(bench, Noon, Row("1001"));
        var closed = 0;
        var details = bench.Context.Render<RunDetails>(parameters => parameters
            .Add(drawer => drawer.ConnectionId, run.ConnectionId).Add(drawer => drawer.OnClose, () => closed++));

        await details.ClickAsync("Close");

        Assert.Equal(1, closed);
    }

    /// <summary>Each line's extension and both states.</summary>
    internal static IEnumerable<string> Lines(IRenderedComponent<IComponent> page) => page.FindAll(".changes tbody tr")
        .Select(line => string.Join(' ', ((string[])[".c-exten", ".c-then .chip", ".c-now .chip"]).Select(part => line.QuerySelector(part)!.TextContent.Trim())));

    private static IRenderedComponent<RunDetails> Open(PageBench bench, string connectionId) =>
        bench.Context.Render<RunDetails>(parameters => parameters.Add(drawer => drawer.ConnectionId, connectionId));

    private static async Task<RunRecord> SaveAsync(PageBench bench, DateTimeOffset at, params SnapshotRow[] rows)
    {
        var run = Run(endedAt: at);
        await bench.Database.Store.ApplySnapshotAsync(Snapshot(at, rows), run, TestContext.Current.CancellationToken);
        return run;
    }

    private static async Task<RunRecord> CompareAsync(PageBench bench, params SnapshotRow[] rows)
    {
        var run = Run(endedAt: Noon.AddMinutes(1));
        var list = Snapshot(Noon.AddMinutes(1), rows) with { ListSentStamp = TimeProvider.System.GetTimestamp() };
        await bench.Database.Store.ApplySnapshotAsync(list, run, TestContext.Current.CancellationToken);
        return run;
    }
}
