namespace AmiBlazor.Live;

/// <summary>
/// When a main connection asks for all states: soon after something that may have changed them without a word, and now and then anyway. A PBX that gives
/// reasons all the time, without anything being new, is asked less and less often. Knows no clock: it is told the time.
/// </summary>
internal sealed class ResyncScheduler(TimeSpan checkInterval)
{
    /// <summary>What gives one reason mostly gives more: a dialplan that is reloaded tells of every hint.</summary>
    private static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    private TimeSpan _pause = ShortestPause;
    private DateTimeOffset _notBefore;
    private DateTimeOffset _checkAt;
    private (ResyncReason Reason, DateTimeOffset At)? _wish;

    /// <summary>When the next one is due, and why.</summary>
    public (ResyncReason Reason, DateTimeOffset At) Next =>
        _wish is { } request && request.At <= _checkAt ? request : (ResyncReason.Check, _checkAt);

    /// <summary>There is a reason.</summary>
    public void Request(ResyncReason reason, DateTimeOffset now)
    {
        var at = now + Settle;
        if (at < _notBefore)
            at = _notBefore;
        if (_wish is not { } earlier || at < earlier.At)
            _wish = (reason, at);
    }

    /// <summary>What was due could not be done; it is tried again at this time.</summary>
    public void Postpone(ResyncReason reason, DateTimeOffset until)
    {
        _wish = (reason, until);
        _notBefore = until;
        if (_checkAt < until)
            _checkAt = until;
    }

    /// <summary>All states were asked for and saved.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="isQuiet">Whether nothing was new.</param>
    /// <param name="isDoubtful">Whether events are known to be missing: then it is looked at more often.</param>
    /// <param name="now">The time.</param>
    public void Done(ResyncReason reason, bool isQuiet, bool isDoubtful, DateTimeOffset now)
    {
        _wish = null;
        if (!isQuiet || reason == ResyncReason.Connected)
            _pause = ShortestPause;
        else if (reason != ResyncReason.Check)
            _pause = _pause * 2 < LongestPause ? _pause * 2 : LongestPause;
        _notBefore = now + _pause;
        _checkAt = now + (isDoubtful ? checkInterval / 10 : checkInterval);
    }
}
