using AmiBlazor.Ami;
using AmiBlazor.Calls;

namespace AmiBlazor.Tests.Calls;

/// <summary>What is derived from channels: who does what with whom, since when, in which call.</summary>
public sealed class CallReaderTests
{
    private readonly CallScene _scene = new();

    [Fact]
    public void A_phone_calls_and_another_one_rings()
    {
        _scene.New("1", "PJSIP/1001-00000001", "1001");
        Assert.Equal(["1 Calling"], _scene.Texts());

        _scene.New("2", "PJSIP/1002-00000002", "1002", "1").Sees("2", "1001");
        Assert.Equal(["1 Calling 2", "2 Starting 1"], _scene.Texts());

        _scene.Sees("1", "1002").Become("2", 5);
        Assert.Equal(["1 Calling 2", "2 Ringing 1"], _scene.Texts());
        Assert.Equal("1", Assert.Single(_scene.Shown.Calls).Id);
        Assert.True(_scene.Party("1").IsCaller);
        Assert.Equal("1002", _scene.Party("1").Dialled);
    }

    [Fact]
    public void Who_holds_holds_and_the_other_one_is_on_hold()
    {
        _scene.Talk();
        Assert.Equal(["1 Talking 2", "2 Talking 1"], _scene.Texts());

        _scene.Hold("2");
        Assert.Equal(["1 OnHold 2", "2 Holding 1"], _scene.Texts());

        _scene.Hold("2", isHolding: false);
        Assert.Equal(["1 Talking 2", "2 Talking 1"], _scene.Texts());
    }

    [Fact]
    public void Of_several_phones_that_ring_the_caller_shows_all()
    {
        _scene.New("1", "PJSIP/1001-00000001", "1001").New("2", "PJSIP/1002-00000002", "1002", "1").New("3", "PJSIP/1003-00000003", "1003", "1")
            .Become("2", 5).Become("3", 5);

        Assert.Equal("1 Calling 2,3", _scene.Texts()[0]);
    }

    [Fact]
    public void Local_channels_are_no_parties_and_lead_to_the_phone_behind_them()
    {
        _scene.New("1", "PJSIP/1001-00000001", "1001").New("2", "Local/1002@x-00000001;1", "1002", "1").New("3", "Local/1002@x-00000001;2", "1001", "1")
            .New("4", "PJSIP/1002-00000002", "1002", "1").Become("4", 6).Become("1", 6);
        _scene.Enter("1", "near").Enter("2", "near").Enter("3", "far").Enter("4", "far");

        Assert.Equal(["1 Talking 4", "4 Talking 1"], _scene.Texts());
    }

    [Fact]
    public void A_conference_is_one_call_of_all_its_parties_and_lasts_for_each_since_they_came()
    {
        for (var number = 1; number <= 3; number++)
        {
            var id = number.ToString(System.Globalization.CultureInfo.InvariantCulture);
            _scene.New(id, $"PJSIP/100{id}-0000000{id}", "100" + id).Become(id, 6).Enter(id, "room", BridgeKind.Conference);
            _scene.Read();
        }

        Assert.Equal(["1 InConference 2,3", "2 InConference 1,3", "3 InConference 1,2"], _scene.Texts());
        Assert.Equal("1", Assert.Single(_scene.Shown.Calls).Id);
        Assert.Equal(CallScene.Start.AddSeconds(3), _scene.Party("1").Since);
        Assert.Equal(CallScene.Start.AddSeconds(9), _scene.Party("3").Since);
    }

    [Fact]
    public void A_call_keeps_its_identity_and_its_start_when_the_first_party_leaves_it()
    {
        for (var number = 1; number <= 3; number++)
        {
            var id = number.ToString(System.Globalization.CultureInfo.InvariantCulture);
            _scene.New(id, $"PJSIP/100{id}-0000000{id}", "100" + id).Become(id, 6).Enter(id, "room", BridgeKind.Conference);
        }

        var before = Assert.Single(_scene.Read().Calls);

        _scene.Leave("1", "room").End("1");

        var call = Assert.Single(_scene.Read().Calls);
        Assert.Equal((before.Id, before.StartedAt), (call.Id, call.StartedAt));
        Assert.Equal(["2", "3"], call.Parties.Select(party => party.ChannelId));
    }

    [Fact]
    public void Who_goes_on_alone_keeps_the_identity_of_their_own_call()
    {
        _scene.New("1", "PJSIP/1001-00000001", "1001").Become("1", 6).Enter("1", "room", BridgeKind.Conference);
        _scene.New("2", "PJSIP/1002-00000002", "1002").Become("2", 6).Enter("2", "room", BridgeKind.Conference);
        _scene.Read();

        _scene.Leave("1", "room");

        Assert.Equal([("1", "1"), ("2", "2")], _scene.Read().Calls.Select(call => (call.Id, call.Parties[0].ChannelId)));
    }

    [Fact]
    public void A_transfer_to_a_phone_that_rings_is_one_call_though_its_Linkedid_is_anothers()
    {
        // As 1002 does it (REFER with Replaces, before 1003 has answered): 1003 keeps the Linkedid of 1002's second channel.
        _scene.Talk().Hold("2").New("3", "PJSIP/1002-00000003", "1002").New("4", "PJSIP/1003-00000004", "1003", "3").Sees("4", "1002").Sees("3", "1003").Become("4", 5);
        Assert.Equal(["1 OnHold 2", "2 Holding 1", "3 Calling 4", "4 Ringing 3"], _scene.Texts());

        _scene.Leave("1", "b").Leave("2", "b").End("2").Sees("1", "1003").Sees("4", "1001").End("3");

        Assert.Equal(["1 Calling 4", "4 Ringing 1"], _scene.Texts());
        Assert.Equal("1", Assert.Single(_scene.Shown.Calls).Id);
    }

    [Fact]
    public void Two_calls_of_one_number_to_one_phone_stay_two()
    {
        for (var call = 0; call < 2; call++)
        {
            var (caller, phone) = ($"{call}.1", $"{call}.2");
            _scene.New(caller, $"PJSIP/trunk-0000000{call}", "anonymous").New(phone, $"PJSIP/1001-0000000{call}", "1001", caller)
                .Sees(phone, "anonymous").Sees(caller, "1001").Become(phone, 5);
        }

        Assert.Equal(["0.1 Calling 0.2", "0.2 Ringing 0.1", "1.1 Calling 1.2", "1.2 Ringing 1.1"], _scene.Texts());
        Assert.Equal(2, _scene.Shown.Calls.Count);
    }

    [Fact]
    public void A_conversation_lasts_since_both_were_connected_through_hold_and_beyond_a_list()
    {
        _scene.Talk();
        var since = _scene.Now;
        Assert.Equal((since, since, false), Times("1"));

        _scene.Hold("2").Read();
        Assert.Equal((_scene.Now, since, false), Times("1"));

        _scene.Hold("2", isHolding: false).List([_scene.Row("1", "b"), _scene.Row("2", "b")]).Read(isAfterList: true);
        Assert.Equal((since, since, false), Times("1"));
    }

    [Fact]
    public void A_conversation_does_not_begin_anew_when_a_name_or_an_extension_becomes_known()
    {
        _scene.Talk();
        var since = _scene.Now;
        _scene.Read();

        _scene.Change("2", channel => channel with { PartyName = "Ben Berg" }).Extension("1002", "PJSIP/1002").Extension("1001", "PJSIP/1001");

        Assert.Equal((since, since, false), Times("1"));
        Assert.Equal((since, since, false), Times("2"));
        Assert.Equal(("Ben Berg", "1002"), (_scene.Party("1").Peers[0].Name, _scene.Party("1").Peers[0].Extensions[0].Exten));
    }

    [Fact]
    public void Who_is_passed_on_has_another_conversation_from_then_on()
    {
        _scene.Talk().Read();
        _scene.Leave("2", "b").End("2").New("3", "PJSIP/1003-00000003", "1003", "1").Become("3", 6).Enter("3", "b");

        Assert.Equal(["1 Talking 3", "3 Talking 1"], _scene.Texts());
        Assert.Equal((_scene.Now, _scene.Now, false), Times("1"));
    }

    [Fact]
    public void What_a_list_finds_has_been_so_at_least_since_then()
    {
        _scene.Talk();
        var rows = new[] { _scene.Row("1", "b", hearsMusic: true), _scene.Row("2", "b") };
        var late = new CallScene { Now = _scene.Now };

        late.List(rows);

        Assert.Equal(["1 OnHold 2", "2 Holding 1"], late.Texts(isAfterList: true));
        Assert.True(late.Shown.PartyAt("1")!.IsAtLeast);
        Assert.Equal(late.Now, late.Shown.PartyAt("1")!.Since);
        Assert.Equal(late.Now.AddSeconds(-60), late.Shown.PartyAt("1")!.StartedAt);
    }

    [Fact]
    public void Who_was_left_alone_in_a_bridge_is_on_hold_and_who_is_in_none_is_with_the_PBX()
    {
        _scene.Talk().Leave("2", "b");

        Assert.Equal(["1 OnHold 2", "2 InApplication"], _scene.Texts());
    }

    [Fact]
    public void Waiting_parked_and_listening_are_told_apart()
    {
        _scene.New("1", "PJSIP/trunk-00000001", "").Become("1", 6).Tell(new ChannelEvent.Queueing(_scene.Snapshot("1"), "support", IsWaiting: true));
        var waits = _scene.Now;
        _scene.New("2", "PJSIP/1002-00000002", "1002").Become("2", 6).Enter("2", "lot", BridgeKind.Parking).Tell(new ChannelEvent.Parking(_scene.Snapshot("2"), "default", "701"));
        _scene.New("3", "PJSIP/1003-00000003", "1003").Become("3", 6).Tell(new ChannelEvent.Spying(_scene.Snapshot("3"), "2"));
        _scene.New("4", "PJSIP/1004-00000004", "1004").Become("4", 6).Enter("4", "wait", BridgeKind.Holding);

        Assert.Equal(["1 InQueue", "2 Parked", "3 Listening 2", "4 InApplication"], _scene.Texts());
        Assert.Equal(("support", waits), (_scene.Party("1").Queue, _scene.Party("1").Since));
        Assert.Equal("701", _scene.Party("2").ParkingSpace);
        Assert.Equal("PJSIP/1002", _scene.Party("3").ListensTo);

        _scene.Tell(new ChannelEvent.Queueing(_scene.Snapshot("1"), "support", IsWaiting: false)).Tell(new ChannelEvent.Parking(_scene.Snapshot("2"), null, null))
            .Leave("2", "lot").Tell(new ChannelEvent.Spying(_scene.Snapshot("3"), null));
        Assert.Equal(["1 InApplication", "2 InApplication", "3 InApplication", "4 InApplication"], _scene.Texts());
        Assert.Equal("support", _scene.Party("1").Queue);
    }

    [Fact]
    public void What_has_not_changed_is_the_same_object()
    {
        _scene.Talk().New("3", "PJSIP/1003-00000003", "1003");
        var before = _scene.Read();

        _scene.Become("3", 6);

        Assert.Same(before.Calls[0], _scene.Read().Calls[0]);
        Assert.NotSame(before.Calls[1], _scene.Shown.Calls[1]);
        Assert.Same(before.PartyAt("1"), _scene.Shown.PartyAt("1"));
    }

    private (DateTimeOffset Since, DateTimeOffset? ConnectedAt, bool IsAtLeast) Times(string id) =>
        _scene.Party(id) is var party ? (party.Since, party.ConnectedAt, party.IsAtLeast) : default;
}
