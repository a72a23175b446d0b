using AmiBlazor.Ami;

namespace AmiBlazor.Queues;

/// <summary>
/// How callers leave a queue. Asterisk says the same of a caller who hangs up and of one whom the queue gives up (<c>QueueCallerAbandon</c>), and it says
/// nothing of how others leave but that they do. One thread at a time.
/// </summary>
/// <remarks>
/// Who hangs up requests the end of the channel (<c>HangupRequest</c>), just before the queue notices or just after; when the dialplan ends a call that a queue
/// gave up, nobody requests it. The cause of the end tells nothing: on Asterisk 16 it is 16 in both cases (seen). An account whose <c>eventfilter</c> keeps the
/// request away leaves the time: whose channel ends with the wait has hung up.
/// </remarks>
internal sealed class CallerEnds
{
    /// <summary>The longest time between what the queue says and the channel's own end, when both have one cause.</summary>
    private static readonly TimeSpan AtOnce = TimeSpan.FromMilliseconds(250);

    /// <summary>So many channels do not end without one whose party has hung up: then the requests are kept away.</summary>
    private const int EndsWithoutRequest = 10;

    /// <summary>The most callers whose ends are awaited.</summary>
    private const int MostAwaited = 10_000;

    private readonly Dictionary<string, (QueueDay Day, TimeSpan Waited)> _left = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (QueueDay Day, DateTimeOffset At)> _givenUp = new(StringComparer.Ordinal);
    private bool _hearsRequests;
    private int _ended;

    /// <summary>The connection is lost, and with it how those end who have left.</summary>
    public void Clear()
    {
        foreach (var (day, _) in _left.Values) day.MarkGap();
        _left.Clear();
        _givenUp.Clear();
        _hearsRequests = false;
        _ended = 0;
    }

    /// <summary>The caller comes into a queue, perhaps from another one.</summary>
    public void Joined(string callerId)
    {
        if (_left.Remove(callerId, out var left)) left.Day.Leave();
    }

    /// <summary>The caller waits no longer; why, the next event says or none.</summary>
    public void Left(QueueDay day, TrackedCaller caller, DateTimeOffset at)
    {
        if (!caller.IsCounted && _left.Count < MostAwaited) _left[caller.Id] = (day, at - caller.Since);
    }

    /// <summary>An agent has taken the caller.</summary>
    /// <returns>How long the caller has waited: as it was seen, which is more exact than the seconds that the PBX tells.</returns>
    public TimeSpan Answered(string callerId, TimeSpan told) =>
        _left.Remove(callerId, out var left) && Math.Abs((left.Waited - told).TotalSeconds) < 2 ? left.Waited : told;

    /// <summary>The queue says that the caller leaves without an agent.</summary>
    /// <param name="day">Where it counts.</param>
    /// <param name="caller">The caller; null when nobody saw that they wait.</param>
    /// <param name="abandoned">What the queue says.</param>
    /// <param name="at">When; UTC.</param>
    public void Abandoned(QueueDay day, TrackedCaller? caller, QueueEvent.Abandoned abandoned, DateTimeOffset at)
    {
        var waited = caller is null ? abandoned.Waited : at - caller.Since;
        if (caller is not null) caller.IsCounted = true;
        _left.Remove(abandoned.CallerId);
        if (caller is { IsEnding: true })
        {
            day.Abandon(waited);
            return;
        }

        day.GiveUp(waited);
        if (_givenUp.Count < MostAwaited) _givenUp[abandoned.CallerId] = (day, at);
    }

    /// <summary>A channel ends, or its end is requested.</summary>
    /// <returns>Whether that changes what was counted of a caller.</returns>
    public bool Ending(ChannelEvent received, DateTimeOffset at)
    {
        var id = received.Channel.UniqueId;
        if (received is ChannelEvent.EndRequested)
            _hearsRequests = true;
        else
            _ended++;

        var isCorrected = _givenUp.Remove(id, out var givenUp) && at - givenUp.At <= AtOnce
            && (received is ChannelEvent.EndRequested || (!_hearsRequests && _ended > EndsWithoutRequest));
        if (isCorrected) givenUp.Day.Correct();
        if (received is not ChannelEvent.Ended || !_left.Remove(id, out var left)) return isCorrected;
        left.Day.Leave();
        return true;
    }
}
