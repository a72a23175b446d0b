using AmiBlazor.History;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Live;

/// <summary>The end of the program and its next start: received events are kept, and the time between is a gap.</summary>
public sealed class LiveRestartTests
{
    [Fact]
    public async Task A_shutdown_logs_off_writes_the_events_received_and_notes_until_when()
    {
        await using var rig = await LiveRig.StartAsync();
        var session = await rig.FollowedAsync(LiveRig.Anna);
        await rig.TellAsync(session, LiveRig.Anna with { Status = 8 });

        // The writer pauses between writes, and the clock stands still: this event is written by the shutdown.
        await session.TellAsync(LiveRig.Anna with { Status = 1 });
        await LiveRig.UntilAsync(() => rig.Queue.Waiting == 1);
        var end = rig.EndAsync();
        var logoff = await session.ExpectAsync("Logoff");
        await session.TellAsync(LiveRig.Ben);
        await session.SendAsync("Response: Goodbye", "ActionID: " + logoff.ActionId);
        await end;

        var endedAt = rig.Now;
        rig.Clock.Advance(TimeSpan.FromHours(1));
        await rig.RunAsync();
        Assert.Equal(["from-internal/1001=1", "from-internal/1002=0"], rig.Board());
        Assert.Equal(endedAt, await rig.Database.Service<MonitoringGapStore>().FollowedUntilAsync("main", TestContext.Current.CancellationToken));
        await rig.Database.AssertConsistentAsync();
    }

    [Fact]
    public async Task The_next_start_begins_a_gap_that_its_first_list_ends()
    {
        await using var rig = await LiveRig.StartAsync();
        var session = await rig.FollowedAsync(LiveRig.Anna);
        await rig.EndAsync(session);
        var endedAt = rig.Now;
        rig.Clock.Advance(TimeSpan.FromHours(1));

        await rig.RunAsync();
        await rig.BecomesAsync(health => health.GapSince == endedAt);
        rig.Clock.Advance(TimeSpan.FromSeconds(1));
        await rig.FollowedAsync(LiveRig.Anna with { Status = 4 });

        Assert.Equal(
            [new MonitoringGap("main", endedAt, rig.Now, "AmiBlazor was not running.", 1)],
            (await rig.GapsAsync()).Select(gap => gap with { Sentence = null }));
        Assert.Equal(["1001 →0 resync", "1001 0→4 resync"], await rig.HistoryAsync());
    }

    [Fact]
    public async Task After_a_crash_the_gap_begins_at_the_last_note()
    {
        await using var rig = await LiveRig.StartAsync();
        var session = await rig.FollowedAsync(LiveRig.Anna);
        await rig.PassPingsAsync(session, 6);
        var notedAt = rig.Now;
        await rig.PassPingsAsync(session, 2);
        var noted = await rig.Database.Service<MonitoringGapStore>().FollowedUntilAsync("main", TestContext.Current.CancellationToken);

        await rig.EndAsync(session);
        await rig.CrashedAsync(noted!.Value);
        await rig.RunAsync();
        await rig.FollowedAsync(LiveRig.Anna);

        Assert.Equal(notedAt, Assert.Single(await rig.GapsAsync()).BeganAt);
    }

    [Fact]
    public async Task A_gap_that_lasted_at_the_end_goes_on()
    {
        await using var rig = await LiveRig.StartAsync();
        var session = await rig.FollowedAsync(LiveRig.Anna);
        var lostAt = rig.Now;
        session.Cut();
        await rig.BecomesAsync(health => health.GapSince is not null);
        await rig.EndAsync();
        rig.Clock.Advance(TimeSpan.FromHours(1));

        await rig.RunAsync();
        await rig.BecomesAsync(health => health.GapSince == lostAt);
        await rig.FollowedAsync(LiveRig.Anna);

        var gap = Assert.Single(await rig.GapsAsync());
        Assert.Equal((lostAt, (DateTimeOffset?)rig.Now), (gap.BeganAt, gap.EndedAt));
        Assert.Contains("closed the connection", gap.Reason, StringComparison.Ordinal);
    }
}
