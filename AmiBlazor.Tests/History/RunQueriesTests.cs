using AmiBlazor.Board;
using AmiBlazor.Demo;
using AmiBlazor.History;
using AmiBlazor.Refresh;
using AmiBlazor.Store;
using AmiBlazor.Tests.Support;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.History;

public sealed class RunQueriesTests : IAsyncLifetime
{
    private TestDatabase _database = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateAsync();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Refreshes_come_in_pages_newest_first()
    {
        for (var minute = 0; minute < 7; minute++) await RecordAsync(Run(endedAt: Noon.AddMinutes(minute)));

        var first = await PageAsync(number: 1);
        var last = await PageAsync(number: 3);

        Assert.Equal((1, 7), (first.Number, first.Total));
        Assert.Equal([6, 5, 4], Minutes(first));
        Assert.Equal([0], Minutes(last));
    }

    [Fact]
    public async Task A_clock_that_is_set_back_turns_no_refreshes_round()
    {
        foreach (var minute in new[] { 0, 90, 31, 32 }) await RecordAsync(Run(endedAt: Noon.AddMinutes(minute)));

        Assert.Equal([32, 31, 90], Minutes(await PageAsync(number: 1)));
        Assert.Equal([32, 31, 90, 0], (await _database.Queries.LastRunsAsync(ExtensionScope.All, 20, Token)).Select(run => (int)(run.EndedAt - Noon).TotalMinutes));
        Assert.Equal(Noon.AddMinutes(32), Assert.Single(await _database.Queries.LastRunOfEachAsync([Server], Token)).EndedAt);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-5, 1)]
    [InlineData(99, 3)]
    [InlineData(int.MaxValue, 3)]
    public async Task A_page_that_there_is_not_is_the_nearest_one(int asked, int given)
    {
        for (var minute = 0; minute < 7; minute++) await RecordAsync(Run(endedAt: Noon.AddMinutes(minute)));

        Assert.Equal(given, (await PageAsync(number: asked)).Number);
    }

    [Fact]
    public async Task Of_nothing_there_is_one_empty_page()
    {
        var page = await PageAsync(number: 4);

        Assert.Equal((1, 0), (page.Number, page.Total));
        Assert.Empty(page.Runs);
    }

    [Fact]
    public async Task PBX_and_outcome_narrow_and_are_counted()
    {
        await RecordAsync(Run(RefreshOutcome.Failed, "a", Noon));
        await RecordAsync(Run(RefreshOutcome.Stopped, "a", Noon.AddMinutes(1)));
        await RecordAsync(Run(RefreshOutcome.Failed, "b", Noon.AddMinutes(2)));

        Assert.Equal([1, 0], Minutes(await PageAsync(new RunFilter("a", null))));
        Assert.Equal([2, 0], Minutes(await PageAsync(new RunFilter(null, RefreshOutcome.Failed))));
        Assert.Equal([0], Minutes(await PageAsync(new RunFilter("a", RefreshOutcome.Failed))));
        Assert.Equal(1, (await PageAsync(new RunFilter("a", RefreshOutcome.Failed))).Total);
        Assert.Empty(Minutes(await PageAsync(new RunFilter("A", null))));
    }

    [Fact]
    public async Task A_figure_can_be_sorted_by_and_equals_come_newest_first()
    {
        await SaveAsync(1, Row("1001"), Row("1002"));
        await SaveAsync(2, Row("1001", 8), Row("1002"), Row("1003"));
        await SaveAsync(3, Row("1001", 8));
        await SaveAsync(4, Row("1001", 8));

        Assert.Equal([3, 2, 4], Minutes(await PageAsync(sort: new RunSort(RunColumn.Changed, Descending: true))));
        Assert.Equal([4, 1, 2], Minutes(await PageAsync(sort: new RunSort(RunColumn.Changed, Descending: false))));
        Assert.Equal([1, 2, 4], Minutes(await PageAsync(sort: new RunSort(RunColumn.Added, Descending: true))));
        Assert.Equal([3, 4, 2], Minutes(await PageAsync(sort: new RunSort(RunColumn.MarkedOffline, Descending: true))));
        Assert.Equal([1, 4, 3], Minutes(await PageAsync(sort: new RunSort(RunColumn.Known, Descending: false))));
        Assert.Equal([1, 2, 3], Minutes(await PageAsync(sort: new RunSort(RunColumn.When, Descending: false))));
        Assert.Equal([4, 3, 2], Minutes(await PageAsync(sort: new RunSort(RunColumn.Rows, Descending: true))));
    }

    [Fact]
    public async Task The_changes_of_a_refresh_come_with_both_states_and_can_be_asked_for_in_parts()
    {
        await SaveAsync(1, Row("1001"), Row("1002"), Row("1003"));
        var run = await SaveAsync(2, Row("1001", 8), Row("1002"), Row("1004", 1), Row("1000", 2, "a"));

        var first = await _database.Runs.ChangesAsync(ExtensionScope.All, run.ConnectionId, after: null, 2, Token);
        var rest = await _database.Runs.ChangesAsync(ExtensionScope.All, run.ConnectionId, first[^1].Key, 2, Token);

        Assert.Equal(
            [("a", "1000", (int?)null, 2), (Context, "1001", 0, 8), (Context, "1003", 0, 4), (Context, "1004", null, 1)],
            first.Concat(rest).Select(change => (change.Key.Context, change.Key.Exten, change.FromCode, change.ToCode)));
        Assert.Empty(await _database.Runs.ChangesAsync(ExtensionScope.All, "separate-0-0", after: null, 2, Token));
    }

    [Fact]
    public async Task Refreshes_are_found_in_the_order_in_which_they_happened()
    {
        var one = await SaveAsync(1, Row("1001"));
        var failed = Run(RefreshOutcome.Failed, endedAt: Noon.AddMinutes(2), error: "Refused.");
        await RecordAsync(failed);

        var found = await _database.Runs.FindAsync(ExtensionScope.All, [failed.ConnectionId, one.ConnectionId, "separate-0-0"], Token);

        Assert.Equal([one.ConnectionId, failed.ConnectionId], found.Select(run => run.ConnectionId));
        Assert.Equal(failed, found[1]);
        Assert.Equal([Server], await _database.Runs.ServersAsync(ExtensionScope.All, Token));
    }

    [Fact]
    public async Task Two_refreshes_differ_by_what_came_after_the_earlier_up_to_the_later()
    {
        var first = await SaveAsync(1, Row("1001"), Row("1002"), Row("1003"));
        var second = await SaveAsync(2, Row("1001", 8), Row("1002", 8), Row("1003"));
        var third = await SaveAsync(3, Row("1001", 1), Row("1002"), Row("1004"));

        Assert.Equal([("1001", (int?)0, 1), ("1003", 0, 4), ("1004", null, 0)], await DifferencesAsync(first, third));
        Assert.Equal([("1001", (int?)0, 8), ("1002", 0, 8)], await DifferencesAsync(first, second));
        Assert.Equal([("1001", (int?)8, 1), ("1002", 8, 0), ("1003", 0, 4), ("1004", null, 0)], await DifferencesAsync(second, third));
        Assert.Empty(await DifferencesAsync(second, second));
    }

    [Fact]
    public async Task A_refresh_that_failed_stands_for_what_was_known_at_its_end()
    {
        await SaveAsync(1, Row("1001"));
        var failed = Run(RefreshOutcome.Failed, endedAt: Noon.AddMinutes(2), error: "Refused.");
        await RecordAsync(failed);
        var later = await SaveAsync(3, Row("1001", 8));

        Assert.Equal([("1001", (int?)0, 8)], await DifferencesAsync(failed, later));
    }

    [Fact]
    public async Task Differences_can_be_asked_for_in_parts()
    {
        var first = await SaveAsync(1, Row("1"));
        var second = await SaveAsync(2, [.. Rows(50)]);

        List<RunChange> all = [];
        for (ExtensionKey? after = null; ; after = all[^1].Key)
        {
            var part = await _database.Runs.DifferencesAsync(ExtensionScope.All, first.ConnectionId, second.ConnectionId, after, 20, Token);
            if (part.Count == 0) break;
            all.AddRange(part);
        }

        Assert.Equal(51, all.Count);
        Assert.Equal(51, all.DistinctBy(change => change.Key).Count());
        Assert.Equal(51, await _database.Runs.CountDifferencesAsync(ExtensionScope.All, first.ConnectionId, second.ConnectionId, Token));
    }

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 12)];

    /// <summary>Whatever was applied, on whatever PBXs: two refreshes differ as the states do that were known after them.</summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Any_two_refreshes_differ_as_the_states_after_them(int seed)
    {
        var random = new Random(seed);
        string[] servers = ["a", "b"];
        int[] codes = [-1, 0, 0, 1, 4, 8, 16];
        Dictionary<string, List<(string Id, Dictionary<string, int> State)>> history = new(StringComparer.Ordinal) { ["a"] = [], ["b"] = [] };
        List<string> saved = [];
        for (var minute = 1; minute <= 14; minute++)
        {
            var server = servers[random.Next(2)];
            var state = history[server] is [.., var last] ? new Dictionary<string, int>(last.State) : [];
            var run = Run(random.Next(5) == 0 ? RefreshOutcome.TimedOut : RefreshOutcome.Completed, server, Noon.AddMinutes(minute));
            if (run.Outcome != RefreshOutcome.Completed)
            {
                await RecordAsync(run);
            }
            else
            {
                var rows = Enumerable.Range(0, random.Next(1, 12)).Select(_ => Row($"{1000 + random.Next(16)}", codes[random.Next(codes.Length)]))
                    .DistinctBy(row => row.Exten).ToArray();
                await _database.Store.ApplySnapshotAsync(new ExtensionSnapshot(server, run.EndedAt.AddMilliseconds(-500), [], rows), run, Token);
                foreach (var exten in state.Keys.Except(rows.Select(row => row.Exten))) state[exten] = 4;
                foreach (var row in rows) state[row.Exten] = row.StatusCode;
                saved.Add(run.ConnectionId);
            }

            history[server].Add((run.ConnectionId, state));
        }

        // Some refreshes are cleared away; what they changed stays.
        foreach (var id in saved.Where(_ => random.Next(4) == 0))
        {
            _database.Execute($"UPDATE StatusChanges SET RunId = NULL WHERE RunId = (SELECT Id FROM RefreshRuns WHERE ConnectionId = '{id}'); DELETE FROM RefreshRuns WHERE ConnectionId = '{id}'");
            foreach (var runs in history.Values) runs.RemoveAll(run => run.Id == id);
        }

        foreach (var runs in history.Values)
        {
            for (var earlier = 0; earlier < runs.Count; earlier++)
            {
                for (var later = earlier; later < runs.Count; later++)
                {
                    var (before, after) = (runs[earlier].State, runs[later].State);
                    var expected = after.Where(pair => !before.TryGetValue(pair.Key, out var code) || code != pair.Value)
                        .OrderBy(pair => pair.Key, StringComparer.Ordinal)
                        .Select(pair => (pair.Key, before.TryGetValue(pair.Key, out var code) ? code : (int?)null, pair.Value));
                    Assert.Equal(expected, await DifferencesAsync(runs[earlier].Id, runs[later].Id));
                }
            }
        }
    }

    private async Task<RunRecord> SaveAsync(int minute, params SnapshotRow[] rows)
    {
        var run = Run(endedAt: Noon.AddMinutes(minute)) with { Rows = minute };
        await _database.Store.ApplySnapshotAsync(Snapshot(Noon.AddMinutes(minute), rows), run, Token);
        return run;
    }

    private Task RecordAsync(RunRecord run) => _database.Store.RecordRunAsync(run, Token);

    private Task<RunPage> PageAsync(RunFilter? filter = null, RunSort? sort = null, int number = 1) =>
        _database.Runs.PageAsync(ExtensionScope.All, filter ?? RunFilter.None, sort ?? RunSort.NewestFirst, number, 3, Token);

    private Task<IEnumerable<(string Exten, int? From, int To)>> DifferencesAsync(RunRecord earlier, RunRecord later) =>
        DifferencesAsync(earlier.ConnectionId, later.ConnectionId);

    private async Task<IEnumerable<(string Exten, int? From, int To)>> DifferencesAsync(string earlier, string later)
    {
        var differences = await _database.Runs.DifferencesAsync(ExtensionScope.All, earlier, later, after: null, 1000, Token);
        Assert.Equal(differences.Count, await _database.Runs.CountDifferencesAsync(ExtensionScope.All, earlier, later, Token));
        return differences.Select(change => (change.Key.Exten, change.FromCode, change.ToCode));
    }

    private static IEnumerable<int> Minutes(RunPage page) => page.Runs.Select(run => (int)(run.EndedAt - Noon).TotalMinutes);
}
