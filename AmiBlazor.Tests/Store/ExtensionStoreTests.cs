using System.Globalization;
using AmiBlazor.Board;
using AmiBlazor.History;
using AmiBlazor.Store;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Support;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Store;

public sealed class ExtensionStoreTests
{
    private static readonly DateTimeOffset First = Noon;
    private static readonly DateTimeOffset Second = Noon.AddMinutes(1);
    private static readonly DateTimeOffset Third = Noon.AddMinutes(2);

    [Fact]
    public async Task A_first_list_adds_its_extensions()
    {
        await using var database = await TestDatabase.CreateAsync();

        var result = await ApplyAsync(database, First, Row("1001"), Row("1002", 4));

        Assert.Equal((2, 0, 2, 0), (result.Known, result.Changed, result.Added, result.MarkedOffline));
        Assert.All(result.ChangedRows, row => Assert.Null(row.PreviousCode));
        var row = Find(database, "1001");
        Assert.Equal(("PJSIP/1001", 0, true), (row.Hint, row.StatusCode, row.Present));
        Assert.Equal((First, (DateTimeOffset?)null), (row.LastSeen, row.LastStatusChange));
        Assert.Equal(["1001: -→0", "1002: -→4"], await HistoryLinesAsync(database));
        await database.AssertConsistentAsync();
    }

    [Fact]
    public async Task A_list_that_repeats_everything_writes_no_row_and_yet_moves_last_seen()
    {
        await using var database = await TestDatabase.CreateAsync();
        await ApplyAsync(database, First, Row("1001"), Row("1002", 4));
        var before = await database.RowsAsync();

        var result = await ApplyAsync(database, Second, Row("1001"), Row("1002", 4));

        Assert.Equal((2, 0, 0, 0), (result.Known, result.Changed, result.Added, result.MarkedOffline));
        Assert.Empty(result.ChangedRows);
        Assert.Equal(before, await database.RowsAsync());
        Assert.Equal(Second, database.Board.LastSeen(Find(database, "1001")));
        Assert.Equal(Second, database.Board.Pbx(Server).LastListAt);
        await database.AssertConsistentAsync();
    }

    [Fact]
    public async Task A_changed_status_is_saved_with_its_history_and_its_run()
    {
        await using var database = await TestDatabase.CreateAsync();
        await ApplyAsync(database, First, Row("1001"), Row("1002"));
        var run = Run();

        var result = await database.Store.ApplySnapshotAsync(Snapshot(Second, Row("1001", 8), Row("1002")), run, TestContext.Current.CancellationToken);

        var changed = Assert.Single(result.ChangedRows);
        Assert.Equal((0, 8, (DateTimeOffset?)Second), (changed.PreviousCode, changed.Row.StatusCode, changed.Row.LastStatusChange));
        var history = await database.Queries.HistoryAsync(ExtensionScope.All, new ExtensionKey(Server, Context, "1001"), null, null,
            TestContext.Current.CancellationToken);
        Assert.Equal(new ChangeEntry(history![0].Id, Second, 0, 8, "refresh") { ConnectionId = run.ConnectionId }, history[0]);
        var saved = (await database.RunsAsync())[^1];
        Assert.Equal((run.ConnectionId, "completed", 2, 1, 0, 0),
            (saved.ConnectionId, saved.Outcome, saved.ExtensionsChecked, saved.Changed, saved.Added, saved.MarkedOffline));
        await database.AssertConsistentAsync();
    }

    [Fact]
    public async Task An_extension_missing_from_the_list_becomes_offline_and_keeps_when_it_was_last_seen()
    {
        await using var database = await TestDatabase.CreateAsync();
        await ApplyAsync(database, First, Row("1001"), Row("1002"));
        await ApplyAsync(database, Second, Row("1001"), Row("1002"));

        var result = await ApplyAsync(database, Third, Row("1001"));

        Assert.Equal((2, 1, 0, 1), (result.Known, result.Changed, result.Added, result.MarkedOffline));
        var gone = Find(database, "1002");
        Assert.Equal((4, false, (DateTimeOffset?)Third), (gone.StatusCode, gone.Present, gone.LastStatusChange));
        Assert.Equal(Second, gone.LastSeen);
        Assert.Equal(Second, database.Board.LastSeen(gone));
        await database.AssertConsistentAsync();
    }

    [Fact]
    public async Task An_extension_that_was_unavailable_and_goes_missing_is_marked_without_a_change_of_status()
    {
        await using var database = await TestDatabase.CreateAsync();
        await ApplyAsync(database, First, Row("1001"), Row("1002", 4));

        var result = await ApplyAsync(database, Second, Row("1001"));
        var again = await ApplyAsync(database, Third, Row("1001"));

        Assert.Equal((0, 1), (result.Changed, result.MarkedOffline));
        Assert.Empty(result.ChangedRows);
        Assert.False(Find(database, "1002").Present);
        Assert.Equal(["1001: -→0", "1002: -→4"], await HistoryLinesAsync(database));
        Assert.Equal((0, 0), (again.Changed, again.MarkedOffline));
        await database.AssertConsistentAsync();
    }

    [Fact]
    public async Task An_extension_that_comes_back_is_present_again()
    {
        await using var database = await TestDatabase.CreateAsync();
        await ApplyAsync(database, First, Row("1001"), Row("1002"), Row("1003", 4));
        await ApplyAsync(database, Second, Row("1001"));

        var result = await ApplyAsync(database, Third, Row("1001"), Row("1002", 1), Row("1003", 4));

        Assert.Equal((1, 0, 0), (result.Changed, result.Added, result.MarkedOffline));
        Assert.Equal((1, true, Third), (Find(database, "1002").StatusCode, Find(database, "1002").Present, Find(database, "1002").LastSeen));
        Assert.Equal((4, true, Third), (Find(database, "1003").StatusCode, Find(database, "1003").Present, Find(database, "1003").LastSeen));
        Assert.Equal(["1001: -→0", "1002: -→0", "1003: -→4", "1002: 0→4", "1002: 4→1"], await HistoryLinesAsync(database));
        await database.AssertConsistentAsync();
    }

    [Fact]
    public async Task A_changed_hint_alone_is_saved_without_history()
    {
        await using var database = await TestDatabase.CreateAsync();
        await ApplyAsync(database, First, Row("1001"));

        var result = await ApplyAsync(database, Second, Row("1001", hint: "SIP/other"));

        Assert.Equal((0, 0), (result.Changed, result.ChangedRows.Count));
        Assert.Equal("SIP/other", Find(database, "1001").Hint);
        Assert.Null(Find(database, "1001").LastStatusChange);
        Assert.Equal(["1001: -→0"], await HistoryLinesAsync(database));
        await database.AssertConsistentAsync();
    }

    [Fact]
    public async Task The_same_exten_in_two_contexts_is_two_extensions()
    {
        await using var database = await TestDatabase.CreateAsync();

        var result = await ApplyAsync(database, First, Row("1001", 0, "a"), Row("1001", 8, "b"), Row("1001", 1, "A"));

        Assert.Equal(3, result.Added);
        Assert.Equal([0, 1, 8], database.Board.Rows(Server).Select(row => row.StatusCode).Order());
        await database.AssertConsistentAsync();
    }

    [Fact]
    public async Task Known_extensions_outside_the_lists_contexts_are_left_alone()
    {
        await using var database = await TestDatabase.CreateAsync();
        await ApplyAsync(database, First, Row("1001", 0, "kept"), Row("1002", 0, "kept"), Row("2001", 8, "other"));

        var snapshot = new ExtensionSnapshot(Server, Second, ["kept"], new[] { Row("1001", 1, "kept") });
        var result = await database.Store.ApplySnapshotAsync(snapshot, Run(), TestContext.Current.CancellationToken);

        Assert.Equal((3, 2, 1), (result.Known, result.Changed, result.MarkedOffline));
        Assert.Equal((8, true), (Find(database, "2001").StatusCode, Find(database, "2001").Present));
        Assert.False(Find(database, "1002").Present);
        await database.AssertConsistentAsync();
    }

    [Fact]
    public async Task Of_an_extension_that_a_list_holds_twice_the_last_row_counts()
    {
        await using var database = await TestDatabase.CreateAsync();

        var added = await ApplyAsync(database, First, Row("1001", 0), Row("1002"), Row("1001", 8, hint: "SIP/later"));
        var changed = await ApplyAsync(database, Second, Row("1001", 1), Row("1002"), Row("1001", 2, hint: "SIP/later"));

        Assert.Equal(2, added.Added);
        Assert.Equal((1, 2), (changed.Changed, changed.Known));
        Assert.Equal(["1001: -→8", "1002: -→0", "1001: 8→2"], await HistoryLinesAsync(database));
        await database.AssertConsistentAsync();
    }

    [Fact]
    public async Task A_number_that_nobody_knows_is_kept_as_the_pbx_sent_it()
    {
        await using var database = await TestDatabase.CreateAsync();

        await ApplyAsync(database, First, Row("1001", -1), Row("1002", 77));

        Assert.Equal((-1, ExtensionStatus.Unknown), (Find(database, "1001").StatusCode, Find(database, "1001").Status));
        Assert.Equal(77, Find(database, "1002").StatusCode);
        await database.AssertConsistentAsync();
    }

    [Fact]
    public async Task Two_pbxs_keep_apart_what_they_are_told_at_the_same_time()
    {
        await using var database = await TestDatabase.CreateAsync();
        string[] servers = ["berlin", "münchen"];

        await Task.WhenAll(servers.Select(server => Task.Run(async () =>
        {
            for (var round = 0; round < 20; round++)
            {
                var snapshot = new ExtensionSnapshot(server, First.AddSeconds(round), [], Rows(100, round % 3));
                await database.Store.ApplySnapshotAsync(snapshot, Run(server: server), TestContext.Current.CancellationToken);
            }
        }))).InTime();

        foreach (var server in servers)
        {
            Assert.Equal(100, database.Board.Rows(server).Count(row => row.StatusCode == 1));
            await database.AssertConsistentAsync(server);
        }

        Assert.Equal(40, (await database.RunsAsync()).Count);
    }

    [Fact]
    public async Task Saves_of_one_pbx_stand_in_line()
    {
        await using var database = await TestDatabase.CreateAsync();

        await Task.WhenAll(Enumerable.Range(0, 12)
            .Select(number => Task.Run(() => ApplyAsync(database, First.AddSeconds(number), Rows(200, number))))).InTime();

        Assert.Single(database.Board.Rows(Server).Select(row => row.StatusCode).Distinct());
        await database.AssertConsistentAsync();
    }

    [Fact]
    public async Task A_cancelled_wait_for_the_turn_changes_nothing()
    {
        await using var database = await TestDatabase.CreateAsync();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => database.Store.ApplySnapshotAsync(Snapshot(Row()), Run(), cancelled.Token));

        Assert.Empty(database.Board.Rows(Server));
        Assert.Empty(await database.RunsAsync());
        Assert.Equal(1, (await ApplyAsync(database, First, Row())).Added);
    }

    [Fact]
    public async Task An_empty_list_is_not_applied()
    {
        await using var database = await TestDatabase.CreateAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => ApplyAsync(database, First));
    }

    [Fact]
    public async Task Answers_of_single_queries_take_nothing_for_gone_and_leave_the_list_time()
    {
        await using var database = await TestDatabase.CreateAsync();
        await ApplyAsync(database, First, Row("1001"), Row("1002"), Row("1003"));
        var run = Run();

        var result = await database.Store.ApplyAnswersAsync(
            Server, Second, askedStamp: null, new[] { Row("1001", 8), Row("1002") }, run, TestContext.Current.CancellationToken);

        Assert.Equal((3, 1, 0, 0), (result.Known, result.Changed, result.Added, result.MarkedOffline));
        Assert.Equal(First, database.Board.Pbx(Server).LastListAt);
        Assert.Equal((8, Second), (Find(database, "1001").StatusCode, Find(database, "1001").LastSeen));
        Assert.Equal((0, Second), (Find(database, "1002").StatusCode, Find(database, "1002").LastSeen));
        Assert.Equal((0, First, true), (Find(database, "1003").StatusCode, Find(database, "1003").LastSeen, Find(database, "1003").Present));
        Assert.Equal((3, 1), ((await database.RunsAsync())[^1].ExtensionsChecked, (await database.RunsAsync())[^1].Changed));
        await database.AssertConsistentAsync();
    }

    [Fact]
    public async Task A_run_that_applied_nothing_is_recorded_with_its_reason()
    {
        await using var database = await TestDatabase.CreateAsync();

        await database.Store.RecordRunAsync(Run(RefreshOutcome.TimedOut, error: "The PBX did not answer."), TestContext.Current.CancellationToken);

        var run = Assert.Single(await database.Queries.LastRunsAsync(ExtensionScope.All, 20, TestContext.Current.CancellationToken));
        Assert.Equal((RefreshOutcome.TimedOut, "The PBX did not answer.", "anna", 125L), (run.Outcome, run.Error, run.AskedBy, run.Bytes));
    }

    [Fact]
    public async Task Names_that_people_gave_survive_lists_and_a_restart()
    {
        await using var database = await TestDatabase.CreateAsync();
        await ApplyAsync(database, First, Row("1001"), Row("1002"));
        database.Execute("UPDATE Extensions SET Name = 'Anna', Department = 'Sales' WHERE Exten = '1001'");

        database.LetGo();
        await using var restarted = await TestDatabase.OpenAsync(database.Path);
        await ApplyAsync(restarted, Second, Row("1001", 8), Row("1002"));

        var row = Find(restarted, "1001");
        Assert.Equal(("Anna", "Sales", 8), (row.Name, row.Department, row.StatusCode));
        await restarted.AssertConsistentAsync();
    }

    [Fact]
    public async Task A_restart_shows_what_was_saved()
    {
        await using var database = await TestDatabase.CreateAsync();
        await ApplyAsync(database, First, Row("1001"), Row("1002"));
        await ApplyAsync(database, Second.AddTicks(1234567), Row("1001", 8));

        database.LetGo();
        await using var restarted = await TestDatabase.OpenAsync(database.Path);

        Assert.Equal(database.Board.Rows(Server).ToHashSet(), restarted.Board.Rows(Server).ToHashSet());
        Assert.Equal(database.Board.Pbx(Server), restarted.Board.Pbx(Server));
    }

    private static Task<StoreResult> ApplyAsync(TestDatabase database, DateTimeOffset at, params SnapshotRow[] rows) =>
        database.Store.ApplySnapshotAsync(Snapshot(at, rows), Run(), TestContext.Current.CancellationToken);

    private static BoardRow Find(TestDatabase database, string exten) => database.Board.Rows(Server).Single(row => row.Key.Exten == exten);

    private static async Task<IEnumerable<string>> HistoryLinesAsync(TestDatabase database) =>
        (await database.ChangesAsync()).Select(change => string.Create(CultureInfo.InvariantCulture, $"{change.Extension!.Exten}: {change.FromCode?.ToString(CultureInfo.InvariantCulture) ?? "-"}→{change.ToCode}"));
}
