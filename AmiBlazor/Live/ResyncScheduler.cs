namespace AmiBlazor.Live;

/// <summary>
/// Decides when a main connection requests all states: soon after something that may have changed them without an event, and at the check interval
/// anyway. A PBX that gives reasons all the time without anything being new is asked less and less often. Knows no clock: it is given the time.
/// </summary>
internal sealed class ResyncScheduler(TimeSpan checkInterval)
{
    /// <summary>One request mostly brings more: a dialplan that is reloaded sends an event for every hint.</summary>
    private static readonly TimeSpan DebounceTime = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    /// <summary>A PBX may give a reason this often at once, as somebody who applies one change after the other does …</summary>
    private const int MostAtOnce = 10;

    /// <summary>… and then once in this time: each list is work for the PBX, for the database and for every open page, whatever it brings.</summary>
    private static readonly TimeSpan Replenishment = TimeSpan.FromSeconds(30);

    private TimeSpan _pause = ShortestPause;

    // Odd events are what callers can make: their lists have a pause of their own, so that no caller delays what the PBX itself gives a reason for.
    private TimeSpan _doubtPause = ShortestPause;
    private DateTimeOffset _noDoubtBefore;

    // When the allowance is full again; each list that the PBX gave a reason for moves it on.
    private DateTimeOffset _fullAt;
    private DateTimeOffset _notBefore;
    private DateTimeOffset _checkAt;
    private (ResyncReason Reason, DateTimeOffset At)? _request;

    /// <summary>When the next list is due, and why.</summary>
    public (ResyncReason Reason, DateTimeOffset At) Next =>
        _request is { } request && request.At <= _checkAt ? request : (ResyncReason.Check, _checkAt);

    /// <summary>There is a reason to request all states.</summary>
    public void Request(ResyncReason reason, DateTimeOffset now)
    {
        var at = now + DebounceTime;
        var notBefore = reason == ResyncReason.Doubted && _noDoubtBefore > _notBefore ? _noDoubtBefore : _notBefore;
        if (at < notBefore) at = notBefore;
        if (_request is not { } earlier || at < earlier.At) _request = (reason, at);
    }

    /// <summary>A list that was due could not be saved; it is due again at this time.</summary>
    public void Postpone(ResyncReason reason, DateTimeOffset until)
    {
        _request = (reason, until);
        _notBefore = until;
        if (_checkAt < until) _checkAt = until;
    }

    /// <summary>All states were requested and saved.</summary>
    /// <param name="reason">Why they were requested.</param>
    /// <param name="isQuiet">Whether nothing was new.</param>
    /// <param name="isDoubtful">Whether events are known to be missing: then the next check comes ten times as soon.</param>
    /// <param name="now">The time.</param>
    public void Done(ResyncReason reason, bool isQuiet, bool isDoubtful, DateTimeOffset now)
    {
        _request = null;
        var hasReason = reason is not (ResyncReason.Check or ResyncReason.Connected);
        if (hasReason) _fullAt = (_fullAt > now ? _fullAt : now) + Replenishment;
        if (!isQuiet || reason == ResyncReason.Connected)
            (_pause, _doubtPause) = (ShortestPause, ShortestPause);
        else if (reason == ResyncReason.Doubted)
            _doubtPause = Longer(_doubtPause);
        else if (hasReason)
            _pause = Longer(_pause);
        _noDoubtBefore = now + _doubtPause;
        if (reason != ResyncReason.Doubted)
            _notBefore = now + _pause;
        else if (_notBefore < now + ShortestPause)
            _notBefore = now + ShortestPause;
        if (_fullAt > _notBefore + (MostAtOnce - 1) * Replenishment) _notBefore = _fullAt - (MostAtOnce - 1) * Replenishment;
        _checkAt = now + (isDoubtful ? checkInterval / 10 : checkInterval);
    }

    private static TimeSpan Longer(TimeSpan pause) => pause * 2 < LongestPause ? pause * 2 : LongestPause;
}
