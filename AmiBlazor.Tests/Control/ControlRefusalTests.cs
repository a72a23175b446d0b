using System.Text;
using AmiBlazor.Ami;
using AmiBlazor.Board;
using AmiBlazor.Calls;
using AmiBlazor.Control;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Control;

/// <summary>What is not done, and what is said of it.</summary>
public sealed class ControlRefusalTests(ControlDatabase database) : IClassFixture<ControlDatabase>
{
    private const string Main = ControlRig.Server;

    [Fact]
    public async Task What_is_not_there_or_not_possible_reaches_no_PBX()
    {
        await using var rig = Rig(control => control.Allow = [.. Enum.GetNames<ControlKind>().Where(name => name != "Barge")]);

        await NotSent(ControlOutcome.Gone, "This call is no longer there.", new HangUpRequest(Main, "3"));
        await NotSent(ControlOutcome.NotAllowed, "Call control is not set up for PBX “other”.", new HangUpRequest("other", "2"));
        await NotSent(
            ControlOutcome.NotAllowed, "Barge is not allowed on PBX “main”: Ami:Servers:N:Control:Allow leaves it out.",
            new ListenRequest(Main, ControlRig.Clara, "2", ListenMode.Barge));
        await NotSent(ControlOutcome.Invalid, "“12a” is not a number: use 1 to 20 digits, “*”, “#”, and “+”.", new CallRequest(Main, ControlRig.Clara, "12a"));
        await NotSent(
            ControlOutcome.NotAllowed,
            "00123 may not be dialed from here: it is no extension that you can see, and Ami:Servers:N:Control:DialPatterns does not allow it.",
            new CallRequest(Main, ControlRig.Clara, "00123"));
        await NotSent(
            ControlOutcome.NotAllowed, "The extension whose phone should ring is not on this PBX, or outside your scope.",
            new CallRequest(Main, ControlRig.Key("1008"), "1002"));
        await NotSent(
            ControlOutcome.Invalid, "Extension 1009 has no phone that can ring. Check its hint in the dialplan.", new CallRequest(Main, ControlRig.Key("1009"), "1002"));
        await NotSent(ControlOutcome.Invalid, "Extension 1001 is in a call. End that call first.", new CallRequest(Main, ControlRig.Key("1001"), "1003"));
        await NotSent(ControlOutcome.Gone, "This phone does not ring any more, so there is nothing to pick up.", new PickUpRequest(Main, ControlRig.Clara, "2"));
        await NotSent(ControlOutcome.Gone, "This party is not parked any more.", new FetchRequest(Main, ControlRig.Clara, "2"));
        await NotSent(ControlOutcome.Invalid, "This is a call of your own phone.", new ListenRequest(Main, ControlRig.Key("1002"), "2", ListenMode.Listen));
        await NotSent(ControlOutcome.Gone, "This agent is no longer there.", new PauseRequest(Main, "support", "PJSIP/1003", true, null));
        await NotSent(ControlOutcome.Gone, "There is no queue “x” that you can see.", new MembershipRequest(Main, "x", "PJSIP/1003", true));
        await NotSent(ControlOutcome.Invalid, "This phone is already an agent of queue “support”.", new MembershipRequest(Main, "support", "PJSIP/1001", true));
        await NotSent(
            ControlOutcome.Invalid,
            "This agent belongs to queue “support” by the PBX's configuration, so only that can remove the agent. Pause the agent instead.",
            new MembershipRequest(Main, "support", "PJSIP/1001", false));
        await NotSent(
            ControlOutcome.NotAllowed, "This is no phone of an extension that you can see, and no agent of a queue.",
            new MembershipRequest(Main, "support", "Local/s@anywhere", true));
        await NotSent(
            ControlOutcome.Invalid, "The reason is not allowed: use at most 80 characters on one line, without “;” and “|”.",
            new PauseRequest(Main, "support", "PJSIP/1001", true, "a;b"));
        rig.Show(ControlRig.Scene().New("1", "PJSIP/1001-00000001", "1001"));
        await NotSent(ControlOutcome.Invalid, "This party is connected to nobody. Wait until the call has been answered.", new TransferRequest(Main, "1", "1003"));
        await NotSent(
            ControlOutcome.Invalid, "This party is connected to nobody. Wait until the call has been answered.", new RecordRequest(Main, "1", true));
        rig.Calls.Update(Main, health => health with { State = CallsState.Waiting });
        await NotSent(
            ControlOutcome.Unreachable, "AmiBlazor does not know the calls of PBX “main” at the moment. Wait until it is live again.", new HangUpRequest(Main, "1"));

        Assert.Empty(rig.Pbx.Actions);
        Assert.Null(rig.Pbx.LoginEvents);

        async Task NotSent(ControlOutcome outcome, string message, ControlRequest request) => Is(outcome, message, await rig.DoAsync(request));
    }

    [Fact]
    public async Task Whoever_sees_a_department_acts_on_nobody_else()
    {
        await using var rig = Rig();

        // Dora is of Development.
        await Refused(ControlOutcome.NotAllowed, new TransferRequest(Main, "2", "1004"));
        await Refused(ControlOutcome.NotAllowed, new CallRequest(Main, ControlRig.Clara, "1004"));
        await Refused(ControlOutcome.NotAllowed, new CallRequest(Main, ControlRig.Key("1004"), "1001"));
        await Refused(ControlOutcome.NotAllowed, new ListenRequest(Main, ControlRig.Key("1004"), "2", ListenMode.Listen));
        await Refused(ControlOutcome.Gone, new PauseRequest(Main, "support", "PJSIP/1004", true, null));
        await Refused(ControlOutcome.Gone, new PauseRequest(Main, "hidden", "PJSIP/1004", true, null));
        await Refused(ControlOutcome.Gone, new MembershipRequest(Main, "hidden", "PJSIP/1003", true));
        await Refused(ControlOutcome.NotAllowed, new MembershipRequest(Main, "support", "PJSIP/1004", true));

        // A call with one of them.
        rig.Show(ControlRig.Scene().New("1", "PJSIP/1001-00000001", "1001").New("2", "PJSIP/1004-00000002", "1004", "1").Become("2", 6).Become("1", 6)
            .Enter("2", "b").Enter("1", "b"));
        await Refused(ControlOutcome.NotAllowed, new HangUpRequest(Main, "1"));
        await Refused(ControlOutcome.NotAllowed, new HangUpRequest(Main, "2"));
        await Refused(ControlOutcome.NotAllowed, new ListenRequest(Main, ControlRig.Clara, "1", ListenMode.Listen));
        await Refused(ControlOutcome.NotAllowed, new RecordRequest(Main, "1", true));

        // A call of which they see nobody is not there.
        rig.Show(ControlRig.Scene().New("2", "PJSIP/1004-00000002", "1004"));
        await Refused(ControlOutcome.Gone, new HangUpRequest(Main, "2"));
        await Refused(ControlOutcome.NotAllowed, new HangUpRequest(Main, "2"), new ExtensionScope(["other"], null));
        Assert.Empty(rig.Pbx.Actions);

        // Their own they can.
        rig.Show(ControlRig.Scene().Talk());
        Assert.Equal(ControlOutcome.Done, (await rig.DoAsync(new TransferRequest(Main, "2", "1003"), ControlRig.Sales)).Outcome);
        Assert.Equal(ControlOutcome.Done, (await rig.DoAsync(new ListenRequest(Main, ControlRig.Clara, "2", ListenMode.Listen), ControlRig.Sales)).Outcome);
        Assert.Equal(ControlOutcome.Done, (await rig.DoAsync(new PauseRequest(Main, "support", "PJSIP/1001", true, null), ControlRig.Sales)).Outcome);

        async Task Refused(ControlOutcome outcome, ControlRequest request, ExtensionScope? scope = null) =>
            Assert.Equal(outcome, (await rig.DoAsync(request, scope ?? ControlRig.Sales)).Outcome);
    }

    [Fact]
    public async Task The_PBXs_refusals_are_told()
    {
        await using var rig = Rig();
        var request = new HangUpRequest(Main, "2");

        rig.Pbx.Refusals["Hangup"] = "No such channel";
        Is(ControlOutcome.Gone, "This call is no longer there. (No such channel)", await rig.DoAsync(request));
        await AgentAsync("QueueAdd", "Unable to add interface: Already there", ControlOutcome.Invalid, "This phone is already an agent of this queue.", "PJSIP/1003");
        await AgentAsync("QueueRemove", "Unable to remove interface: Not there", ControlOutcome.Gone, "This agent is no longer there.", "PJSIP/1002");
        await AgentAsync(
            "QueueRemove", "Unable to remove interface from queue: No such queue", ControlOutcome.Gone, "This queue is no longer there.", "PJSIP/1002");
        rig.Pbx.Refusals["Hangup"] = "Not today";
        Is(ControlOutcome.Refused, "PBX “main” refused it. (Not today)", await rig.DoAsync(request));
        Assert.Equal(
            "sam call-ended main/from-internal/1002: failed. PBX “main” refused it. Message from the PBX: Not today", await rig.AuditedAsync());
        rig.Pbx.Refusals["Hangup"] = "Permission denied";
        Is(
            ControlOutcome.Refused,
            $"The manager account “amiblazor” may not use Hangup on PBX “main” (127.0.0.1:{rig.Pbx.Server.Port}). Add the missing permission to its write= in manager.conf, then reload the manager. (Permission denied)",
            await rig.DoAsync(request));

        // A channel that is gone by then, or is another by now.
        rig.Pbx.Refusals.Clear();
        rig.Pbx.Channels["PJSIP/1002-00000002"] = "another";
        Is(ControlOutcome.Gone, "This call is no longer there.", await rig.DoAsync(request));
        Assert.Equal(3, rig.Pbx.Actions.Count(action => action.Name == "Hangup"));

        // One that was renamed.
        rig.Pbx.Channels["PJSIP/1002-0000000f"] = "2";
        Is(ControlOutcome.Done, "The call was hung up.", await rig.DoAsync(request));
        Assert.Equal("Action: Hangup | Channel: PJSIP/1002-0000000f | Cause: 16", rig.Pbx.Wire[^1]);

        // An account that may not ask.
        rig.Pbx.Refusals["Status"] = "Permission denied";
        Is(ControlOutcome.Done, "The call was hung up.", await rig.DoAsync(request));
        Assert.Equal("Action: Hangup | Channel: PJSIP/1002-00000002 | Cause: 16", rig.Pbx.Wire[^1]);

        async Task AgentAsync(string action, string words, ControlOutcome outcome, string message, string member)
        {
            rig.Pbx.Refusals[action] = words;
            Is(outcome, $"{message} ({words})", await rig.DoAsync(new MembershipRequest(Main, "support", member, Add: action == "QueueAdd")));
        }
    }

    [Fact]
    public async Task What_was_lost_after_it_was_sent_is_unknown_and_before_it_is_not_done()
    {
        await using var rig = Rig();

        rig.Pbx.Refusals["Hangup"] = null;
        Is(
            ControlOutcome.Unknown,
            "The connection to PBX “main” was lost before it had answered: it may have been done or not. Look at the calls before you repeat it.",
            await rig.DoAsync(new HangUpRequest(Main, "2")));
        Assert.StartsWith("sam call-ended main/from-internal/1002: failed. Unknown. The connection", await rig.AuditedAsync(), StringComparison.Ordinal);
        rig.Pbx.Refusals["Status"] = null;
        Assert.Equal(ControlOutcome.Unreachable, (await rig.DoAsync(new HangUpRequest(Main, "2"))).Outcome);
        rig.Options.Control.Secret = "another";
        Assert.Equal(ControlOutcome.Refused, (await rig.DoAsync(new HangUpRequest(Main, "2"))).Outcome);
        rig.Pbx.Server.Stop();
        Assert.Equal(ControlOutcome.Unreachable, (await rig.DoAsync(new HangUpRequest(Main, "2"))).Outcome);
    }

    [Theory]
    [InlineData(0, 17, "The phone of extension 1003 is busy.")]
    [InlineData(0, 21, "The phone of extension 1003 declined the call.")]
    [InlineData(0, 19, "The phone of extension 1003 was not answered within 30 s.")]
    [InlineData(0, 127, "The phone of extension 1003 could not be reached: it is busy, declined the call, or is not registered.")]
    [InlineData(3, null, "The phone of extension 1003 was not answered within 30 s.")]
    [InlineData(0, null, "The phone of extension 1003 is not registered with the PBX, so it cannot ring.")]
    public async Task Why_ones_own_phone_was_not_answered_is_told(int reason, int? cause, string message)
    {
        await using var rig = Rig();
        rig.Pbx.OnOriginate = async (session, action) =>
        {
            if (cause is not null) await ControlPbx.TellAsync(session, action, "Newchannel");
            await ControlPbx.RespondAsync(session, action, isAnswered: false, reason);
            if (cause is not null) await ControlPbx.TellAsync(session, action, "Hangup", $"Cause: {cause}", "Cause-txt: Unknown");
        };

        Is(ControlOutcome.Refused, message, await rig.DoAsync(new CallRequest(Main, ControlRig.Clara, "1002")));
    }

    [Fact]
    public async Task A_phone_that_is_answered_too_late_for_its_call_is_told()
    {
        await using var rig = Rig();
        rig.Pbx.OnOriginate = static async (session, action) =>
        {
            await ControlPbx.RespondAsync(session, action, isAnswered: true, 4);
            await ControlPbx.TellAsync(session, action, "Hangup", "Cause: 16", "Cause-txt: Normal Clearing");
        };

        Is(
            ControlOutcome.Gone, "The call ended before your phone had been answered.",
            await rig.DoAsync(new ListenRequest(Main, ControlRig.Clara, "2", ListenMode.Listen)));
    }

    [Fact]
    public async Task A_phone_is_rung_once_at_a_time_and_an_account_without_events_is_told()
    {
        var clock = new FakeClock();
        await using var rig = Rig(time: clock);
        rig.Pbx.OnOriginate = null;
        var first = rig.DoAsync(new CallRequest(Main, ControlRig.Clara, "1002"));
        await Polling.UntilAsync(() => Task.FromResult(rig.Pbx.Actions.Any(action => action.Name == "Originate")));

        Is(
            ControlOutcome.Invalid, "The phone of extension 1003 is being rung already. Answer it, or wait a moment.",
            await rig.DoAsync(new CallRequest(Main, ControlRig.Clara, "1002")));
        while (!first.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Is(
            ControlOutcome.Unknown,
            "PBX “main” has taken it but did not say what came of it. Look at the calls; if this happens each time, add read=call to the account “amiblazor” in manager.conf.",
            await first);
    }

    [Theory]
    [InlineData("Event: MixMonitorStart", "Privilege: call,all", "Uniqueid: 1")]
    [InlineData("Event: MixMonitorStart", "Privilege: system,all", null)]
    [InlineData("Event: MixMonitorStop", "Privilege: call,all", "Extra: 1")]
    public void An_event_of_a_recording_counts_in_its_exact_shape_alone(string name, string privilege, string? more)
    {
        string[] whole = [.. ControlPbx.Event("MixMonitorStart", "PJSIP/1001-00000001", "1")];
        var heard = new RecordingWatch(new HashSet<string>(StringComparer.Ordinal) { "1" });
        var next = heard.NextAsync();
        var feed = new AmiEventDispatcher(heard);

        Dispatch(feed, [name, privilege, .. whole[2..], .. more is null ? (string[])[] : [more]]);
        Assert.False(next.IsCompleted);

        Dispatch(feed, whole);
        Assert.True(next.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Nobody_is_hung_up_before_the_other_is_parked()
    {
        var clock = new FakeClock();
        await using var rig = Rig(time: clock);
        rig.Pbx.ParksLate = true;
        var parking = rig.DoAsync(new ParkRequest(Main, "1"));
        for (var asked = 0; asked < 30; asked++)
        {
            await clock.WaitingAsync(TimeSpan.FromMilliseconds(100)).InTime();
            clock.Advance(TimeSpan.FromMilliseconds(100));
        }

        Is(ControlOutcome.Unknown, "PBX “main” has taken it, but the call does not appear among the parked ones. Look at the calls.", await parking);

        Assert.DoesNotContain(rig.Pbx.Actions, action => action.Name == "Hangup");
    }

    private static void Dispatch(AmiEventDispatcher feed, string[] lines)
    {
        var bytes = Encoding.UTF8.GetBytes(string.Join("\r\n", lines) + "\r\n\r\n");
        Assert.Equal(AmiReadResult.Message, AmiMessageReader.Read(bytes, new AmiFrame(new AmiLimits()), out var message, out _));
        feed.Dispatch(message);
    }

    private static void Is(ControlOutcome outcome, string message, ControlResult result) =>
        Assert.Equal((outcome, message), (result.Outcome, result.PbxWords is null ? result.Message : $"{result.Message} ({result.PbxWords})"));

    private ControlRig Rig(Action<AmiControlOptions>? configure = null, TimeProvider? time = null) => new(database.Database, configure, time);
}
