using System.Globalization;
using AmiBlazor.Ami;
using AmiBlazor.Calls;

namespace AmiBlazor.Tests.Calls;

/// <summary>What becomes of events that are believed, and of those that are not.</summary>
public sealed class CallInboxTests
{
    private readonly CallScene _scene = new CallScene().Talk();
    private readonly CallInbox _inbox = new(TimeProvider.System);
    private readonly CallTracker _tracker = new();

    [Fact]
    public void What_is_proven_is_applied_in_its_order()
    {
        Receive(
            new ChannelEvent.Created(_scene.Snapshot("1")), new ChannelEvent.Ended(_scene.Snapshot("1"), 16), new ChannelEvent.Created(_scene.Snapshot("2")));

        _inbox.ApplyTo(_tracker);

        Assert.Equal(["2"], _tracker.Channels.Select(channel => channel.Id));
        Assert.Equal((3, 0, false), (_inbox.Received, _inbox.Doubted, _inbox.IsListDue));
        Assert.Empty(_inbox.TakeAsked());
    }

    [Fact]
    public void What_is_not_proven_is_asked_about_once_and_not_applied()
    {
        _inbox.Receive(new ChannelEvent.Created(_scene.Snapshot("1")), isProven: false);
        _inbox.Receive(new ChannelEvent.Changed(_scene.Snapshot("1")), isProven: false);

        _inbox.ApplyTo(_tracker);

        Assert.Empty(_tracker.Channels);
        Assert.Equal(["PJSIP/1001-00000001"], _inbox.TakeAsked());
        Assert.Empty(_inbox.TakeAsked());
        Assert.Equal((2, 2, false), (_inbox.Received, _inbox.Doubted, _inbox.IsListDue));
    }

    public static TheoryData<int> OfOthers => [0, 1, 2, 3];

    /// <summary>Who holds, the row of the one who is held tells; who waits or is parked, another list tells.</summary>
    [Theory]
    [MemberData(nameof(OfOthers))]
    public void What_no_answer_about_its_channel_can_tell_is_a_reason_for_a_list(int number)
    {
        var channel = _scene.Snapshot("1");
        ChannelEvent[] told =
        [
            new ChannelEvent.Held(channel, IsHolding: true), new ChannelEvent.Held(channel, IsHolding: false),
            new ChannelEvent.Queueing(channel, "support", IsWaiting: false), new ChannelEvent.Parking(channel, null, null),
        ];

        _inbox.Receive(told[number], isProven: false);

        Assert.True(_inbox.IsListDue);
    }

    [Fact]
    public void Many_channels_to_ask_about_are_a_reason_for_a_list()
    {
        for (var number = 0; number <= CallInbox.MostAsked; number++)
            _inbox.Receive(new ChannelEvent.Changed(_scene.Snapshot("1") with { Name = "PJSIP/" + number.ToString(CultureInfo.InvariantCulture) }), isProven: false);

        Assert.True(_inbox.IsListDue);
        Assert.Equal(CallInbox.MostAsked, _inbox.TakeAsked().Count);
    }

    [Fact]
    public void More_events_than_can_wait_are_a_reason_for_a_list()
    {
        for (var number = 0; number <= CallInbox.MostWaiting; number++) Receive(new ChannelEvent.Changed(_scene.Snapshot("1")));

        Assert.True(_inbox.IsListDue);
        Assert.Equal(1, _inbox.Doubted);
    }

    [Fact]
    public void A_list_answers_what_was_asked_before_it()
    {
        _inbox.Receive(new ChannelEvent.Created(_scene.Snapshot("1")), isProven: false);
        _inbox.Doubt();

        _inbox.BeginList();

        Assert.False(_inbox.IsListDue);
        Assert.Empty(_inbox.TakeAsked());
    }

    [Fact]
    public void A_new_connection_begins_with_a_list_and_without_what_waited()
    {
        Receive(new ChannelEvent.Created(_scene.Snapshot("1")));
        _inbox.Receive(new ChannelEvent.Created(_scene.Snapshot("2")), isProven: false);

        _inbox.Begin();
        _inbox.ApplyTo(_tracker);

        Assert.Empty(_tracker.Channels);
        Assert.Empty(_inbox.TakeAsked());
        Assert.True(_inbox.IsListDue);
    }

    [Fact]
    public async Task Whatever_comes_wakes_whoever_waits()
    {
        var token = TestContext.Current.CancellationToken;
        Action[] wakes =
        [
            () => Receive(new ChannelEvent.Created(_scene.Snapshot("1"))), _inbox.Doubt, _inbox.RequestList,
            () => _inbox.Receive(new ChannelEvent.Changed(_scene.Snapshot("2")), isProven: false),
        ];
        foreach (var wake in wakes)
        {
            var waiting = _inbox.WaitAsync(token);
            Assert.False(waiting.IsCompleted);
            wake();
            wake();
            await waiting;
            _inbox.Sleep();
        }
    }

    private void Receive(params ReadOnlySpan<ChannelEvent> events)
    {
        foreach (var received in events) _inbox.Receive(received, isProven: true);
    }
}
