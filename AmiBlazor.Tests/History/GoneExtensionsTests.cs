using AmiBlazor.Board;
using AmiBlazor.History;
using AmiBlazor.Store;
using AmiBlazor.Tests.Support;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.History;

/// <summary>What has been gone for long is archived, and at last removed, by itself.</summary>
public sealed class GoneExtensionsTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_gone_for_long_is_archived_once_and_again_only_long_after_a_person_brought_it_back()
    {
        var clock = new FakeClock();
        await using var database = await GoneAsync(clock);
        var (now, gone) = (clock.GetUtcNow(), database.Service<GoneExtensions>());

        Assert.Equal(0, await InTurnAsync(clock, gone.ArchiveAsync(now - Day, Token)));
        Assert.Equal(3, await InTurnAsync(clock, gone.ArchiveAsync(now, Token)));
        Assert.Equal("1001 archived, 1002 archived, 1003 archived, 1004 listed", Board(database));
        Assert.Equal(7, (await database.ChangesAsync()).Count);

        await database.Store.ArchiveAsync([Find(database, "1003").Key], isArchived: false, _ => true, Token);
        Assert.Equal(0, await InTurnAsync(clock, gone.ArchiveAsync(now, Token)));
        Assert.Equal(1, await InTurnAsync(clock, gone.ArchiveAsync(now + Day, Token)));
        await database.AssertConsistentAsync();
    }

    [Fact]
    public async Task It_is_removed_with_its_history_unless_it_has_a_name_or_history_or_a_person_brought_it_back()
    {
        var clock = new FakeClock();
        await using var database = await GoneAsync(clock);
        var (now, gone) = (clock.GetUtcNow(), database.Service<GoneExtensions>());
        await InTurnAsync(clock, gone.ArchiveAsync(now, Token));
        await database.Store.ArchiveAsync([Find(database, "1003").Key], isArchived: false, _ => true, Token);

        Assert.Equal(0, await InTurnAsync(clock, gone.RemoveAsync(now - Day, now, Token)));
        Assert.Equal(0, await InTurnAsync(clock, gone.RemoveAsync(now, now - Day, Token)));
        Assert.Equal(1, await InTurnAsync(clock, gone.RemoveAsync(now, now, Token)));
        Assert.Equal("1002 archived, 1003 gone, 1004 listed", Board(database));
        Assert.Equal(5, (await database.ChangesAsync()).Count);
        await database.AssertConsistentAsync();
    }

    [Theory]
    [InlineData("1.00:00:00", "1.00:00:00", "1002 archived, 1004 listed")]
    [InlineData("1.00:00:00", "00:00:00", "1001 archived, 1002 archived, 1003 archived, 1004 listed")]
    [InlineData("00:00:00", "1.00:00:00", "1002 gone, 1004 listed")]
    [InlineData("00:00:00", "00:00:00", "1001 gone, 1002 gone, 1003 gone, 1004 listed")]
    public async Task It_happens_by_itself_after_the_configured_times_where_zero_is_never(string archive, string remove, string expected)
    {
        var clock = new FakeClock();
        await using var database = await GoneAsync(
            clock, ("History:Keep", "1.00:00:00"), ("History:ArchiveGoneAfter", archive), ("History:RemoveGoneAfter", remove));

        // What was listed a day before it was gone is history that goes first.
        await clock.TimerDueInAsync(HistoryCleaner.FirstWait);
        clock.Advance(Day + HistoryCleaner.FirstWait + HistoryCleaner.Interval);
        while (Board(database) != expected)
        {
            // After the last batch there is no pause.
            var pause = clock.WaitingAsync(rest => rest == HistoryCleaner.BatchPause);
            await Polling.UntilAsync(() => pause.IsCompleted || Board(database) == expected);
            clock.Advance(HistoryCleaner.BatchPause);
        }

        await database.AssertConsistentAsync(isWhole: false);
    }

    [Fact]
    public async Task What_is_listed_again_before_its_turn_stays()
    {
        var clock = new FakeClock();
        await using var database = await TestDatabase.CreateAsync(clock);
        var now = clock.GetUtcNow();
        await ListAsync(database, now.AddDays(-201), Rows(1_200));
        await ListAsync(database, now.AddDays(-200), Row("1004"));
        var removing = database.Service<GoneExtensions>().RemoveAsync(now, now, Token);
        await clock.TimerDueInAsync(HistoryCleaner.BatchPause);
        await ListAsync(database, now.AddDays(1), [Row("1004"), .. Rows(1_200).TakeLast(5)]);
        for (var batch = 2; batch <= 4; batch++)
        {
            clock.Advance(HistoryCleaner.BatchPause);
            if (batch <= 3) await clock.TimerDueInAsync(HistoryCleaner.BatchPause, batch);
        }

        Assert.Equal(1_195, await removing.InTime());
        Assert.Equal(6, database.Board.Rows(Server).Count);
        await database.AssertConsistentAsync();
    }

    /// <summary>1001 to 1003 are gone since now; 1002 has a name.</summary>
    private static async Task<TestDatabase> GoneAsync(FakeClock clock, params (string Key, string Value)[] settings)
    {
        var database = await TestDatabase.CreateAsync(clock, builder =>
        {
            foreach (var (key, value) in settings) builder.Configuration[key] = value;
        });
        var now = clock.GetUtcNow();
        await ListAsync(database, now.AddDays(-1), Row("1001"), Row("1002"), Row("1003"), Row("1004"));
        await database.Store.RenameAsync(Find(database, "1002").Key, "Anna", null, _ => true, Token);
        await ListAsync(database, now, Row("1004"));
        return database;
    }

    /// <summary>Lets the pause after its only batch pass, if there is one; the clock stands where it stood for what comes next.</summary>
    private static async Task<int> InTurnAsync(FakeClock clock, Task<int> work)
    {
        while (!work.IsCompleted)
        {
            await Task.WhenAny(work, clock.WaitingAsync(rest => rest <= HistoryCleaner.BatchPause)).InTime();
            if (!work.IsCompleted) clock.Advance(HistoryCleaner.BatchPause);
        }

        return await work;
    }

    private static Task ListAsync(TestDatabase database, DateTimeOffset at, params SnapshotRow[] rows) =>
        database.Store.ApplySnapshotAsync(Snapshot(at, rows), Run(), Token);

    private static BoardRow Find(TestDatabase database, string exten) => database.Board.Rows(Server).Single(row => row.Key.Exten == exten);

    private static string Board(TestDatabase database) => string.Join(
        ", ",
        database.Board.Rows(Server).OrderBy(row => row.Key.Exten, StringComparer.Ordinal)
            .Select(row => $"{row.Key.Exten} {(row.Present ? "listed" : row.ArchivedAt is null ? "gone" : "archived")}"));
}
