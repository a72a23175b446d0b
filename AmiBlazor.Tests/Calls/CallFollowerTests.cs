using AmiBlazor.Calls;

namespace AmiBlazor.Tests.Calls;

/// <summary>Following the calls of a PBX over its connection: lists, events, doubts, refusals, and the end.</summary>
public sealed class CallFollowerTests
{
    [Fact]
    public async Task Calls_that_have_begun_before_are_shown_and_then_every_change()
    {
        await using var rig = await FollowerRig.StartAsync(rig => rig.Change(pbx => Talk(pbx)));

        await rig.PassUntilAsync(() => rig.Health.State == CallsState.Live && rig.IsTrue());
        Assert.Equal(["Status", "BridgeList", "QueueStatus"], rig.Asked.Select(asked => asked.Action));
        Assert.Equal(2, Assert.Single(rig.Board.For("main").Calls).Parties.Count);
        Assert.NotNull(rig.Health.ListedAt);

        await rig.TellAsync(pbx => pbx.Hold(pbx.Channels.First(), isHolding: true));
        await rig.PassUntilAsync(() => rig.Board.For("main").Calls[0].Parties.Any(party => party.State == PartyState.Holding));
        Assert.True(rig.IsTrue());
        Assert.Equal(3, rig.Asked.Count);
    }

    /// <summary>Asterisk tells a hold, then does it: who connects in between hears of neither.</summary>
    [Fact]
    public async Task A_hold_that_fell_between_the_login_and_the_first_list_is_found_two_seconds_later()
    {
        await using var rig = await FollowerRig.StartAsync(rig => rig.Change(pbx => Talk(pbx)));
        await rig.PassUntilAsync(() => rig.Health.State == CallsState.Live && rig.IsTrue());
        var live = rig.Clock.GetUtcNow();

        rig.Change(pbx => pbx.Hold(pbx.Channels.First(), isHolding: true));

        await rig.PassUntilAsync(rig.IsTrue);
        Assert.Contains(rig.Board.For("main").Calls[0].Parties, party => party.State == PartyState.Holding);
        Assert.InRange(rig.Asked.Last(asked => asked.Action == "Status").At - live, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(55));
    }

    [Fact]
    public async Task Of_an_account_that_may_not_list_calls_a_sentence_says_what_to_do_and_it_is_tried_again()
    {
        await using var rig = await FollowerRig.StartAsync(rig =>
        {
            rig.Change(pbx => Talk(pbx));
            rig.Refusals["Status"] = "Permission denied";
        });

        await rig.PassUntilAsync(() => rig.Health.State == CallsState.Unavailable);
        Assert.Equal(
            "The manager account “amiblazor” may not list the calls of PBX “main”. Give it read=call,system,agent and write=reporting in manager.conf, then reload the manager.",
            FormattableString.Invariant(rig.Health.Reason!));
        Assert.Equal("Permission denied", rig.Health.PbxWords);
        Assert.Empty(rig.Board.For("main").Calls);

        rig.Refusals.Clear();
        await rig.PassUntilAsync(() => rig.Clock.IsAwaited(left => left > TimeSpan.FromSeconds(28)));
        rig.Clock.Advance(TimeSpan.FromSeconds(28));
        Assert.Equal(1, rig.Count("Status"));
        rig.Clock.Advance(TimeSpan.FromSeconds(2));
        await rig.PassUntilAsync(() => rig.Health.State == CallsState.Live && rig.IsTrue());
        Assert.Null(rig.Health.Reason);
    }

    [Fact]
    public async Task While_the_PBX_refuses_its_lists_no_event_makes_it_refuse_more()
    {
        await using var rig = await FollowerRig.StartAsync(rig => rig.Refusals["Status"] = "Permission denied");
        await rig.PassUntilAsync(() => rig.Health.State == CallsState.Unavailable);

        for (var number = 0; number < 5; number++)
        {
            await rig.TellAsync(pbx =>
            {
                pbx.Other("Event: DialBegin\r\nPrivilege: call,all\r\nDialString: 1\r\n\r\n");
                pbx.New("PJSIP/1001", "1001", dialled: "1002");
            });
            var until = rig.Clock.GetUtcNow() + TimeSpan.FromSeconds(1);
            await rig.PassUntilAsync(() => rig.Clock.GetUtcNow() >= until);
        }

        Assert.Equal(["Status"], rig.Asked.Select(asked => asked.Action));
    }

    [Fact]
    public async Task A_PBX_without_queues_shows_its_calls_all_the_same()
    {
        await using var rig = await FollowerRig.StartAsync(rig =>
        {
            rig.Change(pbx => Talk(pbx));
            rig.Refusals["QueueStatus"] = "Invalid/unknown command: QueueStatus. Use Action: ListCommands to show available commands.";
        });

        await rig.PassUntilAsync(() => rig.Health.State == CallsState.Live && rig.IsTrue());
    }

    [Fact]
    public async Task What_is_not_believed_is_asked_about_and_right_afterwards()
    {
        await using var rig = await FollowerRig.StartAsync();
        await rig.PassUntilAsync(() => rig.Health.State == CallsState.Live);

        await rig.TellAsync(pbx =>
        {
            pbx.Other("Event: DialBegin\r\nPrivilege: call,all\r\nDialString: 1\r\n\r\n");
            pbx.New("PJSIP/1001", "1001", dialled: "1002");
        });

        await rig.PassUntilAsync(() => rig.IsTrue() && rig.Board.For("main").Calls.Count == 1);
        Assert.Equal(["Status PJSIP/1001-00000000"], rig.Asked.Skip(3).Select(asked => asked.Action));
        await rig.PassUntilAsync(() => rig.Health is { Doubted: 1, Events: 1 });
    }

    [Fact]
    public async Task A_forged_end_of_a_call_ends_nothing()
    {
        await using var rig = await FollowerRig.StartAsync(rig => rig.Change(pbx => Talk(pbx)));
        await rig.PassUntilAsync(() => rig.Health.State == CallsState.Live && rig.IsTrue());
        var seen = new List<int>();
        using var subscription = rig.Board.Subscribe(() => seen.Add(rig.Board.For("main").Calls.Count));

        string forged;
        lock (rig.Pbx) forged = ModelWire.Event("Hangup", rig.Pbx.Channels.First(), after: "Cause: 16\r\nCause-txt: Normal Clearing\r\n");
        await rig.Wire.SendTextAsync("Event: UserEvent\r\nPrivilege: user,all\r\nUserEvent: x\r\n\r\n" + forged);

        await rig.PassUntilAsync(() => rig.Asked.Count == 4 && rig.Clock.NextWithin(FollowerRig.Beat) is null);
        Assert.True(rig.IsTrue());
        Assert.DoesNotContain(0, seen);
    }

    [Fact]
    public async Task However_often_there_is_a_reason_lists_come_every_two_seconds_at_most()
    {
        await using var rig = await FollowerRig.StartAsync(rig => rig.Change(pbx => Talk(pbx)));
        await rig.PassUntilAsync(() => rig.Health.State == CallsState.Live);

        var sent = rig.Clock.GetUtcNow();
        await rig.PassUntilAsync(() =>
        {
            if (rig.Clock.GetUtcNow() < sent + TimeSpan.FromMilliseconds(100)) return rig.Count("Status") >= 4;
            sent = rig.Clock.GetUtcNow();
            rig.Wire.SendTextAsync("Event: Hangup\r\nPrivilege: call,all\r\nUniqueid: 1\r\n\r\n").GetAwaiter().GetResult();
            return false;
        });

        var lists = rig.Asked.Where(asked => asked.Action == "Status").Select(asked => asked.At).ToList();
        for (var number = 1; number < lists.Count; number++) Assert.True(lists[number] - lists[number - 1] >= TimeSpan.FromSeconds(2), $"List {number} came too soon.");
        await rig.PassUntilAsync(() => rig.Health.Doubted > 10);
        Assert.True(rig.IsTrue());
    }

    [Fact]
    public async Task Events_that_come_while_a_list_runs_are_applied_to_it()
    {
        var isAsked = new TaskCompletionSource();
        var mayAnswer = new TaskCompletionSource();
        await using var rig = await FollowerRig.StartAsync(rig =>
        {
            rig.Change(pbx => Talk(pbx));
            rig.BeforeAnswer = async asked =>
            {
                if (asked is not "BridgeList") return;
                isAsked.TrySetResult();
                await mayAnswer.Task;
            };
        });
        await rig.PassUntilAsync(() => isAsked.Task.IsCompleted);

        await rig.TellAsync(pbx =>
        {
            foreach (var channel in pbx.Channels.ToList()) pbx.Leave(channel);
            foreach (var channel in pbx.Channels.ToList()) pbx.Hangup(channel);
            pbx.New("PJSIP/1003", "1003", dialled: "1004");
        });
        mayAnswer.SetResult();

        await rig.PassUntilAsync(() => rig.Health.State == CallsState.Live && rig.Board.For("main").Calls.Count > 0);
        Assert.Equal("PJSIP/1003", Assert.Single(Assert.Single(rig.Board.For("main").Calls).Parties).Device);
    }

    [Fact]
    public async Task A_call_whose_end_was_lost_is_gone_after_a_minute_and_counted()
    {
        await using var rig = await FollowerRig.StartAsync(rig => rig.Change(pbx => Talk(pbx)));
        await rig.PassUntilAsync(() => rig.Count("Status") == 2 && rig.Clock.IsAwaited(left => left > TimeSpan.FromSeconds(55)));
        Assert.True(rig.IsTrue());

        rig.Change(pbx =>
        {
            foreach (var channel in pbx.Channels.ToList()) pbx.Hangup(channel);
        });

        await rig.PassUntilAsync(() => rig.Clock.IsAwaited(left => left > TimeSpan.FromSeconds(55)));
        rig.Clock.Advance(TimeSpan.FromSeconds(55));
        Assert.NotEmpty(rig.Board.For("main").Calls);
        rig.Clock.Advance(TimeSpan.FromSeconds(5));
        await rig.PassUntilAsync(() => rig.Board.For("main").Calls.Count == 0);
        Assert.Equal(2, rig.Health.Differing);
    }

    [Fact]
    public async Task With_the_connection_the_calls_go_and_with_the_next_one_they_come_back()
    {
        await using var rig = await FollowerRig.StartAsync(rig => rig.Change(pbx => Talk(pbx)));
        await rig.PassUntilAsync(() => rig.Health.State == CallsState.Live && rig.IsTrue());

        await rig.CutAsync();
        Assert.Empty(rig.Board.For("main").Calls);
        Assert.Equal(CallsState.Waiting, rig.Health.State);

        rig.Change(pbx => Talk(pbx));
        await rig.ConnectAsync();
        await rig.PassUntilAsync(() => rig.Health.State == CallsState.Live && rig.IsTrue());
        Assert.Equal(2, rig.Board.For("main").Calls.Count);
    }

    [Fact]
    public async Task Of_a_call_that_is_answered_while_the_connection_is_lost_nobody_knows_since_when_they_talk()
    {
        ModelChannel caller = null!, called = null!;
        await using var rig = await FollowerRig.StartAsync();
        await rig.PassUntilAsync(() => rig.Health.State == CallsState.Live);
        await rig.TellAsync(pbx =>
        {
            caller = pbx.New("PJSIP/1001", "1001", dialled: "1002");
            called = pbx.New("PJSIP/1002", "1002", caller);
            pbx.Become(called, 5);
        });
        await rig.PassUntilAsync(() => Has(PartyState.Ringing));

        await rig.CutAsync();
        rig.Change(pbx =>
        {
            pbx.Become(called, 6);
            pbx.Become(caller, 6);
            var bridge = pbx.NewBridge();
            pbx.Enter(called, bridge);
            pbx.Enter(caller, bridge);
        });
        await rig.ConnectAsync();
        await rig.PassUntilAsync(() => Has(PartyState.Talking));
        await rig.TellAsync(pbx =>
        {
            pbx.Hangup(called);
            pbx.Hangup(caller);
        });
        await rig.PassUntilAsync(() => rig.History.Calls.Count == 1);

        var call = Assert.Single(rig.History.Calls);
        Assert.Equal((CallOutcome.Answered, null, true, true), (call.Outcome, call.AnsweredAt, call.IsStartKnown, call.IsEndKnown));

        bool Has(PartyState state) => rig.Board.For("main").Calls.SelectMany(shown => shown.Parties).Any(party => party.State == state);
    }

    [Fact]
    public async Task Two_thousand_events_at_once_are_shown_with_few_publications()
    {
        await using var rig = await FollowerRig.StartAsync();
        await rig.PassUntilAsync(() => rig.Health.State == CallsState.Live);
        var publications = 0;
        using var subscription = rig.Board.Subscribe(() => Interlocked.Increment(ref publications));

        await rig.TellAsync(pbx =>
        {
            for (var call = 0; call < 200; call++) Talk(pbx);
        });

        // Whoever follows the board is told right after it has changed.
        await rig.PassUntilAsync(() => publications > 0 && rig.Board.For("main").Calls.Count == 200 && rig.IsTrue());
        Assert.InRange(publications, 1, 100);
    }

    /// <summary>Asterisk moves a channel from bridge to bridge by two events, between which the other one seems to be alone.</summary>
    [Fact]
    public async Task Who_left_a_bridge_talks_until_there_was_time_to_arrive_elsewhere()
    {
        await using var rig = await FollowerRig.StartAsync(rig => rig.Change(pbx => Talk(pbx)));
        await rig.PassUntilAsync(() => rig.Health.State == CallsState.Live && rig.IsTrue());
        var left = rig.Clock.GetUtcNow();

        await rig.TellAsync(pbx => pbx.Leave(pbx.Channels.First()));

        await rig.PassUntilAsync(() => rig.Board.For("main").Calls.SelectMany(call => call.Parties).Any(party => party.State != PartyState.Talking));
        Assert.InRange(rig.Clock.GetUtcNow() - left, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(30));
    }

    private static void Talk(ModelPbx pbx)
    {
        var steps = new ModelScenarios(pbx).Plain().GetEnumerator();
        for (var step = 0; step < 2; step++) Assert.True(steps.MoveNext());
    }
}
