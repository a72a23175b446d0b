using AmiBlazor.Audit;
using AmiBlazor.Board;
using AmiBlazor.Control;
using AmiBlazor.Testing.Sip;
using AmiBlazor.Tests.Calls;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Control;

/// <summary>Each deed of call control, done on real Asterisks and seen on the phones.</summary>
[Needs(Need.Asterisk)]
public sealed class RealAsteriskControlTests(ControlStages stages) : IClassFixture<ControlStages>
{
    private const string Talking = "1001(1002) talking 1002; 1002 talking 1001";

    [Theory, InlineData(16), InlineData(22)]
    public Task A_call_rings_ones_own_phone_and_then_the_other(int version) => stages.PlayAsync(version, async stage =>
    {
        var doing = stage.DoAsync(new CallRequest(ControlStage.Server, ControlStage.Key(stage.Clara), "1001"));
        var own = await stage.Clara.RingsAsync();
        Assert.False(doing.IsCompleted);
        await own.AnswerAsync();
        await DoneAsync(doing, "Extension 1003 has answered, and 1001 is being dialed.");
        var other = await stage.Anna.RingsAsync();
        await other.AnswerAsync();
        await stage.SeeAsync("1001 talking 1003; 1003 talking 1001");

        await own.HangUpAsync();
        await other.EndedAsync();
        Assert.Contains(
            "sam real/from-internal/1003: done. Number 1001. Extension 1003 has answered, and 1001 is being dialed.",
            await stage.App.AuditAsync(AuditAction.CallMade));
    });

    [Theory, ClassData<AsteriskVersions>]
    public Task Why_ones_own_phone_was_not_answered_is_told(int version) => stages.PlayAsync(version, async stage =>
    {
        var request = new CallRequest(ControlStage.Server, ControlStage.Key(stage.Clara), "1001");
        stage.Clara.Refusal = SipRefusal.Busy;
        Is(ControlOutcome.Refused, "The phone of extension 1003 is busy.", await stage.DoAsync(request));
        await stage.SeeAsync();
        stage.Clara.Refusal = SipRefusal.Declined;
        Is(ControlOutcome.Refused, "The phone of extension 1003 declined the call.", await stage.DoAsync(request));
        await stage.SeeAsync();
        stage.Clara.Refusal = null;
        Is(
            ControlOutcome.Refused, "The phone of extension 1007 is not registered with the PBX, so it cannot ring.",
            await stage.DoAsync(request with { From = request.From with { Exten = "1007" } }));
        Is(
            ControlOutcome.Refused, "8001 cannot be dialed: the dialplan has no such extension in the context “from-internal”.",
            await stage.DoAsync(request with { Number = "8001" }));
        if (!LongRun.IsOn) return;
        var late = stage.DoAsync(request);
        var rings = await stage.Clara.RingsAsync();
        Is(ControlOutcome.Refused, "The phone of extension 1003 was not answered within 5 s.", await late);
        await rings.EndedAsync();
    });

    [Theory, ClassData<AsteriskVersions>]
    public Task A_call_is_hung_up_on_both_sides(int version) => stages.PlayAsync(version, async stage =>
    {
        var (anna, ben) = await TalkAsync(stage);
        await DoneAsync(stage.DoAsync(new HangUpRequest(ControlStage.Server, stage.Channel(stage.Ben))), "The call was hung up.");

        await anna.EndedAsync();
        await ben.EndedAsync();
    });

    [Theory, ClassData<AsteriskVersions>]
    public Task A_party_is_handed_on(int version) => stages.PlayAsync(version, async stage =>
    {
        var (anna, ben) = await TalkAsync(stage);
        var request = new TransferRequest(ControlStage.Server, stage.Channel(stage.Ben), "1005");
        Is(
            ControlOutcome.Refused, "8001 cannot be dialed: the dialplan has no such extension in the context “from-internal”.",
            await stage.DoAsync(request with { Number = "8001" }));
        await stage.SeeAsync(Talking);

        await DoneAsync(stage.DoAsync(request), "The call was transferred to 1005.");
        await ben.EndedAsync();
        var emil = await stage.Emil.RingsAsync();
        await emil.AnswerAsync();
        await stage.SeeAsync("1001(1002) talking 1005; 1005 talking 1001");

        await anna.HangUpAsync();
        await emil.EndedAsync();
    });

    [Theory, ClassData<AsteriskVersions>]
    public Task A_party_is_parked_and_fetched(int version) => stages.PlayAsync(version, async stage =>
    {
        var (anna, ben) = await TalkAsync(stage);
        var channel = stage.Channel(stage.Anna);
        await DoneAsync(stage.DoAsync(new ParkRequest(ControlStage.Server, channel)), "The call was parked at 701.");
        await ben.EndedAsync();
        await stage.SeeAsync("1001(1002) parked@701");
        Assert.Equal([(channel, "default", "701")], await stage.ParkedAsync());

        var doing = stage.DoAsync(new FetchRequest(ControlStage.Server, ControlStage.Key(stage.Clara), channel));
        var clara = await stage.Clara.RingsAsync();
        await clara.AnswerAsync();
        await DoneAsync(doing, "Extension 1003 has fetched the parked call.");
        await stage.SeeAsync("1001(1002) talking 1003; 1003 talking 1001");

        await anna.HangUpAsync();
        await clara.EndedAsync();
    });

    [Theory, InlineData(22)]
    public Task Who_fetches_what_was_fetched_meanwhile_is_told_so(int version) => stages.PlayAsync(version, async stage =>
    {
        var (anna, ben) = await TalkAsync(stage);
        var channel = stage.Channel(stage.Anna);
        await DoneAsync(stage.DoAsync(new ParkRequest(ControlStage.Server, channel)), "The call was parked at 701.");
        await ben.EndedAsync();
        await stage.SeeAsync("1001(1002) parked@701");
        var first = stage.DoAsync(new FetchRequest(ControlStage.Server, ControlStage.Key(stage.Clara), channel));
        var clara = await stage.Clara.RingsAsync();
        var second = stage.DoAsync(new FetchRequest(ControlStage.Server, ControlStage.Key(stage.Emil), channel));
        var emil = await stage.Emil.RingsAsync();
        await clara.AnswerAsync();
        await DoneAsync(first, "Extension 1003 has fetched the parked call.");

        // Asterisk keeps this phone and lets it hear that nobody is parked there.
        await emil.AnswerAsync();
        Is(ControlOutcome.Gone, "The parked call was fetched elsewhere, or its caller has hung up.", await second);

        await anna.HangUpAsync();
        await clara.EndedAsync();
        await emil.HangUpAsync();
    });

    [Theory, ClassData<AsteriskVersions>]
    public Task A_ringing_call_is_picked_up(int version) => stages.PlayAsync(version, async stage =>
    {
        var anna = stage.Anna.Call("1002");
        var ben = await stage.Ben.RingsAsync();
        await stage.SeeAsync("1001(1002) calling 1002; 1002 ringing 1001");
        var doing = stage.DoAsync(new PickUpRequest(ControlStage.Server, ControlStage.Key(stage.Clara), stage.Channel(stage.Ben)));
        var clara = await stage.Clara.RingsAsync();
        await clara.AnswerAsync();
        await DoneAsync(doing, "Extension 1003 has picked up the call.");
        await anna.AnsweredAsync();
        await ben.EndedAsync();
        await stage.SeeAsync("1001(1002) talking 1003; 1003 talking 1001");

        await anna.HangUpAsync();
        await clara.EndedAsync();
    });

    [Theory, ClassData<AsteriskVersions>]
    public Task A_call_that_was_answered_meanwhile_is_not_picked_up(int version) => stages.PlayAsync(version, async stage =>
    {
        var anna = stage.Anna.Call("1002");
        var ben = await stage.Ben.RingsAsync();
        await stage.SeeAsync("1001(1002) calling 1002; 1002 ringing 1001");
        var doing = stage.DoAsync(new PickUpRequest(ControlStage.Server, ControlStage.Key(stage.Clara), stage.Channel(stage.Ben)));
        var clara = await stage.Clara.RingsAsync();
        await ben.AnswerAsync();
        await anna.AnsweredAsync();
        await clara.AnswerAsync();
        Is(ControlOutcome.Gone, "The call was answered elsewhere, or its caller has hung up.", await doing);
        await clara.EndedAsync();
        await stage.SeeAsync(Talking);

        await anna.HangUpAsync();
    });

    [Theory, InlineData(16, "Listen"), InlineData(22, "Listen"), InlineData(22, "Whisper"), InlineData(22, "Barge")]
    public Task A_call_is_listened_to_and_that_is_shown(int version, string name) => stages.PlayAsync(version, async stage =>
    {
        var mode = Enum.Parse<ListenMode>(name);
        var (anna, ben) = await TalkAsync(stage);
        var doing = stage.DoAsync(new ListenRequest(ControlStage.Server, ControlStage.Key(stage.Clara), stage.Channel(stage.Ben), mode));
        var clara = await RingsAsync(stage.Clara, doing);
        await clara.AnswerAsync();
        await DoneAsync(doing, mode switch
        {
            ListenMode.Whisper => "Extension 1003 is listening, and this party alone can hear it.",
            ListenMode.Barge => "Extension 1003 is listening, and both parties can hear it.",
            _ => "Extension 1003 is listening, and nobody can hear it.",
        });
        await stage.SeeAsync(Talking, "1003 listening 1002");
        Assert.DoesNotContain("1002", stage.Party(stage.Clara).Name, StringComparison.Ordinal);

        await anna.HangUpAsync();
        await ben.EndedAsync();
        await clara.EndedAsync();
    });

    [Theory, ClassData<AsteriskVersions>]
    public Task Those_who_are_listened_to_hear_a_tone_where_the_dialplan_gives_it(int version) => stages.PlayAsync(version, async stage =>
    {
        var (anna, ben) = await TalkAsync(stage);
        await stage.AnnouncedView.UntilAsync(CallText.Join([Talking]));
        stage.Anna.ForgetSound();
        stage.Ben.ForgetSound();
        var doing = stage.DoAsync(
            new ListenRequest(ControlStage.Announced, ControlStage.Key(stage.Clara, ControlStage.Announced), stage.Channel(stage.Ben), ListenMode.Listen));
        var clara = await RingsAsync(stage.Clara, doing);
        await clara.AnswerAsync();
        await DoneAsync(doing, "Extension 1003 is listening, and nobody can hear it.");
        await stage.Ben.HearsAsync();
        await stage.Anna.HearsAsync();
        await stage.SeeAsync(Talking, "1003 listening 1002");

        await anna.HangUpAsync();
        await ben.EndedAsync();
        await clara.EndedAsync();
    });

    [Theory, ClassData<AsteriskVersions>]
    public Task An_agent_is_paused_with_a_reason_and_back(int version) => stages.PlayAsync(version, async stage =>
    {
        var request = new PauseRequest(ControlStage.Server, "support", "PJSIP/1002", Paused: true, "Lunch, back at 1");
        await DoneAsync(stage.DoAsync(request), "The agent is paused in queue “support”.");
        await stage.QueueAsync(queue => queue.Agents.Any(agent => agent is { Interface: "PJSIP/1002", IsPaused: true, PausedReason: "Lunch, back at 1" }));

        await DoneAsync(stage.DoAsync(request with { Queue = null, Paused = false, Reason = null }), "The agent is no longer paused in any queue.");
        await stage.QueueAsync(queue => queue.Agents.All(agent => !agent.IsPaused));
    });

    [Theory, ClassData<AsteriskVersions>]
    public Task A_phone_becomes_an_agent_and_leaves_again(int version) => stages.PlayAsync(version, async stage =>
    {
        var request = new MembershipRequest(ControlStage.Server, "support", "PJSIP/1005", Add: true);
        await DoneAsync(stage.DoAsync(request), "The agent was added to queue “support”.");
        await stage.QueueAsync(queue => queue.Agents.Any(agent => agent is { Interface: "PJSIP/1005", IsDynamic: true, Name: "1005" }));
        Is(ControlOutcome.Invalid, "This phone is already an agent of queue “support”.", await stage.DoAsync(request));

        await DoneAsync(stage.DoAsync(request with { Add = false }), "The agent was removed from queue “support”.");
        await stage.QueueAsync(queue => queue.Agents.All(agent => agent.Interface != "PJSIP/1005"));
        Is(
            ControlOutcome.Invalid,
            "This agent belongs to queue “support” by the PBX's configuration, so only that can remove the agent. Pause the agent instead.",
            await stage.DoAsync(request with { Interface = "PJSIP/1002", Add = false }));
    });

    [Theory, ClassData<AsteriskVersions>]
    public Task A_call_is_recorded_and_no_longer(int version) => stages.PlayAsync(version, async stage =>
    {
        var (anna, ben) = await CallStage.TalkAsync(stage.Anna, stage.Ben, "661");
        await stage.SeeAsync("1001(661) talking 1002; 1002 talking 1001");
        var request = new RecordRequest(ControlStage.Server, stage.Channel(stage.Ben), Start: true);
        await DoneAsync(stage.DoAsync(request), "The call is being recorded.");
        await DoneAsync(stage.DoAsync(request with { Start = false }), "The recording has ended.");
        Is(ControlOutcome.Invalid, "This call is not being recorded.", await stage.DoAsync(request with { Start = false }));

        await anna.HangUpAsync();
        await ben.EndedAsync();
    });

    [Theory, InlineData(22)]
    public Task Two_who_record_a_call_at_once_leave_it_recorded(int version) => stages.PlayAsync(version, async stage =>
    {
        var (anna, ben) = await CallStage.TalkAsync(stage.Anna, stage.Ben, "661");
        await stage.SeeAsync("1001(661) talking 1002; 1002 talking 1001");
        var request = new RecordRequest(ControlStage.Server, stage.Channel(stage.Ben), Start: true);
        var both = await Task.WhenAll(stage.DoAsync(request), stage.DoAsync(request));
        Assert.Equal(
            ["The call is being recorded.", "The call was being recorded already; a new recording has begun."],
            both.Select(result => result.Message).Order(StringComparer.Ordinal));
        await DoneAsync(stage.DoAsync(request with { Start = false }), "The recording has ended.");

        await anna.HangUpAsync();
        await ben.EndedAsync();
    });

    [Theory, InlineData(22)]
    public Task Of_two_who_park_the_two_sides_of_a_call_one_parks(int version) => stages.PlayAsync(version, async stage =>
    {
        await TalkAsync(stage);
        var (anna, ben) = (stage.Channel(stage.Anna), stage.Channel(stage.Ben));
        var both = await Task.WhenAll(
            stage.DoAsync(new ParkRequest(ControlStage.Server, anna)), stage.DoAsync(new ParkRequest(ControlStage.Server, ben)));

        Assert.Equal([ControlOutcome.Done, ControlOutcome.Gone], both.Select(result => result.Outcome).Order());
        Assert.Contains(both, result => result.Message == "Somebody else has acted on this call meanwhile. Look at the calls.");
        var (parked, _, _) = Assert.Single(await stage.ParkedAsync());
        Assert.Equal(both[0].Outcome == ControlOutcome.Done ? anna : ben, parked);
        await DoneAsync(stage.DoAsync(new HangUpRequest(ControlStage.Server, parked)), "The call was hung up.");
    });

    [Theory, ClassData<AsteriskVersions>]
    public Task A_call_that_cannot_be_recorded_says_why(int version) => stages.PlayAsync(version, async stage =>
    {
        var customer = stage.Trunk.Call("4930100", headers: "P-Asserted-Identity: \"Customer Ltd\" <sip:+4930555123@127.0.0.2>");
        var anna = await stage.Anna.RingsAsync();
        await anna.AnswerAsync();
        await stage.SeeAsync("1001 talking +4930555123; trunk(4930100) talking 1001");
        Is(
            ControlOutcome.Refused,
            "No recording began. Give automixmon the code *3 in features.conf, and the option x or X to the Dial or Queue of this call.",
            await stage.DoAsync(new RecordRequest(ControlStage.Server, stage.Channel(stage.Trunk), Start: true)));

        await anna.HangUpAsync();
        await customer.EndedAsync();
    });

    [Theory, ClassData<AsteriskVersions>]
    public Task What_is_gone_is_told(int version) => stages.PlayAsync(version, async stage =>
    {
        var (anna, ben) = await TalkAsync(stage);
        var channel = stage.Channel(stage.Ben);
        await anna.HangUpAsync();
        await ben.EndedAsync();
        await stage.SeeAsync();
        Is(ControlOutcome.Gone, "This call is no longer there.", await stage.DoAsync(new HangUpRequest(ControlStage.Server, channel)));
    });

    private static async Task<(SipCall Anna, SipCall Ben)> TalkAsync(ControlStage stage)
    {
        var talk = await CallStage.TalkAsync(stage.Anna, stage.Ben);
        await stage.SeeAsync(Talking);
        return talk;
    }

    /// <summary>A phone rings for what is being done, or that has failed, which says why.</summary>
    private static async Task<SipCall> RingsAsync(SipPhone phone, Task<ControlResult> doing)
    {
        var ringing = phone.RingsAsync();
        if (await Task.WhenAny(ringing, doing) == doing) Assert.Fail($"{(await doing).Message} {(await doing).PbxWords}");
        return await ringing;
    }

    private static async Task DoneAsync(Task<ControlResult> doing, string message) => Is(ControlOutcome.Done, message, await doing);

    private static void Is(ControlOutcome outcome, string message, ControlResult result) =>
        Assert.Equal((outcome, message), (result.Outcome, result.PbxWords is null ? result.Message : $"{result.Message} ({result.PbxWords})"));
}
