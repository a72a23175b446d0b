using AmiBlazor.Control;

namespace AmiBlazor.Tests.Control;

/// <summary>What reaches the PBX for each request, and what is said of each end.</summary>
public sealed class CallControlTests(ControlDatabase database) : IClassFixture<ControlDatabase>
{
    private const string Main = ControlRig.Server;
    private const string Own = "Action: Originate | Channel: PJSIP/1003 | ChannelId: … | Timeout: 30000 | Async: true | CallerID: ";
    private const string Anna = "Action: Status | Channel: PJSIP/1001-00000001 | Variables: CHANNEL(onhold),CDR(answer,u)";
    private const string Ben = "Action: Status | Channel: PJSIP/1002-00000002 | Variables: CHANNEL(onhold),CDR(answer,u)";

    [Fact]
    public async Task A_call_rings_ones_own_phone_and_dials_in_the_configured_context()
    {
        await using var rig = Rig();

        var result = await rig.DoAsync(new CallRequest(Main, ControlRig.Clara, "01234"));

        Is(ControlOutcome.Done, "Extension 1003 has answered, and 01234 is being dialed.", result);
        Assert.Equal(
            [
                "Action: Getvar | Variable: DIALPLAN_EXISTS(from-internal,01234,1)",
                Own + "\"Clara\" <1003> | Context: from-internal | Exten: 01234 | Priority: 1",
            ],
            rig.Pbx.Wire);
        Assert.Equal("01234", rig.Calls.TakePlaced(rig.Pbx.Actions.Single(action => action.Name == "Originate")["ChannelId"]!));
        Assert.Equal("call", rig.Pbx.LoginEvents);
        Assert.Equal(
            "sam call-made main/from-internal/1003: done. Number 01234. Extension 1003 has answered, and 01234 is being dialed.", await rig.AuditedAsync());
    }

    [Fact]
    public async Task A_hangup_names_one_channel_exactly()
    {
        await using var rig = Rig();

        Is(ControlOutcome.Done, "The call was hung up.", await rig.DoAsync(new HangUpRequest(Main, "2")));

        Assert.Equal([Ben, "Action: Hangup | Channel: PJSIP/1002-00000002 | Cause: 16"], rig.Pbx.Wire);
        Assert.Equal("off", rig.Pbx.LoginEvents);
        Assert.Equal("sam call-ended main/from-internal/1002: done. The call was hung up.", await rig.AuditedAsync());
    }

    [Fact]
    public async Task A_transfer_goes_to_a_number_that_the_dialplan_has()
    {
        await using var rig = Rig();

        Is(ControlOutcome.Done, "The call was transferred to 1004.", await rig.DoAsync(new TransferRequest(Main, "2", "1004")));

        Assert.Equal(
            [
                "Action: Getvar | Variable: DIALPLAN_EXISTS(from-internal,1004,1)", Ben,
                "Action: BlindTransfer | Channel: PJSIP/1002-00000002 | Context: from-internal | Exten: 1004",
            ],
            rig.Pbx.Wire);
    }

    [Theory]
    [InlineData("0", "1004 cannot be dialed: the dialplan has no such extension in the context “from-internal”.")]
    [InlineData("", "PBX “main” cannot tell whether 1004 can be dialed, and a transfer to nowhere ends the call. Load func_dialplan there, and give the account for call control write=call.")]
    public async Task A_transfer_to_nowhere_is_not_sent(string exists, string message)
    {
        await using var rig = Rig();
        rig.Pbx.DialplanExists = exists;

        Is(ControlOutcome.Refused, message, await rig.DoAsync(new TransferRequest(Main, "2", "1004")));

        Assert.DoesNotContain(rig.Pbx.Actions, action => action.Name == "BlindTransfer");
    }

    [Fact]
    public async Task Parking_frees_the_other_extension()
    {
        await using var rig = Rig(control => control.ParkingLot = "sales");

        Is(ControlOutcome.Done, "The call was parked at 701.", await rig.DoAsync(new ParkRequest(Main, "1")));

        Assert.Equal(
            [
                Anna, Ben, "Action: ParkedCalls", "Action: Park | Channel: PJSIP/1001-00000001 | TimeoutChannel: PJSIP/1002-00000002 | Parkinglot: sales",
                "Action: ParkedCalls", "Action: ParkedCalls", "Action: Hangup | Channel: PJSIP/1002-00000002 | Cause: 16",
            ],
            rig.Pbx.Wire);
    }

    [Fact]
    public async Task A_parked_party_is_fetched_from_where_it_is()
    {
        await using var rig = Rig();
        var request = new FetchRequest(Main, ControlRig.Clara, "1");
        var scene = ControlRig.Scene().Talk().End("2");
        rig.Show(scene.Tell(new AmiBlazor.Ami.ChannelEvent.Parking(scene.Snapshot("1"), "sales", "702")));
        Is(ControlOutcome.Done, "Extension 1003 has fetched the parked call.", await rig.DoAsync(request));
        Assert.Equal([Own + "\"Clara\" <1003> | Application: ParkedCall | Data: sales,702"], rig.Pbx.Wire);

        // After a list, the board knows only that it is parked.
        rig.Show(ControlRig.Scene().Talk().End("2").Leave("1", "b").Enter("1", "p", AmiBlazor.Ami.BridgeKind.Parking));
        Is(ControlOutcome.Gone, "This party is not parked any more.", await rig.DoAsync(request));
        rig.Pbx.Parked["1"] = "default";
        Is(ControlOutcome.Done, "Extension 1003 has fetched the parked call.", await rig.DoAsync(request));
        Assert.Equal(["Action: ParkedCalls", Own + "\"Clara\" <1003> | Application: ParkedCall | Data: default,701"], rig.Pbx.Wire.TakeLast(2));
        rig.Pbx.Refusals["ParkedCalls"] = "Permission denied";
        Is(
            ControlOutcome.Refused,
            "PBX “main” has not told where this call is parked, and the account for call control may not ask: add write=call to it in manager.conf.",
            await rig.DoAsync(request));
    }

    [Fact]
    public async Task A_pick_up_names_the_ringing_channel()
    {
        await using var rig = Rig();
        rig.Show(ControlRig.Scene().New("1", "PJSIP/1001-00000001", "1001").New("2", "PJSIP/1002-00000002", "1002", "1").Become("2", 5));

        Is(ControlOutcome.Done, "Extension 1003 has picked up the call.", await rig.DoAsync(new PickUpRequest(Main, ControlRig.Clara, "2")));

        Assert.Equal([Ben, Own + "\"Clara\" <1003> | Application: PickupChan | Data: PJSIP/1002-00000002"], rig.Pbx.Wire);
    }

    [Theory]
    [InlineData("Listen", "", "Extension 1003 is listening, and nobody can hear it.")]
    [InlineData("Whisper", "w", "Extension 1003 is listening, and this party alone can hear it.")]
    [InlineData("Barge", "B", "Extension 1003 is listening, and both parties can hear it.")]
    public async Task Listening_names_a_channel_by_its_Uniqueid(string name, string voice, string message)
    {
        await using var rig = Rig();
        var request = new ListenRequest(Main, ControlRig.Clara, "2", Enum.Parse<ListenMode>(name));

        Is(ControlOutcome.Done, message, await rig.DoAsync(request));

        // Whoever sees the listener, and not the one who is listened to, sees the listener's own name.
        Assert.Equal([Own + $"\"Clara\" <1003> | Application: ChanSpy | Data: 2,uqES{voice}"], rig.Pbx.Wire);
        Assert.StartsWith($"sam call-{(name == "Barge" ? "barged" : name == "Whisper" ? "whispered" : "listened")} main/from-internal/1003: done. main/from-internal/1002. ", await rig.AuditedAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Listening_goes_through_the_dialplan_where_that_announces_it()
    {
        await using var rig = Rig(control => control.SpyContext = "amiblazor-spy");

        await rig.DoAsync(new ListenRequest(Main, ControlRig.Clara, "2", ListenMode.Whisper));

        Assert.Equal(
            [Own + "\"Clara\" <1003> | Context: amiblazor-spy | Exten: whisper | Priority: 1 | Variable: AMIBLAZOR_CHANNEL=2"], rig.Pbx.Wire);
    }

    [Fact]
    public async Task A_recording_is_begun_by_the_keys_of_a_phone_and_seen()
    {
        await using var rig = Rig();
        rig.Pbx.OnPress = static async (session, action) =>
        {
            if (action["Digit"] == "3") await session.SendAsync(ControlPbx.Event("MixMonitorStart", "PJSIP/1001-00000001", "1"));
        };

        Is(ControlOutcome.Done, "The call is being recorded.", await rig.DoAsync(new RecordRequest(Main, "2", Start: true)));

        Assert.Equal(
            [
                Ben, "Action: PlayDTMF | Channel: PJSIP/1002-00000002 | Digit: * | Receive: true",
                "Action: PlayDTMF | Channel: PJSIP/1002-00000002 | Digit: 3 | Receive: true", Ben,
            ],
            rig.Pbx.Wire);
    }

    [Fact]
    public async Task A_recording_that_the_keys_have_ended_is_begun_again()
    {
        await using var rig = Rig();
        var pressed = 0;
        rig.Pbx.OnPress = async (session, action) =>
        {
            if (action["Digit"] != "3") return;
            await session.SendAsync(ControlPbx.Event(pressed++ == 0 ? "MixMonitorStop" : "MixMonitorStart", "PJSIP/1001-00000001", "1"));
        };

        Is(
            ControlOutcome.Done, "The call was being recorded already; a new recording has begun.", await rig.DoAsync(new RecordRequest(Main, "2", Start: true)));
    }

    [Fact]
    public async Task A_recording_ends_on_whichever_side_it_is()
    {
        await using var rig = Rig();

        Is(ControlOutcome.Done, "The recording has ended.", await rig.DoAsync(new RecordRequest(Main, "2", Start: false)));
        Assert.Equal(
            [Ben, "Action: StopMixMonitor | Channel: PJSIP/1002-00000002", Anna, "Action: StopMixMonitor | Channel: PJSIP/1001-00000001"], rig.Pbx.Wire);

        rig.Pbx.Refusals["StopMixMonitor"] = "Could not stop monitoring channel";
        Is(ControlOutcome.Invalid, "This call is not being recorded.", await rig.DoAsync(new RecordRequest(Main, "2", Start: false)));
    }

    [Fact]
    public async Task Without_an_account_there_is_no_control()
    {
        await using var rig = Rig(control => control.Username = "");

        Assert.Empty(rig.Control.Kinds(Main));
        Assert.Empty(rig.Control.Kinds("other"));
        Is(ControlOutcome.NotAllowed, "Call control is not set up for PBX “main”.", await rig.DoAsync(new HangUpRequest(Main, "2")));
    }

    [Fact]
    public async Task What_is_allowed_is_what_the_configuration_lists()
    {
        await using var some = Rig(control => control.Allow = ["listen", "HangUp"]);
        await using var all = Rig();

        Assert.Equal([ControlKind.HangUp, ControlKind.Listen], some.Control.Kinds(Main).Order());
        Assert.Equal(Enum.GetValues<ControlKind>(), all.Control.Kinds(Main).Order());
    }

    [Fact]
    public void Each_kind_has_its_own_word_in_the_audit_log()
    {
        Assert.Equal(AmiBlazor.Audit.AuditAction.CallMade, ControlRecord.Action(ControlKind.Call));
        Assert.Equal(AmiBlazor.Audit.AuditAction.CallBarged, ControlRecord.Action(ControlKind.Barge));
        Assert.Equal(AmiBlazor.Audit.AuditAction.AgentRemoved, ControlRecord.Action(ControlKind.RemoveFromQueue));
        Assert.Equal(AmiBlazor.Audit.AuditAction.RecordingStopped, ControlRecord.Action(ControlKind.StopRecording));
    }

    private static void Is(ControlOutcome outcome, string message, ControlResult result) =>
        Assert.Equal((outcome, message), (result.Outcome, result.PbxWords is null ? result.Message : $"{result.Message} ({result.PbxWords})"));

    private ControlRig Rig(Action<AmiBlazor.Ami.AmiControlOptions>? configure = null, TimeProvider? time = null) => new(database.Database, configure, time);
}
