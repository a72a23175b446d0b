using System.Threading.Channels;
using AmiBlazor.Ami;

namespace AmiBlazor.Calls;

/// <summary>
/// What the reading loop hands over to the loop that follows calls: events, channels that must be asked about, and reasons for a list. Filled by one thread,
/// emptied by another.
/// </summary>
internal sealed class CallInbox(TimeProvider time)
{
    /// <summary>The most events that wait to be applied; more, and the PBX is asked for its lists.</summary>
    public const int MostWaiting = 65_536;

    /// <summary>The most channels that are asked about one by one; of more, a list tells quicker.</summary>
    public const int MostAsked = 32;

    private readonly Channel<(CallEvent Event, DateTimeOffset At)> _events = Channel.CreateBounded<(CallEvent, DateTimeOffset)>(
        new BoundedChannelOptions(MostWaiting) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    // Holds one item while there is something to do.
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    // The channels to ask about; its own lock.
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
    private long _received;
    private long _doubted;
    private volatile bool _isListDue;

    /// <summary>How many events came since the program started.</summary>
    public long Received => Volatile.Read(ref _received);

    /// <summary>How many of them were not believed.</summary>
    public long Doubted => Volatile.Read(ref _doubted);

    /// <summary>Whether the PBX must be asked for its lists.</summary>
    public bool IsListDue => _isListDue;

    /// <summary>A new connection begins, with a list; nothing of the one before counts.</summary>
    public void Begin()
    {
        while (_events.Reader.TryRead(out _))
        {
        }

        TakeAsked();
        _isListDue = true;
    }

    /// <summary>Takes an event.</summary>
    /// <param name="received">The event.</param>
    /// <param name="isProven">
    /// Whether it is surely the PBX's own; else the PBX is asked. Who holds, the row of the one who is held tells, and who waits or is parked another list:
    /// what may be such an event is a reason for all of them.
    /// </param>
    public void Receive(CallEvent received, bool isProven)
    {
        Volatile.Write(ref _received, _received + 1);
        if (!isProven && received is (ChannelEvent.Held or ChannelEvent.Queueing or ChannelEvent.Parking))
            Doubt();
        else if (!isProven)
            Ask(received);
        else if (_events.Writer.TryWrite((received, time.GetUtcNow())))
            Wake();
        else
            Doubt();
    }

    /// <summary>Something may have been missed: all calls are requested.</summary>
    public void Doubt()
    {
        Interlocked.Increment(ref _doubted);
        RequestList();
    }

    /// <summary>All calls are requested.</summary>
    public void RequestList()
    {
        _isListDue = true;
        Wake();
    }

    /// <summary>A list is about to be requested: it answers everything that is asked so far.</summary>
    public void BeginList()
    {
        _isListDue = false;
        TakeAsked();
    }

    /// <summary>Applies the events that have come.</summary>
    public void ApplyTo(CallTracker tracker, IQueueFollower? queues = null)
    {
        while (_events.Reader.TryRead(out var received))
        {
            if (received.Event is ChannelEvent ofChannel) tracker.Apply(ofChannel, received.At);
            queues?.Apply(received.Event, received.At);
        }
    }

    /// <summary>The channels that must be asked about; each is told once.</summary>
    public IReadOnlyCollection<string> TakeAsked()
    {
        lock (_asked)
        {
            if (_asked.Count == 0) return [];
            var taken = new HashSet<string>(_asked, StringComparer.Ordinal);
            _asked.Clear();
            return taken;
        }
    }

    /// <summary>Ends the wait of <see cref="WaitAsync"/>.</summary>
    public void Wake() => _wake.Writer.TryWrite(true);

    /// <summary>Returns when there is something to do. Whoever has been woken calls <see cref="Sleep"/> before looking.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => _wake.Reader.WaitToReadAsync(cancellationToken).AsTask();

    /// <summary>What comes from here on wakes again.</summary>
    public void Sleep() => _wake.Reader.TryRead(out _);

    /// <summary>
    /// What an event may only seem to say of a channel is not believed: the PBX is asked about that channel. Of a queue, whoever follows it asks.
    /// </summary>
    private void Ask(CallEvent received)
    {
        Interlocked.Increment(ref _doubted);
        if (received is ChannelEvent { Channel.Name: var channel })
        {
            lock (_asked)
            {
                if (_asked.Count == MostAsked)
                    _isListDue = true;
                else
                    _asked.Add(channel);
            }
        }

        Wake();
    }
}
