using AmiBlazor.Board;
using AmiBlazor.History;
using AmiBlazor.Store;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Components.Drawer;
using AmiBlazor.Tests.History;
using AmiBlazor.Tests.Support;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Store;

/// <summary>What was promised of the database, on a real PostgreSQL.</summary>
[Needs(Need.PostgreSql)]
public sealed class PostgreSqlTests(PostgreSqlServer server) : IClassFixture<PostgreSqlServer>
{
    [Theory]
    [InlineData(101)]
    [InlineData(102)]
    [InlineData(103)]
    [InlineData(104)]
    public async Task After_any_lists_and_answers_database_board_and_history_agree(int seed)
    {
        var database = server.NewDatabase();

        await ExtensionStorePropertyTests.CheckAsync(
            seed, await TestDatabase.ConnectAsync(database), _ => TestDatabase.ConnectAsync(database));
    }

    [Theory]
    [InlineData(101)]
    [InlineData(102)]
    [InlineData(103)]
    public async Task What_is_left_of_a_history_tells_every_status_since_the_bound(int seed)
    {
        await using var database = await TestDatabase.ConnectAsync(server.NewDatabase());

        await HistoryCleanerPropertyTests.CheckAsync(seed, database);
    }

    [Fact]
    public async Task A_large_list_is_saved_whole_and_then_by_its_changes()
    {
        await using var database = await TestDatabase.ConnectAsync(server.NewDatabase());

        var first = await ApplyAsync(database, Noon, Rows(2000));
        var second = await ApplyAsync(database, Noon.AddSeconds(1), [.. Rows(1000, 8), .. Rows(1900)[1000..]]);

        Assert.Equal((2000, 0, 2000, 0), (first.Known, first.Changed, first.Added, first.MarkedOffline));
        Assert.Equal((2000, 1100, 0, 100), (second.Known, second.Changed, second.Added, second.MarkedOffline));
        await database.AssertConsistentAsync();
    }

    [Fact]
    public async Task Two_pbxs_that_add_at_the_same_time_keep_apart_what_is_theirs()
    {
        await using var database = await TestDatabase.ConnectAsync(server.NewDatabase());
        string[] servers = ["berlin", "münchen", "wien"];

        await Task.WhenAll(servers.Select(name => Task.Run(async () =>
        {
            for (var round = 1; round <= 6; round++)
            {
                var snapshot = new ExtensionSnapshot(name, Noon.AddSeconds(round), [], Rows(round * 50, round % 3));
                await database.Store.ApplySnapshotAsync(snapshot, Run(server: name), TestContext.Current.CancellationToken);
            }
        }))).InTime();

        foreach (var name in servers)
        {
            Assert.Equal(300, database.Board.Rows(name).Count);
            await database.AssertConsistentAsync(name);
        }
    }

    [Fact]
    public async Task What_is_gone_is_archived_found_and_deleted_with_its_history()
    {
        await using var database = await TestDatabase.ConnectAsync(server.NewDatabase());
        await ApplyAsync(database, Noon, Rows(100));
        await ApplyAsync(database, Noon.AddHours(1), Rows(40));
        var gone = database.Board.Rows(Server).Where(row => !row.Present).Select(row => row.Key).ToList();

        Assert.Equal(60, (await database.Store.ArchiveAsync(gone, isArchived: true, _ => true, TestContext.Current.CancellationToken)).Count);
        await database.AssertConsistentAsync();
        Assert.Equal(40, await FoundAsync());
        Assert.Equal(59, await database.Store.DeleteAsync(Server, gone[1..], _ => true, Noon.AddHours(1), TestContext.Current.CancellationToken));
        Assert.Equal(42, (await database.ChangesAsync()).Count);
        await database.AssertConsistentAsync();

        await ApplyAsync(database, Noon.AddHours(2), Rows(100));
        Assert.Equal(100, await FoundAsync());
        await database.AssertConsistentAsync();

        async Task<int> FoundAsync() => (await database.Queries.ListAsync(
            ExtensionScope.All, new ExtensionFilter(Server, null, null, null), TestContext.Current.CancellationToken)).Count;
    }

    [Fact]
    public async Task A_save_that_breaks_off_leaves_no_trace()
    {
        await using var database = await TestDatabase.ConnectAsync(server.NewDatabase());
        await ApplyAsync(database, Noon, Rows(100));
        database.Execute(
            """
            CREATE FUNCTION broken() RETURNS trigger AS 'BEGIN RAISE unique_violation; END' LANGUAGE plpgsql;
            CREATE TRIGGER broken BEFORE INSERT ON "Extensions" FOR EACH ROW WHEN (NEW."Exten" = '10150') EXECUTE FUNCTION broken();
            """);
        var runs = (await database.RunsAsync()).Count;

        var exception = await Assert.ThrowsAsync<StoreException>(() => ApplyAsync(database, Noon, Rows(200, 8)));

        Assert.StartsWith("Nothing was saved: the database rejected a row", exception.Message, StringComparison.Ordinal);
        Assert.Equal(runs, (await database.RunsAsync()).Count);
        Assert.Equal(100, database.Board.Rows(Server).Count(row => row.StatusCode == 0));
        await database.AssertConsistentAsync();
        database.Execute("""DROP TRIGGER broken ON "Extensions" """);
        Assert.Equal((200, 100), ((await ApplyAsync(database, Noon, Rows(200, 8))).Known, (await database.RunsAsync())[^1].Changed));
        await database.AssertConsistentAsync();
    }

    [Fact]
    public async Task Questions_are_answered_as_by_SQLite()
    {
        await using var database = await TestDatabase.ConnectAsync(server.NewDatabase());
        await ApplyAsync(database, Noon, Row("1001", 17), Row("1002", 64), Row("5%_\\x", -1));
        await ApplyAsync(database, Noon.AddMinutes(1), Row("1001", 16), Row("1002", 64));
        database.Execute("""UPDATE "Extensions" SET "Name" = 'Jörg Müller' WHERE "Exten" = '1002'""");

        Assert.Equal(["1001", "1002", "5%_\\x"], await ExtensAsync(null, null));
        Assert.Equal(["1001"], await ExtensAsync(ExtensionStatus.OnHold, null));
        Assert.Equal(["1002"], await ExtensAsync(ExtensionStatus.Unknown, null));
        Assert.Equal(["1002"], await ExtensAsync(null, "MÜLLER"));
        Assert.Equal(["5%_\\x"], await ExtensAsync(null, "%_\\X"));
        Assert.Empty(await ExtensAsync(null, "' OR 1=1 --"));
        var key = new ExtensionKey(Server, Context, "1001");
        Assert.Equal(
            [(17, 16), (null, 17)],
            (await database.Queries.HistoryAsync(ExtensionScope.All, key, null, null, TestContext.Current.CancellationToken))!.Select(
                entry => (entry.FromCode, entry.ToCode)));
        Assert.Single((await database.Queries.HistoryAsync(ExtensionScope.All, key, Noon.AddSeconds(30), Noon.AddHours(1),
            TestContext.Current.CancellationToken))!);
        Assert.Equal([2, 3], (await database.Queries.LastRunsAsync(ExtensionScope.All, 5, TestContext.Current.CancellationToken))
            .Select(run => run.Changed + run.Added));

        async Task<IEnumerable<string>> ExtensAsync(ExtensionStatus? status, string? text) =>
            (await database.Queries.ListAsync(ExtensionScope.All, new ExtensionFilter(null, status, null, text),
                TestContext.Current.CancellationToken)).Select(found => found.Row.Key.Exten);
    }

    [Fact]
    public async Task Names_and_the_pieces_of_a_history_are_as_in_SQLite()
    {
        await using var database = await TestDatabase.ConnectAsync(server.NewDatabase());
        for (var minute = 0; minute < 9; minute++)
            await ApplyAsync(database, Noon.AddMinutes(minute), Row("1001", minute % 2), Row("1002"));
        var row = database.Board.Rows(Server).Single(row => row.Key.Exten == "1001");
        var ct = TestContext.Current.CancellationToken;

        var named = await database.Store.RenameAsync(row.Key, " Jörg\0 مرحبا 👩‍👩‍👧 ", " ", _ => true, ct);
        await ApplyAsync(database, Noon.AddMinutes(9), Row("1001", 8), Row("1002"));

        Assert.Equal(("Jörg مرحبا 👩‍👩‍👧", (string?)null), (named!.Name, named.Department));
        await database.AssertConsistentAsync();
        var recent = await database.Queries.RecentAsync(row.Id, Noon.AddMinutes(7), 1, ct);
        Assert.Equal((4, true, (DateTimeOffset?)Noon), (recent.Changes.Count, recent.HasOlder, recent.FirstKnownAt));
        var older = await database.Queries.OlderAsync(row.Id, recent.Changes[^1], 50, ct);
        Assert.Equal([5, 4, 3, 2, 1, 0], older.Select(change => (int)(change.At - Noon).TotalMinutes));
        Assert.Equal([9], (await database.Queries.NewerAsync(row.Id, recent.Changes[1].Id, ct)).Select(change => (int)(change.At - Noon).TotalMinutes));
    }

    [Fact]
    public async Task A_server_that_is_gone_is_told_and_the_board_lives_on()
    {
        using var mortal = new PostgreSqlServer();
        await using var database = await TestDatabase.ConnectAsync(mortal.NewDatabase());
        await ApplyAsync(database, Noon, Rows(10));
        mortal.Kill();

        var exception = await Assert.ThrowsAsync<StoreException>(() => ApplyAsync(database, Noon, Rows(10, 8)));

        Assert.StartsWith("Nothing was saved: the database cannot be reached.", exception.Message, StringComparison.Ordinal);
        Assert.Equal(10, database.Board.Rows(Server).Count(row => row.StatusCode == 0));
    }

    private static Task<StoreResult> ApplyAsync(TestDatabase database, DateTimeOffset at, params SnapshotRow[] rows) =>
        database.Store.ApplySnapshotAsync(Snapshot(at, rows), Run(endedAt: at), TestContext.Current.CancellationToken);
}
