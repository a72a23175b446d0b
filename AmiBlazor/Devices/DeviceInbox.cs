using System.Threading.Channels;
using AmiBlazor.Ami;

namespace AmiBlazor.Devices;

/// <summary>
/// What the reading loop hands over to the loop that follows phones: events, and what must be asked about because an event is in doubt. Bounded; filled by one
/// thread, emptied by another.
/// </summary>
internal sealed class DeviceInbox(TimeProvider time)
{
    /// <summary>The most events that wait; more, and the PBX is asked for its lists.</summary>
    public const int MostWaiting = 16_384;

    private readonly Channel<(DeviceEvent Event, bool IsProven, DateTimeOffset At)> _events = Channel.CreateBounded<(DeviceEvent, bool, DateTimeOffset)>(
        new BoundedChannelOptions(MostWaiting) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    // Holds one item while there is something to do.
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private volatile bool _isDoubtful;

    /// <summary>A new connection begins; nothing of the one before counts.</summary>
    public void Begin()
    {
        while (TryTake(out _))
        {
        }

        _isDoubtful = false;
    }

    /// <summary>Takes an event.</summary>
    public void Receive(DeviceEvent received, bool isProven)
    {
        if (!_events.Writer.TryWrite((received, isProven, time.GetUtcNow()))) _isDoubtful = true;
        _wake.Writer.TryWrite(true);
    }

    /// <summary>Something may have been missed.</summary>
    public void Doubt()
    {
        _isDoubtful = true;
        _wake.Writer.TryWrite(true);
    }

    /// <summary>Whether something may have been missed since the last look.</summary>
    public bool TakeDoubt()
    {
        if (!_isDoubtful) return false;
        _isDoubtful = false;
        return true;
    }

    public bool TryTake(out (DeviceEvent Event, bool IsProven, DateTimeOffset At) received) => _events.Reader.TryRead(out received);

    /// <summary>Waits until there is something to do, or for some time.</summary>
    public async Task WaitAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        using var awake = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(_wake.Reader.WaitToReadAsync(awake.Token).AsTask(), Task.Delay(longest, time, awake.Token));
        await awake.CancelAsync();
        _wake.Reader.TryRead(out _);
        cancellationToken.ThrowIfCancellationRequested();
    }
}
