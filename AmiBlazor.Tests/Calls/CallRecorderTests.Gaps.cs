using AmiBlazor.Ami;
using AmiBlazor.Calls;

namespace AmiBlazor.Tests.Calls;

// What the history keeps of calls that were not followed all the time: nothing that nobody saw.
public sealed partial class CallRecorderTests
{
    /// <summary>Nobody saw when: its last event tells it as well, long after.</summary>
    [Fact]
    public void A_leg_that_was_answered_unseen_has_no_time_of_the_answer()
    {
        var before = new CallScene().Talk();

        _scene.List([before.Row("1", "b"), before.Row("2", "b")]);
        _scene.Tell(new ChannelEvent.Left(before.Snapshot("1"), "b")).Tell(new ChannelEvent.Ended(before.Snapshot("1"), 16))
            .Tell(new ChannelEvent.Ended(before.Snapshot("2"), 16));

        Assert.Equal([null, null], Assert.Single(Finished()).Legs.Select(leg => leg.AnsweredAt));
    }

    [Fact]
    public void Of_a_talk_that_was_found_in_its_middle_nobody_knows_when_it_began()
    {
        var before = new CallScene().Talk();
        _scene.List([before.Row("1", "b"), before.Row("2", "b")]);
        var found = _scene.Now;
        _scene.Tell(new ChannelEvent.Ended(before.Snapshot("1"), 16)).Tell(new ChannelEvent.Ended(before.Snapshot("2"), 16));

        var call = Saved(Assert.Single(Finished()));

        Assert.Equal((CallOutcome.Answered, null, found), (call.Outcome, call.AnsweredAt, call.ConnectedBy));
        Assert.Equal(new TalkTime(TimeSpan.FromSeconds(2), TalkBound.AtLeast), TalkTime.Of(call));
        Assert.Equal([false, false], call.Legs.Select(leg => leg.IsConnectionSeen));
    }

    [Fact]
    public void Of_a_call_that_is_answered_in_a_gap_the_end_of_the_talk_is_known_and_not_its_beginning()
    {
        // 1002 and 1003 ring; while nobody follows, 1002 answers, and 1003 no longer rings.
        _scene.New("1", "PJSIP/1001-00000001", "1001").New("2", "PJSIP/1002-00000002", "1002", "1").Become("2", 5)
            .New("3", "PJSIP/1003-00000003", "1003", "1").Become("3", 5);
        Assert.Empty(Finished());
        var scene = Reconnected();
        ChannelRow Up(string id) => _scene.Row(id, "b") with { Channel = _scene.Snapshot(id) with { State = ChannelStates.Up } };
        scene.List([Up("1"), Up("2")]);
        scene.Tell(new ChannelEvent.Ended(_scene.Snapshot("2"), 16)).Tell(new ChannelEvent.Ended(_scene.Snapshot("1"), 16));

        var recorded = Assert.Single(Finished(scene));
        var call = Saved(recorded);

        Assert.Equal((CallOutcome.Answered, null, true, true), (call.Outcome, call.AnsweredAt, call.IsStartKnown, call.IsEndKnown));
        Assert.Equal(TalkBound.AtLeast, TalkTime.Of(call)!.Bound);
        Assert.Equal(["1001", "1002", "1003"], call.Legs.Select(leg => leg.Number));
        Assert.Equal(CallScene.Start.AddSeconds(1), call.StartedAt);
    }

    [Fact]
    public void Of_a_talk_whose_end_nobody_saw_the_time_is_at_most_what_was_seen()
    {
        _scene.Talk();
        Assert.Empty(Finished());
        var scene = Reconnected();

        scene.List([]);

        var call = Saved(Assert.Single(Finished(scene)));
        Assert.Equal((CallOutcome.Answered, false, TalkBound.AtMost), (call.Outcome, call.IsEndKnown, TalkTime.Of(call)!.Bound));
    }

    [Fact]
    public void Of_a_talk_of_which_nobody_saw_the_beginning_nor_the_end_nothing_is_certain()
    {
        var before = new CallScene().Talk();
        _scene.List([before.Row("1", "b"), before.Row("2", "b")]);
        var scene = Reconnected();

        scene.List([]);

        Assert.Equal(TalkBound.Unknown, TalkTime.Of(Saved(Assert.Single(Finished(scene))))!.Bound);
    }

    [Fact]
    public void Who_joins_a_call_in_a_gap_may_have_talked_for_longer_though_the_first_talk_was_seen()
    {
        _scene.Talk();
        Assert.Empty(Finished());
        var scene = Reconnected();
        var third = _scene.Snapshot("2") with { UniqueId = "3", Name = "PJSIP/1003-00000003", Number = "1003", LinkedId = "1" };
        scene.List([_scene.Row("1", "b"), _scene.Row("2", "b") with { Channel = third, AnsweredAt = 4, Seconds = 1 }]);
        scene.Tell(new ChannelEvent.Ended(third, 16)).Tell(new ChannelEvent.Ended(_scene.Snapshot("1"), 16));

        var call = Saved(Assert.Single(Finished(scene)));

        Assert.NotNull(call.AnsweredAt);
        Assert.Equal(["1001 True", "1002 True", "1003 False"], call.Legs.Select(leg => $"{leg.Number} {leg.IsConnectionSeen}"));
    }

    [Theory]
    [InlineData("gone", CallOutcome.Unknown)]
    [InlineData("waits", CallOutcome.Abandoned)]
    [InlineData("elsewhere", CallOutcome.Unknown)]
    public void A_caller_who_waited_in_a_queue_when_nobody_followed_may_have_been_answered(string after, CallOutcome outcome)
    {
        _scene.New("1", "PJSIP/trunk-00000001", "+4930").Become("1", 6)
            .Tell(new ChannelEvent.Queueing(_scene.Snapshot("1"), "support", IsWaiting: true));
        Assert.Empty(Finished());
        var scene = Reconnected();

        scene.List(
            after == "gone" ? [] : [_scene.Row("1", application: "Queue", data: "support")],
            queues: after == "waits" ? [new QueueRow.Entry("support", 1, "1", "+4930", "", 9)] : []);
        if (after != "gone") scene.Tell(new ChannelEvent.Ended(_scene.Snapshot("1"), 16));

        Assert.Equal(outcome, Assert.Single(Finished(scene)).Outcome);
    }

    [Theory]
    [InlineData(false, CallOutcome.Unknown)]
    [InlineData(true, CallOutcome.NotAnswered)]
    public void A_call_that_rings_while_the_program_stops_has_failed_neither_way(bool isStillThere, CallOutcome outcome)
    {
        _scene.New("1", "PJSIP/1001-00000001", "1001").New("2", "PJSIP/1002-00000002", "1002", "1").Become("2", 5);
        _scene.Tell(new ChannelEvent.Ended(_scene.Snapshot("2"), 19));
        Assert.Empty(Finished());
        var (recorder, scene) = Restarted();

        scene.List(isStillThere ? [_scene.Row("1")] : []);
        if (isStillThere) scene.Tell(new ChannelEvent.Ended(_scene.Snapshot("1"), 16));

        var call = Assert.Single(recorder.TakeFinished(scene.Tracker, new CallGraph(scene.Tracker), scene.Now));
        Assert.Equal((outcome, isStillThere), (call.Outcome, call.IsEndKnown));
    }

    [Fact]
    public void A_call_of_which_nobody_saw_whether_a_phone_rang_has_not_failed()
    {
        _scene.New("1", "PJSIP/1001-00000001", "1001");
        Assert.Empty(Finished());
        var scene = Reconnected();
        scene.List([_scene.Row("1")]).Tell(new ChannelEvent.Ended(_scene.Snapshot("1"), 16));

        Assert.Equal(CallOutcome.Unknown, Assert.Single(Finished(scene)).Outcome);
    }

    [Fact]
    public void An_end_that_comes_before_the_first_list_was_seen()
    {
        _scene.Talk();
        Assert.Empty(Finished());
        var scene = Reconnected();
        scene.Tell(new ChannelEvent.Ended(_scene.Snapshot("1"), 16)).Tell(new ChannelEvent.Ended(_scene.Snapshot("2"), 16));
        var ended = scene.Now;

        scene.List([]);

        var call = Assert.Single(Finished(scene));
        Assert.Equal((true, ended), (call.IsEndKnown, call.EndedAt));
    }

    [Fact]
    public void After_a_restart_and_after_a_gap_a_start_that_was_seen_stays()
    {
        _scene.Now = CallScene.Start.AddSeconds(0.006);
        _scene.Talk();
        Assert.Empty(Finished());
        var started = _scene.Snapshot("1");
        var (recorder, scene) = Restarted();

        scene.Now = CallScene.Start.AddSeconds(30);
        scene.List([_scene.Row("2", "b") with { Seconds = 29 }, _scene.Row("1", "b") with { Seconds = 28 }]);
        scene.Tell(new ChannelEvent.Ended(started, 16)).Tell(new ChannelEvent.Ended(_scene.Snapshot("2"), 16));

        var call = Assert.Single(recorder.TakeFinished(scene.Tracker, new CallGraph(scene.Tracker), scene.Now));
        Assert.Equal((CallScene.Start.AddSeconds(1.006), true), (call.StartedAt, call.IsStartKnown));
        Assert.Equal(["1001", "1002"], call.Legs.Select(leg => leg.Number));
        Assert.All(call.Legs, leg => Assert.True(leg.AnsweredAt > leg.StartedAt));
    }

    /// <summary>The connection is lost, and the next one begins.</summary>
    private CallScene Reconnected()
    {
        _recorder.Begin();
        return new CallScene(_recorder) { Now = _scene.Now.AddSeconds(10) };
    }

    /// <summary>The program ends and starts: what lasts comes from the database.</summary>
    private (CallRecorder Recorder, CallScene Scene) Restarted()
    {
        var later = new CallRecorder("main", _phones);
        foreach (var call in _recorder.Calls()) later.Resume(CallHistoryMapper.Resume(CallHistoryMapper.Row(call)));
        return (later, new CallScene(later) { Now = _scene.Now.AddSeconds(10) });
    }

    /// <summary>As the database returns it.</summary>
    private static PastCall Saved(RecordedCall call) => CallHistoryMapper.Past(CallHistoryMapper.Row(call));

    private IReadOnlyList<RecordedCall> Finished(CallScene scene) => _recorder.TakeFinished(scene.Tracker, new CallGraph(scene.Tracker), scene.Now);
}
