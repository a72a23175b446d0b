using System.Threading.Tasks.Sources;

namespace AmiBlazor.Ami;

/// <summary>
/// Waits a moment between the reads of a long list. Asterisk writes three small pieces for each row. A reader that wakes for each piece costs both sides many
/// times more than the list itself, and meanwhile Asterisk holds its lock on the hints. The wait stays far below Asterisk's write timeout (100 ms unless
/// <c>writetimeout</c> says otherwise). One wait at a time; it allocates nothing.
/// </summary>
internal sealed class ReadThrottle : IValueTaskSource
{
    // The start of a list is read as it comes: a short list is over before the first wait would end.
    private const int ShortList = 8 * 1024;

    // A PBX that sends this much at once does not send small pieces: there is nothing to collect.
    private const int LargeRead = 64 * 1024;

    private ManualResetValueTaskSourceCore<bool> _tick = new() { RunContinuationsAsynchronously = true };
    private PendingRows? _list;
    private long _start;

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

        if (list is null || list.IsOver || bytes - _start < ShortList || bytes - before >= LargeRead)
            return ValueTask.CompletedTask;
        _tick.Reset();
        ReadTimer.Wake(this);
        return new ValueTask(this, _tick.Version);
    }

    internal void Tick() => _tick.SetResult(true);

    void IValueTaskSource.GetResult(short token) => _tick.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _tick.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _tick.OnCompleted(continuation, state, token, flags);
}
