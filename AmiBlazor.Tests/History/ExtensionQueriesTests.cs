using System.Globalization;
using AmiBlazor.Board;
using AmiBlazor.History;
using AmiBlazor.Store;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Support;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.History;

public sealed class ExtensionQueriesTests : IAsyncLifetime
{
    private TestDatabase _database = null!;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateAsync();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Extensions_come_by_server_context_and_exten()
    {
        await SaveAsync("b", Noon, Row("2", context: "x"), Row("1", context: "y"), Row("1", context: "x"));
        await SaveAsync("a", Noon, Row("9"));

        var rows = await ListAsync();

        Assert.Equal(["a/from-internal/9", "b/x/1", "b/x/2", "b/y/1"], rows.Select(row => $"{row.Key.Server}/{row.Key.Context}/{row.Key.Exten}"));
    }

    [Fact]
    public async Task Each_part_of_the_filter_narrows()
    {
        await SaveAsync("a", Noon, Row("1", 0, "x"), Row("2", 8, "x"), Row("3", 8, "y"));
        await SaveAsync("b", Noon, Row("4", 8, "x"));

        Assert.Equal(["1", "2", "3"], await ExtensAsync(new ExtensionFilter("a", null, null, null)));
        Assert.Equal(["2", "3", "4"], await ExtensAsync(new ExtensionFilter(null, ExtensionStatus.Ringing, null, null)));
        Assert.Equal(["1", "2", "4"], await ExtensAsync(new ExtensionFilter(null, null, "x", null)));
        Assert.Equal(["2"], await ExtensAsync(new ExtensionFilter("a", ExtensionStatus.Ringing, "x", "2")));
        Assert.Empty(await ExtensAsync(new ExtensionFilter("A", null, null, null)));
    }

    [Theory]
    [InlineData(ExtensionStatus.Online, "0")]
    [InlineData(ExtensionStatus.InUse, "1")]
    [InlineData(ExtensionStatus.Busy, "2,3")]
    [InlineData(ExtensionStatus.Offline, "4")]
    [InlineData(ExtensionStatus.Ringing, "8")]
    [InlineData(ExtensionStatus.RingingInUse, "9")]
    [InlineData(ExtensionStatus.OnHold, "16,17")]
    [InlineData(ExtensionStatus.Unknown, "-2,-1,5,64")]
    public async Task A_status_finds_every_number_that_stands_for_it(ExtensionStatus status, string codes)
    {
        int[] all = [-2, -1, 0, 1, 2, 3, 4, 5, 8, 9, 16, 17, 64];
        await SaveAsync(Server, Noon, [.. all.Select(code => Row(code.ToString(System.Globalization.CultureInfo.InvariantCulture), code))]);

        var rows = await ListAsync(new ExtensionFilter(null, status, null, null));

        Assert.Equal(codes, string.Join(',', rows.Select(row => row.StatusCode).Order()));
    }

    [Theory]
    [InlineData("100", "1001,1002")]
    [InlineData("ANNA", "1001")]
    [InlineData("müller", "1002")]
    [InlineData("MÜLLER", "1002")]
    [InlineData("  sales ", "1001")]
    [InlineData("pjsip/1002", "1002")]
    [InlineData("internal", "1001,1002,5%_\\x")]
    [InlineData("%", "5%_\\x")]
    [InlineData("_", "5%_\\x")]
    [InlineData("\\", "5%_\\x")]
    [InlineData("5%_\\X", "5%_\\x")]
    [InlineData("' OR 1=1 --", "")]
    [InlineData("nobody", "")]
    public async Task Text_is_found_as_it_stands_whatever_its_case(string text, string extens)
    {
        await SaveAsync(Server, Noon, Row("1001"), Row("1002"), Row("5%_\\x"));
        _database.Execute("UPDATE Extensions SET Name = 'Anna', Department = 'Sales' WHERE Exten = '1001'; UPDATE Extensions SET Name = 'Jörg Müller' WHERE Exten = '1002'");

        Assert.Equal(extens, string.Join(',', await ExtensAsync(new ExtensionFilter(null, null, null, text))));
    }

    [Fact]
    public async Task Last_seen_is_the_later_of_row_and_list_for_a_present_one_and_the_rows_own_for_a_gone_one()
    {
        await SaveAsync(Server, Noon, Row("1001"), Row("1002"));
        await SaveAsync(Server, Noon.AddMinutes(1), Row("1001"), Row("1002"));
        await SaveAsync(Server, Noon.AddMinutes(2), Row("1001"));

        var rows = await ListAsync();

        Assert.Equal([Noon.AddMinutes(2), Noon.AddMinutes(1)], rows.Select(row => row.LastSeen));
        Assert.Equal([TimeSpan.Zero, TimeSpan.Zero], rows.Select(row => row.LastSeen.Offset));
    }

    [Fact]
    public async Task History_comes_newest_first_within_its_bounds()
    {
        for (var minute = 0; minute < 5; minute++)
            await SaveAsync(Server, Noon.AddMinutes(minute), Row("1001", minute), Row("1002"));
        var key = new ExtensionKey(Server, Context, "1001");

        Assert.Equal([4, 3, 2, 1, 0], await HistoryAsync(null, null));
        Assert.Equal([3, 2], await HistoryAsync(Noon.AddMinutes(2), Noon.AddMinutes(3)));
        Assert.Equal([4], await HistoryAsync(Noon.AddMinutes(4).ToOffset(TimeSpan.FromHours(5)), null));
        Assert.Empty((await HistoryAsync(Noon.AddDays(1), null))!);

        async Task<IEnumerable<int>?> HistoryAsync(DateTimeOffset? from, DateTimeOffset? to) =>
            (await _database.Queries.HistoryAsync(ExtensionScope.All, key, from, to, TestContext.Current.CancellationToken))?.Select(entry => entry.ToCode);
    }

    [Fact]
    public async Task The_history_of_an_unknown_extension_is_none()
    {
        await SaveAsync(Server, Noon, Row("1001"));

        Assert.Null(await _database.Queries.HistoryAsync(ExtensionScope.All, new ExtensionKey(Server, Context, "1002"), null, null,
            TestContext.Current.CancellationToken));
        Assert.Null(await _database.Queries.HistoryAsync(ExtensionScope.All, new ExtensionKey(Server, "other", "1001"), null, null,
            TestContext.Current.CancellationToken));
        Assert.Null(await _database.Queries.HistoryAsync(ExtensionScope.All, new ExtensionKey("other", Context, "1001"), null, null,
            TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_last_runs_come_newest_first()
    {
        RunRecord[] runs =
        [
            Run(RefreshOutcome.Completed, endedAt: Noon), Run(RefreshOutcome.Empty, endedAt: Noon.AddSeconds(3)),
            Run(RefreshOutcome.Stopped, endedAt: Noon.AddSeconds(1)), Run(RefreshOutcome.TimedOut, endedAt: Noon.AddSeconds(2), error: "Too late."),
        ];
        foreach (var run in runs) await _database.Store.RecordRunAsync(run, TestContext.Current.CancellationToken);

        var last = await _database.Queries.LastRunsAsync(ExtensionScope.All, 3, TestContext.Current.CancellationToken);

        // As they were saved, whatever the clock did in between.
        Assert.Equal([runs[3], runs[2], runs[1]], last);
        Assert.Equal(Server, await _database.Queries.ServerOfRunAsync(runs[0].ConnectionId, TestContext.Current.CancellationToken));
        Assert.Null(await _database.Queries.ServerOfRunAsync("separate-0-0", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_run_is_read_with_all_that_was_recorded_of_it()
    {
        var failed = Run(RefreshOutcome.Failed, endedAt: Noon.AddSeconds(1), error: "main sent 1,204 rows in 0.50 s.") with
        {
            ErrorSentence = $"{"main"} sent {1204:N0} rows in {0.50m} s.",
            PbxWords = "Permission denied <b>“so”</b>",
        };
        var asked = Run(endedAt: Noon) with { Individual = true };
        await _database.Store.ApplyAnswersAsync(Server, Noon, askedStamp: null, new[] { Row("1001") }, asked, TestContext.Current.CancellationToken);
        await _database.Store.RecordRunAsync(failed, TestContext.Current.CancellationToken);

        var runs = await _database.Queries.LastRunsAsync(ExtensionScope.All, 2, TestContext.Current.CancellationToken);

        Assert.Equal([false, true], runs.Select(run => run.Individual));
        Assert.Equal([failed.PbxWords, null], runs.Select(run => run.PbxWords));
        Assert.Equal("main sent 1.204 rows in 0,50 s.", runs[0].ErrorSentence?.ToString(CultureInfo.GetCultureInfo("de")));
        Assert.Null(runs[1].ErrorSentence);
    }

    private Task SaveAsync(string server, DateTimeOffset at, params SnapshotRow[] rows) =>
        _database.Store.ApplySnapshotAsync(new ExtensionSnapshot(server, at, [], rows), Run(server: server), TestContext.Current.CancellationToken);

    private async Task<List<BoardRow>> ListAsync(ExtensionFilter? filter = null)
    {
        var found = await _database.Queries.ListAsync(ExtensionScope.All, filter ?? new ExtensionFilter(null, null, null, null),
            TestContext.Current.CancellationToken);
        return [.. found.Select(one => one.Row)];
    }

    private async Task<IEnumerable<string>> ExtensAsync(ExtensionFilter filter) => (await ListAsync(filter)).Select(row => row.Key.Exten);
}
