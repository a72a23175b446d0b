using System.Globalization;
using AmiBlazor.Ami;
using AmiBlazor.Data.Sqlite;
using AmiBlazor.Demo;
using AmiBlazor.Live;
using AmiBlazor.Store;
using AmiBlazor.Tests.Components.Pbxs;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Live;

/// <summary>More events than the queue holds, with a blocked database: the socket is still drained, and the board is right in the end.</summary>
[Needs(Need.Time)]
public sealed class LiveOverrunTests
{
    private const int Extensions = 50;
    private const int Flood = 100_000;

    private static readonly ExtensionState[] Floor =
        [.. Enumerable.Range(1000, Extensions).Select(number => new ExtensionState("from-internal", number.ToString(CultureInfo.InvariantCulture), "PJSIP/x", 0))];

    [Fact]
    public async Task A_flood_over_a_hanging_database_is_drained_bounded_and_told()
    {
        await using var rig = await LiveRig.StartAsync();
        var session = await rig.FollowedAsync(Floor);
        await rig.PassPingsAsync(session);
        await using (var writing = await HangAsync(rig))
        {
            await FloodAsync(session);
            await rig.BecomesAsync(health => health.GapSince is not null);

            // All of it was read, though not one event of it is written: what comes after the end of the hang would be another gap.
            await LiveRig.UntilAsync(() => rig.Queue.Dropped == Flood - LiveEventQueue.MaxWaiting);
            Assert.NotNull(rig.Queue.State.OverrunSince);
            Assert.Equal(LiveEventQueue.MaxWaiting, rig.Queue.Waiting);
        }

        var list = await AskedAgainAsync(rig, session);
        await session.SendListAsync(list, [.. Floor.Select(row => row with { Status = 16 })]);
        await rig.BecomesAsync(health => health.LastResync?.Reason == ResyncReason.Overrun && health.GapSince is null);

        Assert.All(rig.Board(), row => Assert.EndsWith("=16", row, StringComparison.Ordinal));
        Assert.Equal("PBX “main” sent more events at once than AmiBlazor can buffer. All extensions are being synchronized again.", Assert.Single(await rig.GapsAsync()).Reason);
        Assert.Null(rig.Queue.State.OverrunSince);
        Assert.Single(rig.Pbx.Sessions);
        await rig.Database.AssertConsistentAsync();
    }

    [Fact]
    public async Task What_the_database_refuses_for_a_while_waits_in_order_and_the_health_says_why()
    {
        await using var rig = await LiveRig.StartAsync();
        var session = await rig.FollowedAsync(LiveRig.Anna);
        using (var other = rig.Database.OpenConnection())
        using (other.BeginTransaction(deferred: false))
        {
            await session.TellAsync(LiveRig.Anna with { Status = 8 });
            await rig.BecomesAsync(health => health.Warning is not null);
            await session.TellAsync(LiveRig.Anna with { Status = 1 }, LiveRig.Anna with { Status = 16 });
            await LiveRig.UntilAsync(() => rig.Queue.Waiting == 3);

            Assert.StartsWith("Nothing was saved: another program has kept the database locked.", FormattableString.Invariant(rig.Health.Warning!), StringComparison.Ordinal);
            Assert.Equal((MainConnectionState.Unsaved, false, true), (rig.Health.State, rig.Health.IsTrusted, rig.Health.IsInDoubt));
            Assert.Equal(["from-internal/1001=0"], rig.Board());
        }

        await rig.Clock.WaitingAsync(TimeSpan.FromSeconds(1));
        rig.Clock.Advance(TimeSpan.FromSeconds(1));
        await rig.WrittenAsync(3);
        await rig.BecomesAsync(health => health is { Warning: null, State: MainConnectionState.Following });

        Assert.Equal(["1001 →0 resync", "1001 0→8 live", "1001 8→1 live", "1001 1→16 live"], await rig.HistoryAsync());
        Assert.Single(rig.Logged("LiveNotWritten"));
        Assert.Empty(await rig.GapsAsync());
    }

    [Fact]
    public async Task A_list_that_the_database_refuses_is_asked_for_again_after_ten_seconds_over_the_same_connection()
    {
        await using var rig = await LiveRig.StartAsync(settings: ("Live:CheckInterval", "00:00:10"));
        var session = await rig.FollowedAsync(LiveRig.Anna);
        await rig.PassPingsAsync(session);
        using (var other = rig.Database.OpenConnection())
        using (other.BeginTransaction(deferred: false))
        {
            await session.SendListAsync(await rig.CheckedAsync(session), LiveRig.Anna with { Status = 1 });
            await rig.BecomesAsync(health => health.Warning is not null);
        }

        await rig.PassPingsAsync(session);
        await session.SendListAsync(await rig.CheckedAsync(session), LiveRig.Anna with { Status = 2 });
        await rig.BecomesAsync(health => health.LastResync?.Reason == ResyncReason.Check);

        Assert.Equal(["from-internal/1001=2"], rig.Board());
        Assert.Single(rig.Pbx.Sessions);
        Assert.Empty(await rig.GapsAsync());
    }

    [Fact]
    public async Task A_first_list_that_the_database_refuses_is_tried_again_after_ten_seconds()
    {
        await using var rig = await LiveRig.StartAsync();
        using (var other = rig.Database.OpenConnection())
        using (other.BeginTransaction(deferred: false))
        {
            var (refused, list) = await rig.AskedAsync();
            await refused.SendListAsync(list, LiveRig.Anna);
            await refused.ExpectCloseAsync();
            await rig.BecomesAsync(health => health.NextTryAt is not null);
        }

        await rig.Clock.WaitingAsync(TimeSpan.FromSeconds(10));
        rig.Clock.Advance(TimeSpan.FromSeconds(10));
        await rig.FollowedAsync(LiveRig.Anna);

        Assert.Equal(MainConnectionState.Following, rig.Health.State);
    }

    [Fact]
    public async Task A_gap_that_the_database_could_not_take_is_noted_later()
    {
        await using var rig = await LiveRig.StartAsync();
        var session = await rig.FollowedAsync(LiveRig.Anna);
        var lostAt = rig.Now;
        using (var other = rig.Database.OpenConnection())
        using (other.BeginTransaction(deferred: false))
        {
            session.Cut();
            await rig.PassReconnectDelayAsync();
        }

        await rig.FollowedAsync(LiveRig.Anna);

        var gap = Assert.Single(await rig.GapsAsync());
        Assert.Equal((lostAt, (DateTimeOffset?)rig.Now), (gap.BeganAt, gap.EndedAt));
        Assert.Single(rig.Logged("LiveGapUnknown"));
    }

    [Fact]
    public async Task Overruns_that_repeat_do_not_loop_tightly()
    {
        await using var rig = await LiveRig.StartAsync();
        var session = await rig.FollowedAsync(Floor);
        await rig.PassPingsAsync(session);
        var asked = new List<DateTimeOffset>();
        for (var overrun = 0; overrun < 3; overrun++)
        {
            await using (var writing = await HangAsync(rig))
            {
                var dropped = rig.Queue.Dropped;
                await FloodAsync(session, LiveEventQueue.MaxWaiting + 1_000);
                await LiveRig.UntilAsync(() => rig.Queue.Dropped >= dropped + 1_000);
                await rig.BecomesAsync(health => health.GapSince is not null);
            }

            await session.SendListAsync(await AskedAgainAsync(rig, session), Floor);
            asked.Add(rig.Now);
            await rig.BecomesAsync(health => health.GapSince is null);
        }

        Assert.InRange(asked[1] - asked[0], TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(1));
        Assert.InRange(asked[2] - asked[1], TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(1));
        await rig.Database.AssertConsistentAsync();
    }

    /// <summary>Holds the database's write lock until it is disposed, so that writers wait.</summary>
    private static async Task<IAsyncDisposable> HangAsync(LiveRig rig)
    {
        var turn = rig.Database.Service<SqliteWriteLock>();
        await turn.EnterAsync(TestContext.Current.CancellationToken).InTime();
        return new Hanging(turn);
    }

    private static async Task FloodAsync(FakeAmiSession session, int events = Flood)
    {
        for (var sent = 0; sent < events; sent += 1_000)
        {
            await session.TellAsync(Enumerable.Range(sent, 1_000)
                .Select(number => Floor[number % Extensions] with { Status = 1 + ((number / Extensions) % 2) }));
        }
    }

    /// <summary>Moves the time, and answers Pings, until all states are asked for again.</summary>
    private static async Task<string> AskedAgainAsync(LiveRig rig, FakeAmiSession session)
    {
        var next = session.ReadAsync();
        while (true)
        {
            await LiveRig.UntilAsync(() =>
            {
                if (!next.IsCompleted) rig.PassPolls();
                return next.IsCompleted;
            });
            var action = (await next)!;
            if (action.Name is "ExtensionStateList") return action.ActionId;
            await session.SucceedAsync(action.ActionId, "Ping: Pong");
            next = session.ReadAsync();
        }
    }

    private sealed class Hanging(SqliteWriteLock turn) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            turn.Leave();
            return ValueTask.CompletedTask;
        }
    }
}
