using System.Net.Sockets;
using System.Threading.Tasks.Sources;

namespace AmiBlazor.Ami;

/// <summary>
/// Waits a moment between the reads of a long list, and of events that come thick and fast. Asterisk writes three small pieces for each row, and each event by
/// itself. A reader that wakes for each piece costs both sides many times more than the pieces themselves, and during a list Asterisk holds its lock on the
/// hints. The wait stays far below Asterisk's write timeout (100 ms unless <c>writetimeout</c> says otherwise). One wait at a time; in a list it allocates
/// nothing.
/// </summary>
internal sealed class ReadThrottle(Socket socket) : IValueTaskSource
{
    // The start of a list is read as it comes: a short list is over before the first wait would end.
    private const int ShortList = 8 * 1024;

    // A PBX that sends this much at once does not send small pieces: there is nothing to collect.
    private const int LargeRead = 64 * 1024;

    // The events of one call, some 20 KB in a second, are read as they come, and so is the start of every burst.
    private const long ShortBurst = 8 * 1024;
    private const long BytesPerMillisecond = 64;

    /// <summary>
    /// A page draws at most four times a second: nobody sees an event that is read this much later. A pause on the wire, as that of
    /// <see cref="ReadTimer"/>: it takes real time, whatever a test's clock says.
    /// </summary>
    private static readonly TimeSpan BetweenBursts = TimeSpan.FromMilliseconds(10);

    // Elsewhere sockets have no such option, or do not heed it.
    private static readonly bool CanHold = OperatingSystem.IsLinux();

    private ManualResetValueTaskSourceCore<bool> _tick = new() { RunContinuationsAsynchronously = true };
    private PendingRows? _list;
    private long _start;

    // Bytes of a burst that have not drained yet, and when that was reckoned, in milliseconds.
    private long _burst;
    private long _burstAt;

    /// <summary>Called after each read.</summary>
    /// <param name="list">The list under way; null when there is none.</param>
    /// <param name="before">The session's bytes before this read.</param>
    /// <param name="bytes">The session's bytes now.</param>
    public ValueTask WaitAsync(PendingRows? list, long before, long bytes)
    {
        if (!ReferenceEquals(list, _list))
        {
            _list = list;
            _start = before;
        }

        if (bytes - before >= LargeRead) return ValueTask.CompletedTask;
        if (list is null || list.IsOver) return IsBurst(bytes - before) ? CollectAsync() : ValueTask.CompletedTask;
        if (bytes - _start < ShortList) return ValueTask.CompletedTask;
        _tick.Reset();
        WakeAfter(LargeRead);
        ReadTimer.Wake(this);
        return new ValueTask(this, _tick.Version);
    }

    private async ValueTask CollectAsync()
    {
        WakeAfter(LargeRead);
        await Task.Delay(BetweenBursts).ConfigureAwait(false);
        WakeAfter(1);
    }

    /// <summary>
    /// Has the process woken only when so many bytes are there. Without it the runtime's socket thread wakes for each piece, although nobody waits for it.
    /// </summary>
    private void WakeAfter(int bytes)
    {
        if (CanHold) socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReceiveLowWater, bytes);
    }

    private bool IsBurst(long received)
    {
        var now = Environment.TickCount64;
        _burst = Math.Max(0, _burst - ((now - _burstAt) * BytesPerMillisecond)) + received;
        _burstAt = now;
        if (_burst < ShortBurst) return false;

        // It is over within a quarter of a second, however long it was.
        _burst = Math.Min(_burst, 2 * ShortBurst);
        return true;
    }

    internal void Tick() => _tick.SetResult(true);

    void IValueTaskSource.GetResult(short token)
    {
        _tick.GetResult(token);
        WakeAfter(1);
    }

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _tick.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _tick.OnCompleted(continuation, state, token, flags);
}
