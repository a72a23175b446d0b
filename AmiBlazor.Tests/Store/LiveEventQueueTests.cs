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
        var feed = new LiveEventQueue(_clock);
        feed.MarkTrusted(_clock.GetTimestamp());
        for (var number = 0; number < LiveEventQueue.MostWaiting; number++)
            Assert.Equal(EnqueueResult.Taken, feed.Enqueue(Ringing("1001")));
        Assert.NotNull(feed.FollowedSince);

        Assert.Equal(EnqueueResult.Full, feed.Enqueue(Ringing("1001")));
        feed.Written(LiveEventQueue.MostWaiting - 1);
        for (var number = 0; number < 100_000; number++)
            Assert.Equal(EnqueueResult.Full, feed.Enqueue(Ringing("1002")));

        Assert.Equal(1, feed.Waiting);
        Assert.Null(feed.FollowedSince);
        feed.MarkTrusted(_clock.GetTimestamp());
        Assert.Null(feed.FollowedSince);

        feed.Reset();
        Assert.Equal(EnqueueResult.Taken, feed.Enqueue(Ringing("1001")));
        feed.MarkTrusted(_clock.GetTimestamp());
        Assert.NotNull(feed.FollowedSince);
    }

    [Fact]
    public void More_extensions_than_a_list_may_have_are_told_and_the_next_connection_begins_anew()
    {
        var feed = new LiveEventQueue(_clock);
        for (var number = 0; number < LiveEventQueue.MostExtensions; number++)
        {
            Assert.Equal(EnqueueResult.Taken, feed.Enqueue(Ringing(number.ToString(CultureInfo.InvariantCulture))));
            feed.Written(1);
        }

        Assert.Equal(EnqueueResult.TooManyExtensions, feed.Enqueue(Ringing("one more")));
        Assert.Equal(EnqueueResult.Taken, feed.Enqueue(Ringing("17")));

        feed.Reset();
        Assert.Equal(EnqueueResult.Taken, feed.Enqueue(Ringing("one more")));
    }

    [Fact]
    public void What_was_heard_when_a_list_was_asked_for_or_later_is_younger_than_its_rows()
    {
        var feed = new LiveEventQueue(_clock);
        feed.Enqueue(Ringing("1001"));
        _clock.Advance(TimeSpan.FromTicks(1));
        var sent = _clock.GetTimestamp();
        feed.Enqueue(Ringing("1002"));
        _clock.Advance(TimeSpan.FromTicks(1));
        feed.Enqueue(Ringing("1003"));
        feed.Enqueue(new LivePresence(Context, "1004", "away", null, _clock.GetUtcNow()));

        Assert.Equal([(Context, "1002"), (Context, "1003")], feed.HeardSince(sent)!.Order());
        Assert.Null(feed.HeardSince(_clock.GetTimestamp() + 1));
        feed.Enqueue(Ringing("1001"));
        Assert.Equal(3, feed.HeardSince(sent)!.Count);
    }

    [Fact]
    public void A_board_is_followed_from_its_first_list_until_it_is_lost()
    {
        var feed = new LiveEventQueue(_clock);
        Assert.Null(feed.FollowedSince);
        var first = _clock.GetTimestamp();
        feed.MarkTrusted(first);
        feed.MarkTrusted(first + 5);
        Assert.Equal(first, feed.FollowedSince);

        feed.MarkUntrusted();
        Assert.Null(feed.FollowedSince);
        feed.MarkTrusted(first + 9);
        Assert.Equal(first + 9, feed.FollowedSince);
        feed.Reset();
        Assert.Null(feed.FollowedSince);
    }

    [Fact]
    public async Task Whoever_waits_is_woken_by_what_comes_and_waiting_in_vain_leaves_nothing_behind()
    {
        var feed = new LiveEventQueue(_clock);
        var waits = new List<WeakReference>();
        for (var number = 0; number < 1_000; number++)
            waits.Add(await WaitInVainAsync(feed));
        GC.Collect();
        Assert.InRange(waits.Count(wait => wait.IsAlive), 0, 10);

        var waiting = feed.WaitAsync(TestContext.Current.CancellationToken);
        Assert.False(waiting.IsCompleted);
        feed.Enqueue(Ringing("1001"));
        await waiting.InTime();
        Assert.True(feed.WaitAsync(TestContext.Current.CancellationToken).IsCompletedSuccessfully);
    }

    [Fact]
    public void A_reload_in_the_middle_of_the_first_list_is_told_when_the_list_is_saved()
    {
        var feed = new LiveEventQueue(_clock);
        var traces = 0;
        feed.ReloadTraced += () => traces++;
        feed.TellReloadTraced();
        feed.Reset();
        feed.MarkTrusted(1);
        Assert.Equal(0, traces);

        feed.Reset();
        feed.TellReloadTraced();
        Assert.Equal(0, traces);
        feed.MarkTrusted(2);
        feed.MarkTrusted(3);
        Assert.Equal(1, traces);
        feed.TellReloadTraced();
        Assert.Equal(2, traces);
    }

    private static async Task<WeakReference> WaitInVainAsync(LiveEventQueue feed)
    {
        using var impatience = new CancellationTokenSource();
        var waiting = feed.WaitAsync(impatience.Token);
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        return new WeakReference(waiting);
    }

    private LiveStatus Ringing(string exten) => new(Context, exten, "PJSIP/" + exten, 8, _clock.GetUtcNow());
}
