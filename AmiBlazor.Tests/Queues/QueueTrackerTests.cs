using AmiBlazor.Ami;
using AmiBlazor.Queues;

namespace AmiBlazor.Tests.Queues;

/// <summary>What is seen of a queue, from what real Asterisks said of it.</summary>
public sealed class QueueTrackerTests
{
    private const string Channel =
        "Channel: PJSIP/trunk-00000007|ChannelState: 6|ChannelStateDesc: Up|CallerIDNum: 0301234|CallerIDName: <unknown>|ConnectedLineNum: <unknown>|ConnectedLineName: <unknown>|Language: en|AccountCode: |Context: did|Exten: 600|Priority: 2|Uniqueid: 1795900000.7|Linkedid: 1795900000.7";

    private const string Support = "Event: QueueParams|Queue: support|Max: 0|Strategy: ringall|Calls: 0|Holdtime: 0|TalkTime: 0|Completed: 3|Abandoned: 1|ServiceLevel: 20|ServicelevelPerf: 0.0";
    private const string Ben = "Event: QueueMember|Queue: support|Name: Ben|Location: PJSIP/1002|StateInterface: PJSIP/1002|Membership: static|Penalty: 0|CallsTaken: 0|LastCall: 0|LastPause: 0|LoginTime: 0|InCall: 0|Status: 1|Paused: 0|PausedReason: |Wrapuptime: 0";

    public static TheoryData<int> Versions => [16, 22];

    [Theory, MemberData(nameof(Versions))]
    public void An_answered_call_rings_the_agents_and_is_the_call_of_one(int version)
    {
        var feed = QueueFeed.Of(version, "queue");

        var waiting = feed.Play("QueueCallerJoin").Find("support")!.Waiting;
        Assert.Equal(["1 1001 Anna Adler"], waiting.Select(caller => $"{caller.Position} {caller.Caller.Number} {caller.Caller.Name}"));
        Assert.Equal("1001", Assert.Single(Assert.Single(waiting).Caller.Extensions).Exten);

        feed.Now += TimeSpan.FromSeconds(0.4);
        var answered = feed.Play("AgentConnect");
        feed.Now += TimeSpan.FromSeconds(1);
        var ended = feed.Play();

        Assert.Equal("Ben in-call", States(answered, "support").First());
        Assert.Empty(answered.Find("support")!.Waiting);
        Assert.Equal(["Ben free", "Clara free"], States(ended, "support"));
        Assert.Equal(["Ben free", "Clara free"], States(ended, "local"));
        var ben = ended.Find("support")!.Agents[0];
        Assert.Equal((1, feed.Now.AddSeconds(-0.4)), (ben.CallsTaken, ben.LastCallAt));
        var today = ended.Find("support")!.Today;
        Assert.Equal((1, 0, 0, 0, 1, 1.0), (today.Answered, today.Abandoned, today.GivenUp, today.Left, today.AnsweredInTime, today.ServiceLevel));
        Assert.Empty(feed.Doubted);
    }

    [Theory, MemberData(nameof(Versions))]
    public void An_agent_in_the_call_of_another_queue_is_told_apart_though_that_queue_dials_them_otherwise(int version)
    {
        var feed = QueueFeed.Of(version, "queue");
        feed.Play("AgentConnect");
        feed.Believe();

        var queues = feed.Send("Event: ExtensionStatus|Privilege: call,all|Exten: 1002|Context: hints|Hint: PJSIP/1002|Status: 1|StatusText: InUse");

        Assert.Equal(("in-other-queue", "support"), (queues.Find("local")!.Agents[0].State.Word(), queues.Find("local")!.Agents[0].OtherQueue));
    }

    [Theory, MemberData(nameof(Versions))]
    public void Who_waits_behind_moves_up_without_an_event(int version)
    {
        var feed = QueueFeed.Of(version, "two_waiting");

        var both = feed.Play("QueueCallerJoin", times: 2).Find("support")!;
        feed.Now += TimeSpan.FromSeconds(9);
        var second = feed.Play("QueueCallerLeave").Find("support")!;
        var none = feed.Play().Find("support")!;

        Assert.Equal(["1 1001", "2 1005"], both.Waiting.Select(caller => $"{caller.Position} {caller.Caller.Number}"));
        Assert.Equal(["1 1005"], second.Waiting.Select(caller => $"{caller.Position} {caller.Caller.Number}"));
        Assert.Equal(both.Waiting[1].Since, second.Waiting[0].Since);
        Assert.Empty(none.Waiting);
        Assert.Equal((2, 0), (none.Today.Abandoned, none.Today.GivenUp));
        Assert.Equal(TimeSpan.FromSeconds(9), none.Today.LongestWait);
        Assert.Empty(feed.Doubted);
    }

    [Theory, MemberData(nameof(Versions))]
    public void A_queue_that_gives_up_is_not_a_caller_who_hangs_up(int version)
    {
        var feed = QueueFeed.Of(version, "timeout");

        var today = feed.Play().Find("support")!.Today;

        Assert.Equal((0, 1, 0), (today.Abandoned, today.GivenUp, today.Left));
        Assert.Empty(feed.Doubted);
    }

    [Theory, MemberData(nameof(Versions))]
    public void Agents_whose_phones_rang_in_vain_have_missed_a_call_and_are_paused(int version)
    {
        var feed = QueueFeed.Of(version, "ringnoanswer");

        var queue = feed.Play("QueueMemberPause", times: 2).Find("support")!;
        var ended = feed.Play().Find("support")!;

        Assert.All(queue.Agents, agent => Assert.Equal((1, true, "Auto-Pause", feed.Now), (agent.MissedToday, agent.IsPaused, agent.PausedReason, agent.PausedSince)));
        Assert.Equal((1, 0), (ended.Today.Abandoned, ended.Today.GivenUp));
        Assert.All(feed.Believed.OfType<QueueEvent.Missed>(), missed => Assert.InRange(missed.Rang, TimeSpan.FromSeconds(1.9), TimeSpan.FromSeconds(2.2)));
        Assert.Empty(feed.Doubted);
    }

    [Theory, MemberData(nameof(Versions))]
    public void An_agent_is_paused_with_a_reason_taken_back_added_and_removed(int version)
    {
        var feed = QueueFeed.Of(version, "members");
        feed.Now += TimeSpan.FromMinutes(1);

        var paused = feed.Play("QueueMemberPause").Find("support")!.Agents[0];
        var back = feed.Play("QueueMemberPause").Find("support")!.Agents[0];
        var added = feed.Play("QueueMemberAdded").Find("support")!.Agents[0];
        var penalised = feed.Play("QueueMemberPenalty").Find("support")!.Agents[0];
        var removed = feed.Play("QueueMemberRemoved").Find("support")!.Agents;

        Assert.Equal(("Ben", true, "Lunch", feed.Now), (paused.Name, paused.IsPaused, paused.PausedReason, paused.PausedSince));
        Assert.Equal((false, "", null), (back.IsPaused, back.PausedReason, back.PausedSince));
        Assert.Equal(("Anna", "hint:1001@hints", true, 1, "1001"), (added.Name, added.StateDevice, added.IsDynamic, added.Penalty, Assert.Single(added.Extensions).Exten));
        Assert.NotNull(added.LoggedInSince);
        Assert.Equal(3, penalised.Penalty);
        Assert.Equal(["Ben", "Clara"], removed.Select(agent => agent.Name));
        Assert.Empty(feed.Doubted);
    }

    [Fact]
    public void An_abandoned_call_is_one_whether_its_end_is_requested_before_the_queue_notices_or_after()
    {
        var feed = Waiting();
        var early = feed.Send(Event("HangupRequest"));
        Assert.Equal(0, early.Find("support")!.Today.Abandoned);
        feed.Send(Abandon());
        var before = feed.Send(Event("QueueCallerLeave", "agent", "|Queue: support|Position: 1|Count: 0")).Find("support")!.Today;

        feed = Waiting();
        feed.Send(Abandon());
        feed.Send(Event("QueueCallerLeave", "agent", "|Queue: support|Position: 1|Count: 0"));
        var after = feed.Send(Event("HangupRequest")).Find("support")!.Today;

        Assert.Equal((1, 0, 0), (before.Abandoned, before.GivenUp, before.Left));
        Assert.Equal((1, 0, 0), (after.Abandoned, after.GivenUp, after.Left));
    }

    [Fact]
    public void Who_hangs_up_long_after_the_queue_gave_up_was_given_up()
    {
        var feed = Waiting();
        feed.Send(Abandon());
        feed.Now += TimeSpan.FromSeconds(3);

        var today = feed.Send(Event("HangupRequest")).Find("support")!.Today;

        Assert.Equal((0, 1), (today.Abandoned, today.GivenUp));
    }

    [Fact]
    public void Where_a_filter_keeps_requests_away_the_time_of_the_end_decides()
    {
        var feed = Waiting();
        var other = Event("Hangup", rest: "|Cause: 16|Cause-txt: Normal Clearing").Replace("1795900000.7", "1795900000.6", StringComparison.Ordinal);
        for (var call = 0; call < 12; call++) feed.Send(other);
        feed.Send(Abandon());

        var today = feed.Send(Event("Hangup", rest: "|Cause: 16|Cause-txt: Normal Clearing")).Find("support")!.Today;

        Assert.Equal((1, 0), (today.Abandoned, today.GivenUp));
    }

    [Fact]
    public void A_call_whose_end_nobody_tells_of_ends_with_the_caller()
    {
        var feed = Waiting();
        feed.Send(Event("QueueCallerLeave", "agent", "|Queue: support|Position: 1|Count: 0"));
        var agent = string.Join('|', Channel.Split('|').Select(header => "Dest" + header)).Replace("000.7", "000.8", StringComparison.Ordinal);
        var during = feed.Send(Event("AgentConnect", "agent", $"|{agent}|Queue: support|Interface: PJSIP/1002|MemberName: Ben|HoldTime: 0|RingTime: 0"));

        var after = feed.Send(Event("Hangup", rest: "|Cause: 16|Cause-txt: Normal Clearing"));

        Assert.Equal((AgentState.InCall, AgentState.Free), (during.Find("support")!.Agents[0].State, after.Find("support")!.Agents[0].State));
        Assert.Equal((1, 0), (after.Find("support")!.Today.Answered, after.Find("support")!.Today.Left));
    }

    [Fact]
    public void Who_leaves_by_a_key_was_neither_answered_nor_lost()
    {
        var feed = Waiting();
        feed.Send(Event("QueueCallerLeave", "agent", "|Queue: support|Position: 1|Count: 0"));

        var today = feed.Send(Event("Hangup", rest: "|Cause: 16|Cause-txt: Normal Clearing")).Find("support")!.Today;

        Assert.Equal((0, 0, 0, 1), (today.Answered, today.Abandoned, today.GivenUp, today.Left));
        Assert.Null(today.ServiceLevel);
    }

    [Fact]
    public void A_list_in_the_middle_keeps_what_was_seen_and_counts_nothing_twice()
    {
        var feed = Waiting();
        feed.Tracker.BeginList();
        feed.Now += TimeSpan.FromSeconds(5);
        feed.Send(Abandon());
        feed.Send(Event("QueueCallerLeave", "agent", "|Queue: support|Position: 1|Count: 0"));
        var since = feed.Read().Find("support")!.Today.Since;

        // The list was made before the caller left.
        feed.Tracker.Load(
            [
                new QueueRow.Parameters("support", "ringall", 3, 1, 0, 0, 20, null),
                new QueueRow.Entry("support", 1, "1795900000.7", "0301234", "", 5, "PJSIP/trunk-00000007"),
            ],
            feed.Now);
        var queue = feed.Read().Find("support")!;

        Assert.Empty(queue.Waiting);
        Assert.Equal((1, since, false), (queue.Today.GivenUp, queue.Today.Since, queue.Today.HasGap));
    }

    [Fact]
    public void Calls_that_ended_while_the_pbx_was_not_followed_are_a_gap_and_not_invented()
    {
        var feed = new QueueFeed();
        feed.Load(Support, Ben);
        feed.Tracker.Clear();
        feed.Load(Support, Ben);
        Assert.False(feed.Read().Find("support")!.Today.HasGap);
        feed.Tracker.Clear();

        feed.Load(Support.Replace("Completed: 3", "Completed: 5", StringComparison.Ordinal), Ben);

        var today = feed.Read().Find("support")!.Today;
        Assert.Equal((true, 0), (today.HasGap, today.Answered));
    }

    [Theory]
    [InlineData("talks", true)]
    [InlineData("waits", false)]
    [InlineData("left", true)]
    public void A_caller_who_was_known_to_wait_and_is_gone_after_a_gap_is_a_gap_in_the_figures(string now, bool isGap)
    {
        var feed = Waiting();
        feed.Tracker.Clear();

        const string Entry = "Event: QueueEntry|Queue: support|Position: 1|Channel: PJSIP/trunk-00000007|Uniqueid: 1795900000.7|CallerIDNum: 0301234|CallerIDName: unknown|ConnectedLineNum: unknown|ConnectedLineName: unknown|Wait: 9|Priority: 0";
        feed.Load(now switch
        {
            "talks" => [Support, Ben.Replace("InCall: 0", "InCall: 1", StringComparison.Ordinal)],
            "waits" => [Support, Ben, Entry],
            _ => [Support, Ben],
        });

        var today = feed.Read().Find("support")!.Today;
        Assert.Equal((isGap, 0), (today.HasGap, today.Answered));
    }

    [Fact]
    public void A_caller_who_had_left_the_queue_when_the_connection_was_lost_is_a_gap_since_nobody_knows_what_came_of_them()
    {
        var feed = Waiting();
        feed.Send(Event("QueueCallerLeave", "agent", "|Queue: support|Position: 1|Count: 0"));
        feed.Tracker.Clear();

        feed.Load(Support, Ben);

        Assert.True(feed.Read().Find("support")!.Today.HasGap);
    }

    [Fact]
    public void An_agent_who_was_free_and_is_in_a_call_after_a_gap_has_taken_one_that_was_not_counted()
    {
        var feed = new QueueFeed();
        feed.Load(Support, Ben);
        feed.Tracker.Clear();

        feed.Load(Support, Ben.Replace("InCall: 0", "InCall: 1", StringComparison.Ordinal));

        Assert.True(feed.Read().Find("support")!.Today.HasGap);
    }

    [Fact]
    public void The_figures_of_a_day_end_with_it()
    {
        var zone = TimeZoneInfo.CreateCustomTimeZone("east", TimeSpan.FromHours(2), "east", "east");
        var feed = new QueueFeed(zone) { Now = new(2026, 11, 29, 21, 58, 0, TimeSpan.Zero) };
        feed.Load(Support, Ben);
        feed.Believe();
        feed.Send(Event("QueueCallerJoin", "agent", "|Queue: support|Position: 1|Count: 1"));
        feed.Send(Abandon());
        var before = feed.Read().Find("support")!.Today;
        feed.Now += TimeSpan.FromMinutes(2.5);

        Assert.True(feed.Tracker.Look(feed.Now));

        var after = feed.Read().Find("support")!.Today;
        Assert.Equal((1, false, new DateTimeOffset(2026, 11, 29, 21, 58, 0, TimeSpan.Zero)), (before.GivenUp, before.IsWholeDay, before.Since));
        Assert.Equal((0, true, new DateTimeOffset(2026, 11, 29, 22, 0, 0, TimeSpan.Zero)), (after.GivenUp, after.IsWholeDay, after.Since));
    }

    [Theory]
    [InlineData("NOT_INUSE", "free")]
    [InlineData("INUSE", "in-other-call")]
    [InlineData("BUSY", "in-other-call")]
    [InlineData("RINGING", "ringing")]
    [InlineData("RINGINUSE", "in-other-call")]
    [InlineData("ONHOLD", "on-hold")]
    [InlineData("UNAVAILABLE", "unavailable")]
    [InlineData("INVALID", "unavailable")]
    [InlineData("UNKNOWN", "unknown")]
    public void An_agent_is_what_their_device_is(string state, string expected)
    {
        var feed = new QueueFeed();
        feed.Load(Support, Ben);
        feed.Believe();

        var agent = feed.Send($"Event: DeviceStateChange|Privilege: call,all|Device: pjsip/1002|State: {state}").Find("support")!.Agents[0];

        Assert.Equal(expected, agent.State.Word());
    }

    [Theory]
    [InlineData("Local/1003@from-queue/n", "", "Local/1003@from-queue", "1003")]
    [InlineData("Local/1003@from-queue/n", "hint:1003@hints", "hint:1003@hints", "1003")]
    [InlineData("Local/7777@from-queue/n", "PJSIP/1003", "PJSIP/1003", "1003")]
    [InlineData("PJSIP/1003", "", "PJSIP/1003", "1003")]
    [InlineData("Local/017055@from-queue/n", "", "Local/017055@from-queue", "")]
    [InlineData("Agent/1100", "", "Agent/1100", "")]
    public void An_agents_extension_is_that_of_what_the_state_follows(string dialled, string state, string device, string extension)
    {
        var feed = new QueueFeed();
        feed.Load(Support, Ben.Replace("Location: PJSIP/1002", $"Location: {dialled}", StringComparison.Ordinal)
            .Replace("StateInterface: PJSIP/1002", $"StateInterface: {state}", StringComparison.Ordinal));

        var agent = Assert.Single(feed.Read().Find("support")!.Agents);

        Assert.Equal(extension, string.Join(' ', agent.Extensions.Select(key => key.Exten)));
        Assert.Equal(device, AgentDevice.Of(feed.Tracker.Find("support")!.Agents[dialled].Row));
    }

    [Fact]
    public void An_event_of_a_queue_that_nobody_knows_is_a_question()
    {
        var feed = new QueueFeed();
        feed.Load(Support, Ben);
        feed.Believe();

        feed.Send(Event("QueueCallerJoin", "agent", "|Queue: realtime|Position: 1|Count: 1"));

        Assert.Equal(["realtime"], feed.Tracker.Unknown);
        Assert.Null(feed.Read().Find("realtime"));
    }

    [Fact]
    public void What_a_callers_number_has_cut_in_two_is_not_believed()
    {
        var feed = new QueueFeed();
        feed.Load(Support, Ben);
        feed.Believe();

        feed.Send("Event: QueueCallerAbandon|Privilege: agent,all|Channel: PJSIP/trunk-00000007|ChannelState: 6|ChannelStateDesc: Up|CallerIDNum: 1");
        feed.Send("Event: QueueMemberPause|Privilege: agent,all|Queue: support|MemberName: Ben|Interface: PJSIP/1002|Paused: 1");

        Assert.Equal(2, feed.Doubted.Count);
        Assert.False(feed.Read().Find("support")!.Agents[0].IsPaused);
    }

    private static QueueFeed Waiting()
    {
        var feed = new QueueFeed();
        feed.Load(Support, Ben);
        feed.Believe();
        feed.Send(Event("QueueCallerJoin", "agent", "|Queue: support|Position: 1|Count: 1"));
        return feed;
    }

    private static string Event(string name, string privilege = "call", string rest = "") => $"Event: {name}|Privilege: {privilege},all|{Channel}{rest}";

    private static string Abandon() => Event("QueueCallerAbandon", "agent", "|Queue: support|Position: 1|OriginalPosition: 1|HoldTime: 0");

    private static IEnumerable<string> States(PbxQueues queues, string queue) => queues.Find(queue)!.Agents.Select(agent => $"{agent.Name} {agent.State.Word()}");
}
