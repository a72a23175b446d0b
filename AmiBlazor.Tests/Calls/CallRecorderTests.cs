using AmiBlazor.Ami;
using AmiBlazor.Board;
using AmiBlazor.Calls;

namespace AmiBlazor.Tests.Calls;

/// <summary>What the history keeps of calls: each once, with its legs, however it went.</summary>
public sealed partial class CallRecorderTests
{
    private readonly PhoneIndex _phones = new();
    private readonly CallRecorder _recorder;
    private readonly CallScene _scene;

    public CallRecorderTests()
    {
        _phones.Follow([Row("1001"), Row("1002"), Row("1003")]);
        _recorder = new CallRecorder("main", _phones) { NumberPlaced = id => id == "amiblazor-1" ? "1002" : null };
        _scene = new CallScene(_recorder);
    }

    [Fact]
    public void A_call_is_recorded_once_when_its_last_channel_has_ended()
    {
        _scene.Talk();
        Assert.Empty(Finished());

        _scene.Leave("1", "b").Leave("2", "b").End("2");
        Assert.Empty(Finished());
        _scene.End("1");

        var call = Assert.Single(Finished());
        Assert.Equal(("1", CallOutcome.Answered, true, true), (call.Id, call.Outcome, call.IsStartKnown, call.IsEndKnown));
        Assert.Equal(["1001>1002 16", "1002> 16"], call.Legs.Select(leg => $"{leg.Extension!.Value.Exten}>{leg.Dialled} {leg.Cause}"));
        Assert.Equal(CallScene.Start.AddSeconds(1), call.StartedAt);
        Assert.Equal(_scene.Now, call.EndedAt);
        Assert.Empty(Finished());
    }

    [Theory]
    [InlineData(17, CallOutcome.Busy)]
    [InlineData(21, CallOutcome.Busy)]
    [InlineData(19, CallOutcome.NotAnswered)]
    public void A_call_that_nobody_answers_says_why(int cause, CallOutcome outcome)
    {
        _scene.New("1", "PJSIP/1001-00000001", "1001").New("2", "PJSIP/1002-00000002", "1002", "1").Become("2", 5);
        _scene.Tell(new ChannelEvent.Ended(_scene.Snapshot("2"), cause)).End("1");

        Assert.Equal(outcome, Assert.Single(Finished()).Outcome);
    }

    [Fact]
    public void A_call_that_begins_and_ends_between_two_looks_is_recorded()
    {
        _scene.New("1", "PJSIP/1001-00000001", "1001").End("1");

        Assert.Equal(CallOutcome.Failed, Assert.Single(Finished()).Outcome);
    }

    [Fact]
    public void A_caller_who_leaves_a_queue_has_abandoned_it()
    {
        _scene.New("1", "PJSIP/trunk-00000001", "+4930").Become("1", 6);
        _scene.Tell(new ChannelEvent.Queueing(_scene.Snapshot("1"), "support", IsWaiting: true))
            .Tell(new ChannelEvent.Queueing(_scene.Snapshot("1"), "support", IsWaiting: false)).End("1");

        var call = Assert.Single(Finished());
        Assert.Equal((CallOutcome.Abandoned, "support"), (call.Outcome, call.Queue));
        Assert.Null(Assert.Single(call.Legs).Extension);
    }

    [Fact]
    public void A_transferred_call_is_one_with_all_who_took_part()
    {
        // 1002 asks 1003 in a call of its own, and joins the two.
        _scene.Talk().New("3", "PJSIP/1002-00000003", "1002").New("4", "PJSIP/1003-00000004", "1003", "3").Become("4", 6).Enter("4", "c").Enter("3", "c");
        Assert.Empty(Finished());
        _scene.Leave("4", "c").Enter("4", "b").Leave("2", "b").End("2").End("3");
        Assert.Empty(Finished());

        _scene.End("4").End("1");

        Assert.Equal(["1001", "1002", "1002", "1003"], Assert.Single(Finished()).Legs.Select(leg => leg.Extension!.Value.Exten));
    }

    [Fact]
    public void What_ended_while_nobody_followed_ended_nobody_knows_when()
    {
        _scene.Talk();
        Assert.Empty(Finished());

        _scene.List([]);

        var call = Assert.Single(Finished());
        Assert.Equal((CallOutcome.Answered, false), (call.Outcome, call.IsEndKnown));
    }

    [Fact]
    public void A_call_that_is_found_in_its_middle_says_so()
    {
        var before = new CallScene().Talk();

        _scene.List([before.Row("1", "b"), before.Row("2", "b")]);
        _scene.Tell(new ChannelEvent.Ended(before.Snapshot("1"), 16)).Tell(new ChannelEvent.Ended(before.Snapshot("2"), 16));

        var call = Assert.Single(Finished());
        Assert.Equal((false, true), (call.IsStartKnown, call.IsEndKnown));
    }

    [Fact]
    public void After_a_restart_the_same_call_goes_on()
    {
        _scene.Talk();
        _recorder.TakeFinished(_scene.Tracker, new CallGraph(_scene.Tracker), _scene.Now);
        var saved = Assert.Single(_recorder.Calls()) with { Rows = [7] };
        var later = new CallRecorder("main", _phones);
        later.Resume(saved);
        var scene = new CallScene(later);

        scene.List([_scene.Row("1", "b"), _scene.Row("2", "b")]);
        scene.Tell(new ChannelEvent.Ended(_scene.Snapshot("1"), 16)).Tell(new ChannelEvent.Ended(_scene.Snapshot("2"), 16));

        var call = Assert.Single(later.TakeFinished(scene.Tracker, new CallGraph(scene.Tracker), scene.Now));
        Assert.Equal([7L], call.Rows);
        Assert.Equal((2, true), (call.Legs.Count, call.IsStartKnown));
    }

    [Theory]
    [InlineData(false, CallOutcome.AnsweredByPbx)]
    [InlineData(true, CallOutcome.Listened)]
    public void A_phone_that_the_PBX_rings_and_that_answers_has_not_rung_in_vain(bool listens, CallOutcome outcome)
    {
        _scene.New("1", "PJSIP/1003-00000001", "1003", state: 0).Become("1", 5).Become("1", 6);
        if (listens) _scene.Tell(new ChannelEvent.Spying(_scene.Snapshot("1"), "9")).Tell(new ChannelEvent.Spying(_scene.Snapshot("1"), null));
        _scene.End("1");

        Assert.Equal(outcome, Assert.Single(Finished()).Outcome);
    }

    [Fact]
    public void Who_has_a_call_placed_is_its_caller_with_the_number_dialled()
    {
        _scene.New("amiblazor-1", "PJSIP/1001-00000001", "1001", state: 0).Become("amiblazor-1", 5).Become("amiblazor-1", 6)
            .New("2", "PJSIP/1002-00000002", "1002", "amiblazor-1").Become("2", 5).Become("2", 6).Enter("amiblazor-1", "b").Enter("2", "b");
        Assert.Empty(Finished());
        _scene.End("2").End("amiblazor-1");

        var call = Assert.Single(Finished());
        Assert.Equal(["1001 True 1002", "1002 False "], call.Legs.Select(leg => $"{leg.Number} {leg.IsCaller} {leg.Dialled}"));
        Assert.Equal(CallOutcome.Answered, call.Outcome);
    }

    [Theory]
    [InlineData(19, CallOutcome.NotAnswered)]
    [InlineData(17, CallOutcome.Busy)]
    public void Who_has_a_call_placed_and_does_not_pick_up_has_not_answered(int cause, CallOutcome outcome)
    {
        _scene.New("amiblazor-1", "PJSIP/1001-00000001", "1001", state: 0).Become("amiblazor-1", 5)
            .Tell(new ChannelEvent.Ended(_scene.Snapshot("amiblazor-1"), cause));

        Assert.Equal(outcome, Assert.Single(Finished()).Outcome);
    }

    [Fact]
    public void A_talk_that_begins_and_ends_between_two_looks_is_one()
    {
        _scene.Talk().Leave("1", "b").Leave("2", "b").End("2").End("1");

        Assert.Equal(CallOutcome.Answered, Assert.Single(Finished()).Outcome);
    }

    [Fact]
    public void Two_who_are_parked_for_less_than_the_time_between_two_looks_have_not_talked()
    {
        _scene.New("1", "PJSIP/1001-00000001", "1001").Become("1", 6).New("2", "PJSIP/1002-00000002", "1002").Become("2", 6)
            .Enter("1", "p", BridgeKind.Parking).Enter("2", "p", BridgeKind.Parking).End("1").End("2");

        Assert.Equal([CallOutcome.AnsweredByPbx, CallOutcome.AnsweredByPbx], Finished().Select(call => call.Outcome));
    }

    private IReadOnlyList<RecordedCall> Finished() => _recorder.TakeFinished(_scene.Tracker, new CallGraph(_scene.Tracker), _scene.Now);

    private static BoardRow Row(string exten) =>
        new(1, new ExtensionKey("main", "from-internal", exten), "PJSIP/" + exten, null, null, 0, true, default, null, default);
}
