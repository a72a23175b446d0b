using System.Globalization;
using AmiBlazor.Ami;
using AmiBlazor.Calls;

namespace AmiBlazor.Tests.Calls;

/// <summary>Channels from events and lists, in whatever order they come.</summary>
public sealed class CallTrackerTests
{
    private readonly CallScene _scene = new();

    [Fact]
    public void Only_a_new_channel_and_a_list_make_one()
    {
        var other = new CallScene().Talk();

        var channel = other.Snapshot("1");
        ChannelEvent[] events =
        [
            new ChannelEvent.Changed(channel), new ChannelEvent.Entered(channel, "b", BridgeKind.Basic), new ChannelEvent.Left(channel, "b"),
            new ChannelEvent.Held(channel, IsHolding: true), new ChannelEvent.Ended(channel, 16), new ChannelEvent.Queueing(channel, "q", IsWaiting: true),
            new ChannelEvent.Parking(channel, "lot", "701"), new ChannelEvent.Spying(channel, "2"),
        ];
        foreach (var told in events) _scene.Tell(told);

        Assert.Empty(_scene.Tracker.Channels);
    }

    [Fact]
    public void Leaving_a_bridge_in_which_it_is_no_longer_changes_nothing()
    {
        _scene.Talk().Enter("1", "c").Enter("2", "c").Leave("1", "b").Leave("2", "b");

        Assert.Equal(["1 Talking 2", "2 Talking 1"], _scene.Texts());
    }

    [Fact]
    public void A_channel_is_between_bridges_until_it_arrives_or_ends_or_has_had_time_to()
    {
        Assert.False(IsBetweenAfter(_scene.Talk(), 0));
        Assert.True(IsBetweenAfter(_scene.Leave("1", "b"), 99));
        Assert.False(IsBetweenAfter(_scene, 100));
        Assert.True(IsBetweenAfter(_scene.Leave("2", "b"), 0));
        Assert.False(IsBetweenAfter(_scene.Enter("2", "c"), 0));
        Assert.False(IsBetweenAfter(_scene.Leave("2", "c").End("2"), 0));

        // Whatever happens to the clock.
        Assert.False(IsBetweenAfter(_scene.Enter("1", "c").Leave("1", "c"), -3_600_000));

        static bool IsBetweenAfter(CallScene scene, int milliseconds) => scene.Tracker.IsBetweenBridges(scene.Now + TimeSpan.FromMilliseconds(milliseconds));
    }

    [Fact]
    public void Hold_ends_with_the_bridge_though_nobody_says_so()
    {
        _scene.Talk().Hold("1").Leave("1", "b").Enter("1", "b");

        Assert.Equal(["1 Talking 2", "2 Talking 1"], _scene.Texts());
    }

    [Fact]
    public void A_list_ends_what_is_not_in_it_and_events_that_came_meanwhile_are_applied_to_it()
    {
        _scene.Talk().New("9", "PJSIP/1009-00000009", "1009");
        _scene.Tracker.BeginList();
        var rows = new[] { _scene.Row("1", "b"), _scene.Row("2", "b") };
        _scene.New("3", "PJSIP/1003-00000003", "1003").Leave("2", "b").End("2").Become("3", 6);

        _scene.Tracker.Load(new CallLists(rows, [new BridgeRow("b", BridgeKind.Basic)], []), _scene.Now);

        Assert.Equal(["1 OnHold 1002", "3 InApplication"], _scene.Texts());
    }

    /// <summary>Asterisk tells a hold, then does it.</summary>
    [Theory]
    [InlineData(0.5, true)]
    [InlineData(1.5, false)]
    public void A_hold_that_the_list_does_not_confirm_is_asked_about_again_if_it_was_told_a_moment_before(double seconds, bool isAsked)
    {
        _scene.Talk().Hold("1");
        _scene.Tracker.BeginList();
        var at = _scene.Now.AddSeconds(seconds);

        _scene.Tracker.Load(new CallLists([_scene.Row("1", "b"), _scene.Row("2", "b")], [new BridgeRow("b", BridgeKind.Basic)], []), at);
        Assert.Equal(isAsked, _scene.Tracker.IsHoldDisputed);

        _scene.Tracker.BeginList();
        _scene.Tracker.Load(new CallLists([_scene.Row("1", "b"), _scene.Row("2", "b")], [new BridgeRow("b", BridgeKind.Basic)], []), at.AddSeconds(2));
        Assert.False(_scene.Tracker.IsHoldDisputed);
        Assert.Equal(["1 Talking 2", "2 Talking 1"], _scene.Texts());
    }

    [Fact]
    public void Whom_a_list_shows_with_music_is_held_by_the_other_one()
    {
        _scene.Talk().List([_scene.Row("1", "b", hearsMusic: true), _scene.Row("2", "b")]);

        Assert.Equal(["1 OnHold 2", "2 Holding 1"], _scene.Texts());
    }

    /// <summary>Asterisk says it of the half of the Local channel that plays the music, not of the phone behind it (seen on 16 and 22).</summary>
    [Theory]
    [InlineData("2")]
    [InlineData("4")]
    [InlineData("2,4")]
    public void Behind_a_Local_channel_a_list_shows_the_one_who_holds_and_not_the_one_who_is_held(string music)
    {
        _scene.New("1", "PJSIP/1001-00000001", "1001").New("2", "Local/1002@x-00000001;1", "1002", "1").New("3", "Local/1002@x-00000001;2", "1001", "1")
            .New("4", "PJSIP/1002-00000002", "1002", "1").Become("4", 6).Become("1", 6);
        var hear = music.Split(',');

        (string Id, string Bridge)[] channels = [("1", "near"), ("2", "near"), ("3", "far"), ("4", "far")];
        _scene.List(
            [.. channels.Select(one => _scene.Row(one.Id, one.Bridge, hear.Contains(one.Id, StringComparer.Ordinal)))],
            [new BridgeRow("near", BridgeKind.Basic), new BridgeRow("far", BridgeKind.Basic)]);

        Assert.Equal(["1 Holding 4", "4 OnHold 1"], _scene.Texts());
    }

    [Fact]
    public void Where_it_is_parked_stays_known_beyond_a_list_that_is_ahead_of_its_events()
    {
        _scene.Talk().Tell(new ChannelEvent.Parking(_scene.Snapshot("1"), "default", "701")).Leave("1", "b");

        _scene.List([_scene.Row("1", "lot"), _scene.Row("2", "b")], [new BridgeRow("lot", BridgeKind.Parking), new BridgeRow("b", BridgeKind.Basic)]);
        _scene.Enter("1", "lot", BridgeKind.Parking);

        Assert.Equal((PartyState.Parked, "701"), (_scene.Party("1").State, _scene.Party("1").ParkingSpace));
    }

    [Fact]
    public void What_a_list_shows_in_another_bridge_is_no_longer_parked()
    {
        _scene.Talk().Tell(new ChannelEvent.Parking(_scene.Snapshot("1"), "default", "701")).Leave("1", "b").Enter("1", "lot", BridgeKind.Parking);

        _scene.List([_scene.Row("1", "b"), _scene.Row("2", "b")]);

        Assert.Equal(["1 Talking 2", "2 Talking 1"], _scene.Texts());
    }

    [Fact]
    public void What_a_list_shows_in_no_bridge_is_no_longer_parked_though_nobody_has_said_so()
    {
        _scene.Talk().Tell(new ChannelEvent.Parking(_scene.Snapshot("1"), "default", "701")).Leave("1", "b").Enter("1", "lot", BridgeKind.Parking).Leave("1", "lot");

        _scene.List([_scene.Row("1"), _scene.Row("2", "b")]);

        Assert.Equal(PartyState.InApplication, _scene.Party("1").State);
    }

    [Fact]
    public void An_answer_about_one_channel_takes_its_place_and_leaves_the_others()
    {
        _scene.Talk().New("3", "PJSIP/1003-00000003", "1003");
        _scene.Tracker.BeginList();

        var isKnown = _scene.Tracker.Load(["PJSIP/1003-00000003"], [_scene.Row("3", "b") with { Channel = _scene.Snapshot("3") with { State = 6 } }], _scene.Now);

        Assert.True(isKnown);
        Assert.Equal(["1 Talking 2,3", "2 Talking 1,3", "3 Talking 1,2"], _scene.Texts());
    }

    [Fact]
    public void An_answered_channel_that_was_not_known_is_a_reason_for_a_list_for_it_may_wait_or_hold()
    {
        var other = new CallScene().New("1", "PJSIP/1001-00000001", "1001").New("2", "PJSIP/1002-00000002", "1002", "1").Become("1", 6);
        _scene.Tracker.BeginList();

        Assert.True(_scene.Tracker.Load(["PJSIP/1002-00000002"], [other.Row("2")], _scene.Now));
        Assert.False(_scene.Tracker.Load(["PJSIP/1001-00000001"], [other.Row("1")], _scene.Now));
        Assert.True(_scene.Tracker.Load(["PJSIP/1001-00000001"], [other.Row("1")], _scene.Now));
    }

    [Fact]
    public void A_channel_that_the_PBX_does_not_know_has_ended()
    {
        _scene.Talk();
        _scene.Tracker.BeginList();

        Assert.True(_scene.Tracker.Load([_scene.Snapshot("2").Name], [], _scene.Now));

        Assert.Equal(["1 OnHold 1002"], _scene.Texts());
    }

    [Fact]
    public void An_answer_in_a_bridge_that_nobody_knows_is_a_reason_for_a_list()
    {
        _scene.Talk();
        _scene.Tracker.BeginList();

        Assert.False(_scene.Tracker.Load([_scene.Snapshot("1").Name], [_scene.Row("1", "another")], _scene.Now));
    }

    [Fact]
    public void Who_has_gone_to_another_bridge_no_longer_holds()
    {
        _scene.Talk().Hold("1").New("3", "PJSIP/1003-00000003", "1003").Become("3", 6).Enter("3", "c");
        _scene.Tracker.BeginList();

        _scene.Tracker.Load([_scene.Snapshot("1").Name], [_scene.Row("1", "c")], _scene.Now);

        Assert.Equal(["1 Talking 3", "2 OnHold 1", "3 Talking 1"], _scene.Texts());
    }

    [Fact]
    public void More_channels_than_any_PBX_has_are_a_reason_for_a_list_and_not_kept()
    {
        for (var number = 0; number <= CallTracker.MostChannels; number++)
            _scene.New(number.ToString(CultureInfo.InvariantCulture), "PJSIP/x", "");

        Assert.True(_scene.Tracker.IsOverrun);
        Assert.Equal(CallTracker.MostChannels, _scene.Tracker.Channels.Count);

        _scene.List([]);
        Assert.False(_scene.Tracker.IsOverrun);
        Assert.Empty(_scene.Tracker.Channels);
    }

    [Theory]
    [InlineData("2,uqES", "PJSIP/1002")]
    [InlineData("PJSIP/1002-00000002,q", "PJSIP/1002")]
    [InlineData("PJSIP/my-phone-0000000a", "PJSIP/my-phone")]
    [InlineData("PJSIP/1002,q", "PJSIP/1002")]
    [InlineData("PJSIP/1002-,q", "PJSIP/1002")]
    public void Whom_a_list_shows_listening_listens_to_a_device(string data, string device)
    {
        _scene.Talk().New("3", "PJSIP/1003-00000003", "1003").Become("3", 6);

        _scene.List([_scene.Row("1", "b"), _scene.Row("2", "b"), _scene.Row("3", null, application: "ChanSpy", data: data)]);

        Assert.Equal((PartyState.Listening, device), (_scene.Party("3").State, _scene.Party("3").ListensTo));
    }

    [Fact]
    public void Who_waits_in_a_queue_waits_since_the_PBX_says_so()
    {
        _scene.New("1", "PJSIP/trunk-00000001", "").Become("1", 6);

        _scene.List([_scene.Row("1", application: "Queue", data: "support,tT")], [], [new QueueRow.Entry("support", 1, "1", "", "", 42), new QueueRow.Entry("support", 2, "gone", "", "", 1)]);

        Assert.Equal((PartyState.InQueue, "support", _scene.Now.AddSeconds(-42)), (_scene.Party("1").State, _scene.Party("1").Queue, _scene.Party("1").Since));
    }
}
