using AmiBlazor.Ami;
using AmiBlazor.Demo;
using AmiBlazor.Live;
using AmiBlazor.Tests.Components.Pbxs;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Live;

/// <summary>What each event does, and which of them are a reason to ask for all states.</summary>
public sealed class LiveEventsTests
{
    private static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(500);
    private static readonly string[] Reload = ["Event: Reload", "Privilege: system,all", "Module: pbx_config", "Status: 0"];

    [Fact]
    public async Task A_hint_that_is_removed_is_offline_and_gone()
    {
        await using var rig = await LiveRig.StartAsync();
        var session = await rig.FollowedAsync(LiveRig.Anna, LiveRig.Ben);

        await rig.TellAsync(session, LiveRig.Ben with { Status = -2 });

        Assert.Equal(["from-internal/1001=0", "from-internal/1002=4*"], rig.Board());
        await rig.Database.AssertConsistentAsync();
    }

    [Fact]
    public async Task A_removed_hint_that_was_not_known_is_passed_over()
    {
        await using var rig = await LiveRig.StartAsync();
        var session = await rig.FollowedAsync(LiveRig.Anna);

        await rig.TellAsync(session, LiveRig.Ben with { Status = -2 });

        Assert.Equal(["from-internal/1001=0"], rig.Board());
    }

    [Fact]
    public async Task An_unknown_state_keeps_its_sign()
    {
        await using var rig = await LiveRig.StartAsync();
        var session = await rig.FollowedAsync(LiveRig.Anna);

        await rig.TellAsync(session, LiveRig.Anna with { Status = -1 });

        Assert.Equal(["from-internal/1001=-1"], rig.Board());
    }

    [Fact]
    public async Task What_a_person_says_of_being_there_is_kept_and_taken_back()
    {
        await using var rig = await LiveRig.StartAsync();
        var session = await rig.FollowedAsync(LiveRig.Anna);

        await TellPresenceAsync(session, "away", "back at two");
        await LiveRig.UntilAsync(() => rig.Database.Board.Rows("main")[0].Presence is "away");
        Assert.Equal("back at two", rig.Database.Board.Rows("main")[0].PresenceMessage);

        await rig.PassPingsAsync(session);
        await TellPresenceAsync(session, "not_set", "");
        await rig.TellDoubtedAsync(session, LiveRig.Anna with { Status = 1 });
        var row = Assert.Single(rig.Database.Board.Rows("main"));
        Assert.Null(row.Presence);
        Assert.Null(row.PresenceMessage);
        await rig.Database.AssertConsistentAsync();
    }

    [Fact]
    public async Task Many_reloads_are_one_reason()
    {
        await using var rig = await LiveRig.StartAsync();
        var session = await rig.FollowedAsync(LiveRig.Anna, LiveRig.Ben);
        await rig.PassPingsAsync(session);

        await session.SendAsync(Reload);
        await rig.Clock.WaitingAsync(Settle);
        await session.SendAsync(Reload);
        await session.SendAsync(Reload);
        rig.Clock.Advance(Settle);
        var list = await session.ExpectAsync("ExtensionStateList");
        await session.SendListAsync(list.ActionId, LiveRig.Anna);
        await rig.BecomesAsync(health => health.LastResync?.Reason == ResyncReason.Reloaded);

        Assert.Equal(["from-internal/1001=0", "from-internal/1002=4*"], rig.Board());
        Assert.Equal(new ResyncResult(rig.Now, ResyncReason.Reloaded, Known: 2, Changed: 1, Added: 0, Gone: 1), rig.Health.LastResync);
        Assert.Empty(await rig.GapsAsync());
    }

    [Fact]
    public async Task A_pbx_that_finishes_its_start_late_is_asked_again()
    {
        await using var rig = await LiveRig.StartAsync();
        var session = await rig.Pbx.AcceptAsync();
        await session.LoginAsync();
        await rig.Clock.WaitingAsync(TimeSpan.FromMilliseconds(200));
        rig.Clock.Advance(TimeSpan.FromMilliseconds(200));
        await session.SendListAsync((await session.ExpectAsync("ExtensionStateList")).ActionId, LiveRig.Anna);
        await rig.PongAsync(session);

        await session.TellBootedAsync();
        await rig.Clock.WaitingAsync(TimeSpan.FromSeconds(2));
        rig.Clock.Advance(TimeSpan.FromSeconds(2));
        await session.SendListAsync((await session.ExpectAsync("ExtensionStateList")).ActionId, LiveRig.Anna, LiveRig.Ben);
        await rig.BecomesAsync(health => health.LastResync?.Reason == ResyncReason.Booted);

        Assert.Equal(["from-internal/1001=0", "from-internal/1002=0"], rig.Board());
    }

    [Theory]
    [InlineData("1001", "PJSIP/1001", 0)] // what is known already
    [InlineData("1003", "PJSIP/1003", 1)] // a hint that is not
    public async Task A_trace_of_a_reload_is_a_reason(string exten, string hint, int status)
    {
        await using var rig = await LiveRig.StartAsync();
        var session = await rig.FollowedAsync(LiveRig.Anna);
        await rig.PassPingsAsync(session);

        await session.TellAsync(new ExtensionState("from-internal", exten, hint, status));
        await rig.Clock.WaitingAsync(Settle);
        rig.Clock.Advance(Settle);

        await session.ExpectAsync("ExtensionStateList");
    }

    [Fact]
    public async Task A_phone_that_rings_again_and_again_is_none()
    {
        await using var rig = await LiveRig.StartAsync();
        var session = await rig.FollowedAsync(LiveRig.Anna);
        await rig.PassPingsAsync(session);

        for (var ring = 0; ring < 3; ring++) await rig.TellAsync(session, LiveRig.Anna with { Status = 8 });
        await rig.PassPingsAsync(session, 2);

        Assert.Equal(ResyncReason.Connected, rig.Health.LastResync?.Reason);
        Assert.Equal(["1001 →0 resync", "1001 0→8 live"], await rig.HistoryAsync());
    }

    [Fact]
    public async Task A_new_hint_that_is_told_before_its_devices_gets_them_from_the_list()
    {
        await using var rig = await LiveRig.StartAsync();
        var session = await rig.FollowedAsync(LiveRig.Anna);
        await rig.PassPingsAsync(session);

        await session.TellAsync(LiveRig.Ben with { Hint = "" });
        await rig.Clock.WaitingAsync(Settle);
        rig.Clock.Advance(Settle);
        await session.SendListAsync((await session.ExpectAsync("ExtensionStateList")).ActionId, LiveRig.Anna, LiveRig.Ben);
        await rig.BecomesAsync(health => health.LastResync?.Reason == ResyncReason.Reloaded);

        Assert.Equal(["PJSIP/1001", "PJSIP/1002"], rig.Database.Board.Rows("main").Select(row => row.Hint).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Now_and_then_it_looks_whether_events_told_all_and_says_when_they_did_not()
    {
        await using var rig = await LiveRig.StartAsync(settings: ("Live:CheckInterval", "00:00:10"));
        var session = await rig.FollowedAsync(LiveRig.Anna);
        await rig.PassPingsAsync(session);

        await session.SendListAsync(await rig.CheckedAsync(session), LiveRig.Anna with { Status = 1 });
        await rig.BecomesAsync(health => health.Warning is not null);

        Assert.StartsWith("1 extension of PBX “main” changed, and no event arrived. Give the manager account “amiblazor” read=call,system", FormattableString.Invariant(rig.Health.Warning!), StringComparison.Ordinal);
        Assert.Equal((1, 1, "resync"), (rig.Health.LastCheck!.Changed, rig.Health.LastCheck.Differing, rig.Health.LastCheck.Source));
        Assert.False(rig.Health.IsTrusted);
        Assert.Equal(["from-internal/1001=1"], rig.Board());
    }

    [Fact]
    public async Task That_a_filter_keeps_ExtensionStatus_away_is_said_where_other_events_of_calls_prove_it()
    {
        await using var rig = await LiveRig.StartAsync(settings: ("Live:CheckInterval", "00:00:10"));
        var session = await rig.FollowedAsync(LiveRig.Anna);
        await session.TellDeviceAsync("PJSIP/1001", "INUSE");
        await rig.PassPingsAsync(session);

        await session.SendListAsync(await rig.CheckedAsync(session), LiveRig.Anna with { Status = 1 });
        await rig.BecomesAsync(health => health.Warning is not null);

        Assert.Equal(
            "1 extension of PBX “main” changed, and other events of the class call arrived, but no ExtensionStatus: an eventfilter of the manager account "
            + "“amiblazor” keeps it away. Remove that filter from manager.conf or let ExtensionStatus pass, then reload the manager.",
            FormattableString.Invariant(rig.Health.Warning!));
    }

    [Fact]
    public async Task An_event_that_a_filter_would_keep_away_is_named_unless_it_may_be_text_of_a_caller()
    {
        await using var rig = await LiveRig.StartAsync();
        var session = await rig.FollowedAsync(LiveRig.Anna);

        await TellPresenceAsync(session, "away", "hi\r\n\r\nEvent: Newchannel\r\nPrivilege: call,all\r\nChannel: forged");
        await rig.PassPingsAsync(session);
        Assert.Equal((1, null), (rig.Health.EventsSkipped, rig.Health.UnneededEvent));
        await session.SendAsync("Event: Newchannel", "Privilege: call,all", "Channel: PJSIP/1001-1");
        await rig.PassPingsAsync(session);

        Assert.Equal((2, "Newchannel"), (rig.Health.EventsSkipped, rig.Health.UnneededEvent));
    }

    [Fact]
    public async Task Events_may_be_cut_anywhere()
    {
        await using var rig = await LiveRig.StartAsync();
        var session = await rig.FollowedAsync(LiveRig.Anna);
        var wire = System.Text.Encoding.UTF8.GetBytes(FakeAmiSession.Event(LiveRig.Anna with { Status = 1, Hint = "PJSIP/Zoë" }) + FakeAmiSession.Event(LiveRig.Anna));

        for (var cut = 1; cut < wire.Length; cut++)
        {
            await session.SendBytesAsync(wire.AsMemory(0, cut));
            await session.SendBytesAsync(wire.AsMemory(cut));
        }

        await rig.WrittenAsync(2 * (wire.Length - 1));
        Assert.Equal(["from-internal/1001=0"], rig.Board());
        Assert.Equal(1 + (2 * (wire.Length - 1)), (await rig.HistoryAsync()).Length);
        Assert.Equal(MainConnectionState.Following, rig.Health.State);
    }

    private static Task TellPresenceAsync(FakeAmiSession session, string status, string message) => session.SendAsync(
        "Event: PresenceStatus", "Privilege: call,all", "Exten: 1001", "Context: from-internal", "Hint: CustomPresence:anna", "Status: " + status, "Subtype: ", "Message: " + message);
}
