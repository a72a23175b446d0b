using System.Globalization;
using AmiBlazor.Store;
using AmiBlazor.Tests.Support;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Store;

/// <summary>What waits to be written: in order, bounded, and honest about what it could not keep.</summary>
public sealed class LiveEventQueueTests
{
    private readonly FakeClock _clock = new();

    [Fact]
    public void More_than_may_wait_is_not_kept_and_the_board_is_followed_no_longer()
    {
        var queue = new LiveEventQueue(_clock);
        queue.State.MarkTrusted(_clock.GetTimestamp());
        for (var number = 0; number < LiveEventQueue.MaxWaiting; number++)
            Assert.Equal(EnqueueResult.Enqueued, queue.Enqueue(Ringing("1001")));
        Assert.NotNull(queue.State.FollowedSince);

        Assert.Equal(EnqueueResult.Full, queue.Enqueue(Ringing("1001")));
        queue.Written(LiveEventQueue.MaxWaiting - 1);
        for (var number = 0; number < 100_000; number++)
            Assert.Equal(EnqueueResult.Full, queue.Enqueue(Ringing("1002")));

        Assert.Equal(1, queue.Waiting);
        Assert.Null(queue.State.FollowedSince);
        queue.State.MarkTrusted(_clock.GetTimestamp());
        Assert.Null(queue.State.FollowedSince);

        queue.State.Reset();
        Assert.Equal(EnqueueResult.Enqueued, queue.Enqueue(Ringing("1001")));
        queue.State.MarkTrusted(_clock.GetTimestamp());
        Assert.NotNull(queue.State.FollowedSince);
    }

    [Fact]
    public void More_extensions_than_a_list_may_have_are_told_and_the_next_connection_begins_anew()
    {
        var queue = new LiveEventQueue(_clock);
        for (var number = 0; number < FollowState.MaxExtensions; number++)
        {
            Assert.Equal(EnqueueResult.Enqueued, queue.Enqueue(Ringing(number.ToString(CultureInfo.InvariantCulture))));
            queue.Written(1);
        }

        Assert.Equal(EnqueueResult.TooManyExtensions, queue.Enqueue(Ringing("one more")));
        Assert.Equal(EnqueueResult.Enqueued, queue.Enqueue(Ringing("17")));

        queue.State.Reset();
        Assert.Equal(EnqueueResult.Enqueued, queue.Enqueue(Ringing("one more")));
    }

    [Fact]
    public void What_was_heard_when_a_list_was_asked_for_or_later_is_younger_than_its_rows()
    {
        var queue = new LiveEventQueue(_clock);
        queue.Enqueue(Ringing("1001"));
        _clock.Advance(TimeSpan.FromTicks(1));
        var sent = _clock.GetTimestamp();
        queue.Enqueue(Ringing("1002"));
        _clock.Advance(TimeSpan.FromTicks(1));
        queue.Enqueue(Ringing("1003"));
        queue.Enqueue(new LivePresence(Context, "1004", "away", null, _clock.GetUtcNow()));

        Assert.Equal([(Context, "1002"), (Context, "1003")], queue.State.ReceivedSince(sent)!.Order());
        Assert.Null(queue.State.ReceivedSince(_clock.GetTimestamp() + 1));
        queue.Enqueue(Ringing("1001"));
        Assert.Equal(3, queue.State.ReceivedSince(sent)!.Count);
    }

    [Fact]
    public void A_board_is_followed_from_its_first_list_until_it_is_lost()
    {
        var queue = new LiveEventQueue(_clock);
        Assert.Null(queue.State.FollowedSince);
        var first = _clock.GetTimestamp();
        queue.State.MarkTrusted(first);
        queue.State.MarkTrusted(first + 5);
        Assert.Equal(first, queue.State.FollowedSince);

        queue.State.MarkUntrusted();
        Assert.Null(queue.State.FollowedSince);
        queue.State.MarkTrusted(first + 9);
        Assert.Equal(first + 9, queue.State.FollowedSince);
        queue.State.Reset();
        Assert.Null(queue.State.FollowedSince);
    }

    [Fact]
    public async Task Whoever_waits_is_woken_by_what_comes_and_waiting_in_vain_leaves_nothing_behind()
    {
        var queue = new LiveEventQueue(_clock);
        var waits = new List<WeakReference>();
        for (var number = 0; number < 1_000; number++) waits.Add(await WaitInVainAsync(queue));
        GC.Collect();
        Assert.InRange(waits.Count(wait => wait.IsAlive), 0, 10);

        var waiting = queue.WaitAsync(TestContext.Current.CancellationToken);
        Assert.False(waiting.IsCompleted);
        queue.Enqueue(Ringing("1001"));
        await waiting.InTime();
        Assert.True(queue.WaitAsync(TestContext.Current.CancellationToken).IsCompletedSuccessfully);
    }

    [Fact]
    public void A_reload_in_the_middle_of_the_first_list_is_told_when_the_list_is_saved()
    {
        var state = new LiveEventQueue(_clock).State;
        state.MarkReloadTrace();
        state.Reset();
        Assert.False(state.MarkTrusted(1));

        state.Reset();
        state.MarkReloadTrace();
        Assert.False(state.TakeNews().HasReloadTrace);
        Assert.True(state.MarkTrusted(2));
        Assert.False(state.MarkTrusted(3));
        state.MarkReloadTrace();
        Assert.True(state.TakeNews().HasReloadTrace);
        Assert.False(state.TakeNews().HasReloadTrace);
    }

    [Fact]
    public async Task News_wakes_whoever_waits_or_waits_next()
    {
        var queue = new LiveEventQueue(_clock);
        var waiting = queue.WaitAsync(TestContext.Current.CancellationToken);
        queue.Wake();
        await waiting.InTime();

        queue.Wake();
        Assert.True(queue.WaitAsync(TestContext.Current.CancellationToken).IsCompletedSuccessfully);
        Assert.False(queue.WaitAsync(TestContext.Current.CancellationToken).IsCompleted);
    }

    private static async Task<WeakReference> WaitInVainAsync(LiveEventQueue queue)
    {
        using var impatience = new CancellationTokenSource();
        var waiting = queue.WaitAsync(impatience.Token);
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        return new WeakReference(waiting);
    }

    private LiveStatus Ringing(string exten) => new(Context, exten, "PJSIP/" + exten, 8, _clock.GetUtcNow());
}
