using AmiBlazor.Ami;
using AmiBlazor.Control;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Control;

/// <summary>Several people act on one conversation at the same time.</summary>
public sealed class ControlTurnsTests(ControlDatabase database) : IClassFixture<ControlDatabase>
{
    private const string Main = ControlRig.Server;
    private const string Star = "Action: PlayDTMF | Channel: PJSIP/1002-00000002 | Digit: * | Receive: true";
    private const string Three = "Action: PlayDTMF | Channel: PJSIP/1002-00000002 | Digit: 3 | Receive: true";

    [Fact]
    public async Task Who_shares_a_channel_waits_and_nobody_else_does()
    {
        var turns = new ControlTurns();
        IReadOnlyCollection<string> talk = ["2", "3"];
        var first = await turns.TakeAsync("main", () => ["1", "2"], CancellationToken.None);
        var second = turns.TakeAsync("main", () => talk, CancellationToken.None);
        (await turns.TakeAsync("main", () => ["3"], CancellationToken.None).InTime()).Dispose();
        (await turns.TakeAsync("other", () => ["1", "2"], CancellationToken.None).InTime()).Dispose();
        Assert.False(second.IsCompleted);
        Assert.False(first.IsAfterChange);

        // The conversation is another when its turn comes.
        talk = ["2", "4"];
        first.HasChanged = true;
        first.Dispose();
        first.Dispose();
        using var taken = await second.InTime();

        Assert.True(taken.IsAfterChange);
        Assert.Equal([("main", "2"), ("main", "4")], taken.Keys);
        Assert.False(turns.TakeAsync("main", () => ["4"], new CancellationToken(canceled: true)).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Two_who_record_a_call_at_once_press_one_after_the_other()
    {
        await using var rig = Rig();
        var isOn = false;
        rig.Pbx.OnPress = async (session, action) =>
        {
            if (action["Digit"] != "3") return;
            isOn = !isOn;
            await session.SendAsync(ControlPbx.Event(isOn ? "MixMonitorStart" : "MixMonitorStop", "PJSIP/1001-00000001", "1"));
        };
        var request = new RecordRequest(Main, "2", Start: true);

        var results = await Task.WhenAll(rig.DoAsync(request), rig.DoAsync(request));

        Assert.Equal(
            ["The call is being recorded.", "The call was being recorded already; a new recording has begun."],
            results.Select(result => result.Message).Order(StringComparer.Ordinal));
        Assert.True(isOn);
        Assert.Equal(
            ["Status", Star, Three, "Status", "Status", Star, Three, Star, Three, "Status"],
            rig.Pbx.Wire.Select(line => line.StartsWith("Action: Status", StringComparison.Ordinal) ? "Status" : line));
    }

    [Fact]
    public async Task A_recording_that_somebody_ends_at_once_is_not_called_one()
    {
        await using var rig = Rig();
        rig.Pbx.OnPress = static async (session, action) =>
        {
            if (action["Digit"] != "3") return;
            await session.SendAsync(ControlPbx.Event("MixMonitorStart", "PJSIP/1001-00000001", "1"));
            await session.SendAsync(ControlPbx.Event("MixMonitorStop", "PJSIP/1001-00000001", "1"));
        };

        Is(
            ControlOutcome.Refused, "A recording began and has ended again: somebody has pressed the code at a phone, or the call is over.",
            await rig.DoAsync(new RecordRequest(Main, "2", Start: true)));
    }

    [Fact]
    public async Task Of_two_who_park_the_two_sides_of_a_call_one_parks()
    {
        await using var rig = Rig();
        var scene = ControlRig.Scene().Talk();
        rig.Show(scene);
        rig.Pbx.ParksLate = true;
        var first = rig.DoAsync(new ParkRequest(Main, "1"));
        await Polling.UntilAsync(() => Sent(rig, "Park") == 1);
        var second = rig.DoAsync(new ParkRequest(Main, "2"));
        rig.Pbx.Parked["1"] = "default";
        Is(ControlOutcome.Done, "The call was parked at 701.", await first);
        rig.Show(scene.Leave("1", "b").Enter("1", "p", BridgeKind.Parking).End("2"));

        Is(ControlOutcome.Gone, "Somebody else has acted on this call meanwhile. Look at the calls.", await second);
        Assert.Equal((1, 1), (Sent(rig, "Park"), Sent(rig, "Hangup")));
    }

    [Fact]
    public async Task The_PBX_knows_who_is_parked_before_the_board_does()
    {
        await using var rig = Rig();
        rig.Pbx.Parked["2"] = "default";

        Is(ControlOutcome.Gone, "Somebody else has acted on this call meanwhile. Look at the calls.", await rig.DoAsync(new ParkRequest(Main, "1")));

        Assert.Equal((0, 0), (Sent(rig, "Park"), Sent(rig, "Hangup")));
    }

    [Fact]
    public async Task Nobody_is_hung_up_who_was_parked_meanwhile()
    {
        await using var rig = Rig();
        rig.Pbx.ParksLate = true;
        var parking = rig.DoAsync(new ParkRequest(Main, "1"));
        await Polling.UntilAsync(() => Sent(rig, "Park") == 1);
        rig.Pbx.Parked["2"] = "default";
        rig.Pbx.Parked["1"] = "default";

        Is(ControlOutcome.Done, "The call was parked at 701.", await parking);
        Assert.Equal(0, Sent(rig, "Hangup"));
    }

    [Theory]
    [InlineData(false, false, "Gone", "The parked call was fetched elsewhere, or its caller has hung up.")]
    [InlineData(false, true, "Done", "Extension 1003 has fetched the parked call.")]
    [InlineData(true, false, "Unknown", "PBX “main” has taken it but did not say what came of it.")]
    public async Task Of_two_who_fetch_a_parked_party_the_second_is_told_so_though_the_phone_waits(
        bool isParked, bool isConnected, string outcome, string message)
    {
        var clock = new FakeClock();
        await using var rig = Rig(clock);
        rig.Show(ControlRig.Scene().Talk().End("2").Leave("1", "b").Enter("1", "p", BridgeKind.Parking));
        rig.Pbx.Parked["1"] = "default";
        rig.Pbx.OnOriginate = async (session, action) =>
        {
            // The phone is in the application, and no event says more.
            if (!isParked) rig.Pbx.Parked.Clear();
            if (isConnected) rig.Pbx.Channels[action["Channel"] + "-00000009"] = action["ChannelId"]!;
            await ControlPbx.TellAsync(session, action, "Newchannel");
            await ControlPbx.RespondAsync(session, action, isAnswered: true, 4);
        };
        var fetching = rig.DoAsync(new FetchRequest(Main, ControlRig.Clara, "1"));
        await clock.WaitingAsync(TimeSpan.FromSeconds(3)).InTime();
        clock.Advance(TimeSpan.FromSeconds(3));

        var result = await fetching;
        Assert.Equal(outcome, result.Outcome.ToString());
        Assert.StartsWith(message, result.Message, StringComparison.Ordinal);
    }

    private static int Sent(ControlRig rig, string action) => rig.Pbx.Actions.Count(sent => sent.Name == action);

    private static void Is(ControlOutcome outcome, string message, ControlResult result) => Assert.Equal((outcome, message), (result.Outcome, result.Message));

    private ControlRig Rig(TimeProvider? time = null) => new(database.Database, time: time);
}
