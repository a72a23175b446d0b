using System.Globalization;
using AmiBlazor.Board;
using AmiBlazor.Store;
using AmiBlazor.Tests.Support;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Store;

/// <summary>Extensions that their PBX no longer lists: since when, archived, back, and deleted.</summary>
public sealed class GoneStoreTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_list_does_not_hold_is_gone_since_that_list_and_back_with_the_next_one()
    {
        await using var database = await TestDatabase.CreateAsync();
        await ListAsync(database, Noon, Row("1001"), Row("1002", 4), Row("1003"));

        await ListAsync(database, Noon.AddHours(1), Row("1003"));
        await ListAsync(database, Noon.AddHours(2), Row("1003"));

        Assert.Equal([("1001", Noon.AddHours(1)), ("1002", Noon.AddHours(1)), ("1003", null)], GoneSince(database));
        await database.AssertConsistentAsync();

        await ArchiveAsync(database, "1001");
        await ListAsync(database, Noon.AddHours(3), Row("1001"), Row("1003"));

        Assert.Equal([("1001", null), ("1002", Noon.AddHours(1)), ("1003", null)], GoneSince(database));
        Assert.Null(Find(database, "1001").ArchivedAt);
        await database.AssertConsistentAsync();
    }

    [Fact]
    public async Task What_an_event_says_is_removed_is_gone_since_then_and_back_with_its_next_event()
    {
        await using var database = await TestDatabase.CreateAsync();
        await ListAsync(database, Noon, Row("1001"), Row("1002"));

        await HearAsync(database, LiveStatus.Removed, Noon.AddMinutes(5));
        Assert.Equal([("1001", Noon.AddMinutes(5)), ("1002", null)], GoneSince(database));
        await ArchiveAsync(database, "1001");
        await HearAsync(database, 8, Noon.AddMinutes(6));

        var row = Find(database, "1001");
        Assert.Equal((true, null, null, ExtensionStatus.Ringing), (row.Present, row.GoneSince, row.ArchivedAt, row.Shown));
        await database.AssertConsistentAsync();
    }

    [Fact]
    public async Task Only_what_is_gone_can_be_archived_and_it_keeps_its_name_and_history()
    {
        await using var database = await TestDatabase.CreateAsync();
        await ListAsync(database, Noon, Row("1001"), Row("1002"));
        await database.Store.RenameAsync(Find(database, "1001").Key, "Anna", null, _ => true, Token);
        await ListAsync(database, Noon.AddHours(1), Row("1002"));
        var history = (await database.ChangesAsync()).Count;

        var archived = await ArchiveAsync(database, "1001", "1002", "1001");
        var again = await ArchiveAsync(database, "1001");

        Assert.Equal(["1001"], archived.Select(row => row.Key.Exten));
        Assert.Empty(again);
        Assert.Equal((ExtensionStatus.Archived, "Anna"), (Find(database, "1001").Shown, Find(database, "1001").Name));
        Assert.Equal(history, (await database.ChangesAsync()).Count);
        await database.AssertConsistentAsync();

        Assert.Single(await database.Store.ArchiveAsync([Find(database, "1001").Key], isArchived: false, _ => true, Token));
        Assert.Equal((ExtensionStatus.Gone, Noon.AddHours(1)), (Find(database, "1001").Shown, Find(database, "1001").GoneSince));
        await database.AssertConsistentAsync();
    }

    [Fact]
    public async Task What_is_deleted_leaves_the_board_and_open_pages_and_comes_anew_when_it_is_listed_again()
    {
        await using var database = await TestDatabase.CreateAsync();
        await ListAsync(database, Noon, Rows(700));
        await ListAsync(database, Noon.AddHours(1), [.. Rows(700).Where((_, number) => number % 7 == 0)]);
        var gone = database.Board.Rows(Server).Where(row => !row.Present).Select(row => row.Key).ToList();
        var batches = System.Threading.Channels.Channel.CreateUnbounded<BoardBatch>();
        using var subscription = database.Board.Subscribe(batch => batches.Writer.WriteAsync(batch, CancellationToken.None).AsTask()).Subscription;

        Assert.Equal(0, await database.Store.DeleteAsync(Server, gone, _ => true, historySince: Noon, Token));
        Assert.Equal(gone.Count, await database.Store.DeleteAsync(Server, gone, _ => true, historySince: Noon.AddHours(1), Token));

        var batch = await batches.Reader.ReadAsync(Token).AsTask().InTime();
        Assert.True(batch.IsWholeBoard);
        Assert.Equal(100, batch.Snapshot.Count);
        Assert.Equal(100, batch.Snapshot.Rows().Count());
        Assert.Equal(100, (await database.ChangesAsync()).Count);
        await database.AssertConsistentAsync();

        await ListAsync(database, Noon.AddHours(2), Rows(700));
        Assert.Equal(700, database.Board.Rows(Server).Count);
        await database.AssertConsistentAsync();
    }

    [Fact]
    public void Rows_that_come_change_and_go_in_any_order_are_the_board_that_every_page_has()
    {
        var random = new Random(11);
        var board = new LiveBoard(TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<LiveBoard>.Instance);
        var known = new Dictionary<ExtensionKey, BoardRow>();
        for (var step = 0; step < 500; step++)
        {
            var before = board.Snapshot;
            var rows = Enumerable.Range(0, random.Next(1, 40)).Select(_ => random.Next(900)).Distinct()
                .Select(number => BoardRow(number.ToString(CultureInfo.InvariantCulture), random.Next(5), context: number % 3 == 0 ? "x" : "y", id: number + 1)).ToList();
            if (random.Next(2) == 0)
            {
                board.Publish(Server, rows, facts: null);
                foreach (var row in rows) known[row.Key] = row;
            }
            else
            {
                board.Remove(Server, rows);
                foreach (var row in rows) known.Remove(row.Key);
            }

            var pbx = board.For(Server);
            Assert.Equal(known.Count, pbx.Count);
            Assert.All(known.Values, row => Assert.Same(row, pbx[pbx.Find(row.Key.Context, row.Key.Exten)]));
            if (step % 20 != 0) continue;
            Assert.Equal(known.Values.OrderBy(row => row.Id), board.Snapshot.Rows().OrderBy(row => row.Id));
            Assert.Equal(known.Count, board.Snapshot.Indices().Select(index => board.Snapshot[index].Id).Distinct().Count());
            Assert.Equal(before.Count, before.Rows().Count());
        }
    }

    private static Task ListAsync(TestDatabase database, DateTimeOffset at, params SnapshotRow[] rows) =>
        database.Store.ApplySnapshotAsync(Snapshot(at, rows), Run(), Token);

    private static async Task HearAsync(TestDatabase database, int code, DateTimeOffset at)
    {
        database.Service<LiveEventQueues>().For(Server).Enqueue(new LiveStatus(Context, "1001", "PJSIP/1001", code, at));
        await database.Store.WriteQueuedEventsAsync(Server, Token);
    }

    private static Task<IReadOnlyList<BoardRow>> ArchiveAsync(TestDatabase database, params string[] extens) =>
        database.Store.ArchiveAsync([.. extens.Select(exten => Find(database, exten).Key)], isArchived: true, _ => true, Token);

    private static BoardRow Find(TestDatabase database, string exten) => database.Board.Rows(Server).Single(row => row.Key.Exten == exten);

    private static IEnumerable<(string Exten, DateTimeOffset? Since)> GoneSince(TestDatabase database) =>
        database.Board.Rows(Server).Select(row => (row.Key.Exten, row.GoneSince)).Order();
}
