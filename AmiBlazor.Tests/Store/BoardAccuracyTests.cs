using AmiBlazor.Board;
using AmiBlazor.Store;
using AmiBlazor.Tests.Support;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Store;

/// <summary>Counts how often the board differed from the PBX although every change had been followed.</summary>
public sealed class BoardAccuracyTests
{
    private readonly FakeClock _clock = new();

    [Fact]
    public async Task A_board_that_nobody_follows_is_not_measured()
    {
        await using var database = await TestDatabase.CreateAsync(_clock);

        var first = await ApplyAsync(database, Row("1001"));
        var second = await ApplyAsync(database, Row("1001", 8));

        Assert.Equal(((int?)null, (int?)null), (first.Differing, second.Differing));
        Assert.Equal([null, null], (await database.RunsAsync()).Select(run => run.Differing));
        Assert.Null(first.Verification);
        Assert.Null(second.Verification);
    }

    [Fact]
    public async Task A_board_that_is_right_counts_nothing()
    {
        await using var database = await TestDatabase.CreateAsync(_clock);
        await FollowAsync(database, Row("1001"), Row("1002"));
        _clock.Advance(TimeSpan.FromSeconds(5));

        var result = await ApplyAsync(database, Row("1001"), Row("1002"));

        Assert.Equal((int?)0, result.Differing);
        Assert.Equal((int?)0, (await database.RunsAsync())[^1].Differing);
        Assert.Equal((0, 0, 2), (result.Verification!.Changed, result.Verification.Differing, result.Verification.Known));
    }

    [Fact]
    public async Task Rows_that_no_event_told_count_once_nobody_can_be_telling_them()
    {
        await using var database = await TestDatabase.CreateAsync(_clock);
        await FollowAsync(database, Row("1001"), Row("1002"), Row("1003"), Row("1004"));
        _clock.Advance(TimeSpan.FromSeconds(5));

        // Another state, gone, new; the text of a hint alone is no difference.
        var save = ApplyAsync(database, Row("1001", 8), Row("1003", hint: "PJSIP/moved"), Row("1004"), Row("1005"));
        _clock.Advance(TimeSpan.FromMilliseconds(240));
        Assert.False(save.IsCompleted);
        _clock.Advance(TimeSpan.FromMilliseconds(20));
        var result = await save.InTime();

        Assert.Equal((int?)3, result.Differing);
        Assert.Equal((int?)3, (await database.RunsAsync())[^1].Differing);
        Assert.Equal((1, 3, ChangeSource.Refresh), (result.Verification!.Changed, result.Verification.Differing, result.Verification.Source));
        await database.AssertConsistentAsync();
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(240, 0)]
    [InlineData(300, 1)]
    public async Task An_event_on_its_way_is_waited_for_but_not_for_long(int milliseconds, int differing)
    {
        await using var database = await TestDatabase.CreateAsync(_clock);
        var queue = await FollowAsync(database, Row("1001"));
        _clock.Advance(TimeSpan.FromSeconds(5));

        var save = ApplyAsync(database, Row("1001", 8));
        _clock.Advance(TimeSpan.FromMilliseconds(milliseconds));
        queue.Enqueue(new LiveStatus(Context, "1001", "PJSIP/1001", 8, _clock.GetUtcNow()));
        _clock.Advance(TimeSpan.FromMilliseconds(300));
        var result = await save.InTime();

        Assert.Equal((int?)differing, result.Differing);
        Assert.Equal(differing == 0 ? ChangeSource.Live : ChangeSource.Refresh, (await database.ChangesAsync())[^1].Source);
        Assert.Equal(2, (await database.ChangesAsync()).Count);
    }

    [Fact]
    public async Task A_list_from_before_the_board_was_followed_is_not_measured()
    {
        await using var database = await TestDatabase.CreateAsync(_clock);
        var older = (_clock.GetUtcNow(), _clock.GetTimestamp());
        _clock.Advance(TimeSpan.FromSeconds(1));
        await FollowAsync(database, Row("1001"));

        var result = await ApplyAsync(database, older, Row("1001", 8));

        Assert.Null(result.Verification);
    }

    [Fact]
    public async Task What_is_lost_is_not_measured_until_it_is_followed_again()
    {
        await using var database = await TestDatabase.CreateAsync(_clock);
        var queue = await FollowAsync(database, Row("1001"));
        queue.State.MarkUntrusted();

        Assert.Null((await ApplyAsync(database, Row("1001", 8))).Differing);
        _clock.Advance(TimeSpan.FromSeconds(1));
        queue.State.MarkTrusted(_clock.GetTimestamp());
        Assert.Equal(0, (await ApplyAsync(database, Row("1001", 8))).Differing);
    }

    [Fact]
    public async Task A_list_that_was_overtaken_changes_nothing_and_moves_no_time_back()
    {
        await using var database = await TestDatabase.CreateAsync(_clock);
        var older = (_clock.GetUtcNow(), _clock.GetTimestamp());
        _clock.Advance(TimeSpan.FromSeconds(1));
        var newer = (_clock.GetUtcNow(), _clock.GetTimestamp());
        _clock.Advance(TimeSpan.FromSeconds(1));
        await ApplyAsync(database, newer, Row("1001"), Row("1002"));
        var before = database.Board.Rows(Server).ToList();

        var result = await ApplyAsync(database, older, Row("1001", 8), Row("1003"));

        Assert.Equal((2, 0, 0, 0, (int?)null), (result.Known, result.Changed, result.Added, result.MarkedOffline, result.Differing));
        Assert.Equal(before, database.Board.Rows(Server));
        Assert.Equal(newer.Item1, database.Board.Pbx(Server).LastListAt);
        Assert.Equal(2, (await database.RunsAsync()).Count);
        database.LetGo();
        await using var again = await TestDatabase.OpenAsync(database.Path);
        Assert.Equal(newer.Item1, again.Board.Pbx(Server).LastListAt);
    }

    private async Task<LiveEventQueue> FollowAsync(TestDatabase database, params SnapshotRow[] rows)
    {
        var stamp = _clock.GetTimestamp();
        await database.Store.ResyncAsync(Snapshot(_clock.GetUtcNow(), rows) with { ListSentStamp = stamp }, TestContext.Current.CancellationToken);
        var queue = database.Service<LiveEventQueues>().For(Server);
        queue.State.MarkTrusted(stamp);
        return queue;
    }

    private Task<StoreResult> ApplyAsync(TestDatabase database, params SnapshotRow[] rows) =>
        ApplyAsync(database, (_clock.GetUtcNow(), _clock.GetTimestamp()), rows);

    private static Task<StoreResult> ApplyAsync(TestDatabase database, (DateTimeOffset At, long Stamp) sent, params SnapshotRow[] rows) =>
        database.Store.ApplySnapshotAsync(Snapshot(sent.At, rows) with { ListSentStamp = sent.Stamp }, Run(), CancellationToken.None);
}
