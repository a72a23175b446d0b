using AmiBlazor.Ami;
using AmiBlazor.Demo;
using AmiBlazor.Live;
using AmiBlazor.Tests.Components.Pbxs;

namespace AmiBlazor.Tests.Live;

/// <summary>The course of a main connection: how it comes about, what it reports, how it is kept.</summary>
public sealed class MainConnectionTests
{
    [Fact]
    public async Task It_logs_in_with_just_the_events_that_it_uses()
    {
        await using var rig = await LiveRig.StartAsync();

        var session = await rig.Pbx.AcceptAsync();
        var login = await session.LoginAsync();

        Assert.Equal("call,system", login["Events"]);
    }

    [Fact]
    public async Task It_follows_once_its_list_is_saved()
    {
        await using var rig = await LiveRig.StartAsync();
        Assert.Equal(MainConnectionState.Connecting, rig.Health.State);
        var (session, list) = await rig.AskedAsync();
        await rig.BecomesAsync(MainConnectionState.Syncing);

        await session.SendListAsync(list, LiveRig.Anna, LiveRig.Ben);
        await rig.PongAsync(session);

        Assert.Equal(["from-internal/1001=0", "from-internal/1002=0"], rig.Board());
        Assert.Equal(
            new MainConnectionHealth
            {
                Server = "main",
                State = MainConnectionState.Following,
                Since = rig.Now,
                AmiVersion = "11.0.0",
                RoundTrip = TimeSpan.Zero,
                HeardStamp = rig.Clock.GetTimestamp(),
                LastResync = new ResyncResult(rig.Now, ResyncReason.Connected, Known: 2, Changed: 0, Added: 2, Gone: 0),
                Names = new NamesHealth(NamesSource.Off, 0),
            },
            rig.Health);
        Assert.True(rig.Health.IsTrusted);
        Assert.Equal(["1001 →0 resync", "1002 →0 resync"], await rig.HistoryAsync());
    }

    [Fact]
    public async Task The_first_start_ever_has_no_gap()
    {
        await using var rig = await LiveRig.StartAsync();

        await rig.FollowedAsync(LiveRig.Anna);

        Assert.Empty(await rig.GapsAsync());
        Assert.Equal(0, rig.Health.Gaps);
    }

    [Fact]
    public async Task What_is_heard_before_the_lists_end_stays()
    {
        await using var rig = await LiveRig.StartAsync();
        var (session, list) = await rig.AskedAsync();
        await session.StartListAsync(list);
        await session.TellAsync(LiveRig.Anna with { Status = 8 });

        await session.SendRowsAsync(list, LiveRig.Anna, LiveRig.Ben);
        await session.CompleteAsync(list, 2);
        await rig.PongAsync(session);

        Assert.Equal(["from-internal/1001=8", "from-internal/1002=0"], rig.Board());
        Assert.Equal(["1001 →8 live", "1002 →0 resync"], await rig.HistoryAsync());
    }

    [Fact]
    public async Task A_change_is_on_the_board_and_counted()
    {
        await using var rig = await LiveRig.StartAsync(server => server.Contexts = ["from-internal"]);
        var session = await rig.FollowedAsync(LiveRig.Anna);
        rig.Clock.Advance(TimeSpan.FromSeconds(1));

        await rig.TellAsync(session, LiveRig.Anna with { Status = 1 }, new ExtensionState("demo", "1001", "SIP/1", 1));

        Assert.Equal(["from-internal/1001=1"], rig.Board());
        Assert.Equal(["1001 →0 resync", "1001 0→1 live"], await rig.HistoryAsync());
        Assert.Equal((2L, 1L), (rig.Health.Events, rig.Health.EventsOutsideContexts));
        Assert.NotNull(rig.Health.LastEventAt);
        Assert.Null(rig.Health.Warning);
    }

    [Fact]
    public async Task With_a_preset_neither_list_nor_events_bring_feature_codes()
    {
        await using var rig = await LiveRig.StartAsync(server => (server.Preset, server.Contexts) = (AmiPreset.FreePbx, ["from-internal"]));
        var session = await rig.FollowedAsync(LiveRig.Anna, new ExtensionState("from-internal", "*761001", "Custom:DND1001", 0));

        await rig.TellAsync(session, new ExtensionState("from-internal", "*761001", "Custom:DND1001", 1), LiveRig.Anna with { Status = 8 });

        Assert.Equal(["from-internal/1001=8"], rig.Board());
    }

    [Fact]
    public async Task It_asks_for_a_sign_of_life_every_five_seconds_and_notes_how_long_that_took()
    {
        await using var rig = await LiveRig.StartAsync();
        var session = await rig.FollowedAsync(LiveRig.Anna);

        rig.Clock.Advance(TimeSpan.FromSeconds(5));
        var ping = await session.ExpectAsync("Ping");
        rig.Clock.Advance(TimeSpan.FromSeconds(7.5));
        await session.SucceedAsync(ping.ActionId, "Ping: Pong");
        await rig.BecomesAsync(health => health.RoundTrip == TimeSpan.FromSeconds(7.5));

        Assert.Equal(MainConnectionState.Following, rig.Health.State);
    }

    [Fact]
    public async Task A_pbx_that_gives_no_sign_of_life_is_left_and_the_gap_begins_at_its_last_word()
    {
        await using var rig = await LiveRig.StartAsync();
        var session = await rig.FollowedAsync(LiveRig.Anna);
        var lastWord = rig.Now;

        rig.Clock.Advance(TimeSpan.FromSeconds(5));
        await session.ExpectAsync("Ping");
        await rig.Clock.WaitingAsync(TimeSpan.FromSeconds(8));
        rig.Clock.Advance(TimeSpan.FromSeconds(8));
        await session.ExpectCloseAsync();
        await rig.BecomesAsync(MainConnectionState.Down);
        await rig.BecomesAsync(health => health.GapSince is not null);

        Assert.Equal(lastWord, rig.Health.GapSince);
        Assert.StartsWith("PBX “main” (127.0.0.1:", FormattableString.Invariant(rig.Health.Trouble!), StringComparison.Ordinal);
        Assert.EndsWith(") did not answer Ping within 8 s. Check its load and the network.", FormattableString.Invariant(rig.Health.Trouble!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_became_another_in_a_gap_is_found_at_its_end_and_the_gap_is_kept()
    {
        await using var rig = await LiveRig.StartAsync();
        var session = await rig.FollowedAsync(LiveRig.Anna);
        var lostAt = rig.Now;
        session.Cut();
        await rig.BecomesAsync(MainConnectionState.Down);
        await rig.PassReconnectDelayAsync();

        await rig.FollowedAsync(LiveRig.Anna with { Status = 1 });

        Assert.Equal(["1001 →0 resync", "1001 0→1 resync"], await rig.HistoryAsync());
        var gap = Assert.Single(await rig.GapsAsync());
        Assert.Equal((lostAt, (DateTimeOffset?)rig.Now, (int?)1), (gap.BeganAt, gap.EndedAt, gap.Changed));
        Assert.EndsWith("closed the connection. Check whether Asterisk or its manager was restarted, then try again.", gap.Reason, StringComparison.Ordinal);
        Assert.Equal((1, 1, null), (rig.Health.Reconnects, rig.Health.Gaps, rig.Health.GapSince));
        Assert.Null(rig.Health.Trouble);
    }

    [Fact]
    public async Task A_pbx_that_says_that_it_restarts_is_believed()
    {
        await using var rig = await LiveRig.StartAsync();
        var session = await rig.FollowedAsync(LiveRig.Anna);

        await session.SendAsync("Event: Shutdown", "Privilege: system,all", "Shutdown: Cleanly", "Restart: True");
        session.Cut();
        await rig.PassReconnectDelayAsync();

        const string Expected = "PBX “main” reported that it is restarting. AmiBlazor reconnects as soon as it is back.";
        Assert.Equal(Expected, FormattableString.Invariant(rig.Health.Trouble!));
        Assert.Equal(Expected, Assert.Single(await rig.GapsAsync()).Reason);
    }

    [Fact]
    public async Task A_pbx_that_says_that_it_is_shut_down_is_believed()
    {
        await using var rig = await LiveRig.StartAsync();
        var session = await rig.FollowedAsync(LiveRig.Anna);

        await session.SendAsync("Event: Shutdown", "Privilege: system,all", "Shutdown: Cleanly", "Restart: False");
        session.Cut();
        await rig.BecomesAsync(health => health.GapSince is not null);

        Assert.Equal(
            "PBX “main” reported that it is shutting down. AmiBlazor reconnects as soon as it is back.", FormattableString.Invariant(rig.Health.Trouble!));
    }

    [Fact]
    public async Task A_list_of_nothing_marks_nothing_and_is_asked_for_again()
    {
        await using var rig = await LiveRig.StartAsync();
        var session = await rig.FollowedAsync(LiveRig.Anna);
        session.Cut();
        await rig.BecomesAsync(MainConnectionState.Down);
        await rig.PassReconnectDelayAsync();

        var (empty, list) = await rig.AskedAsync();
        await empty.RefuseAsync(list, "No dialplan hints are available");
        await empty.ExpectCloseAsync();
        await rig.BecomesAsync(health => health.NextTryAt is not null);

        Assert.Equal(["from-internal/1001=0"], rig.Board());
        Assert.Equal(
            "PBX “main” lists no extensions although 1 are known; none was marked offline. Check that its dialplan has hints.",
            FormattableString.Invariant(rig.Health.Trouble!));
        await rig.PassWaitAsync();
        await rig.FollowedAsync(LiveRig.Anna);
        Assert.Equal(MainConnectionState.Following, rig.Health.State);
    }

    [Fact]
    public async Task A_pbx_without_hints_of_which_nothing_is_known_is_followed()
    {
        await using var rig = await LiveRig.StartAsync();

        var session = await rig.FollowedAsync();
        await rig.TellAsync(session, LiveRig.Anna);

        Assert.Equal(MainConnectionState.Following, rig.Health.State);
        Assert.Equal(["from-internal/1001=0"], rig.Board());
    }
}
