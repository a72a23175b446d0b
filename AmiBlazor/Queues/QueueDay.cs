namespace AmiBlazor.Queues;

/// <summary>Counts what becomes of a queue's calls on one day, by the clock of the machine that this program runs on. One thread at a time.</summary>
/// <param name="zone">What a day is.</param>
internal sealed class QueueDay(TimeZoneInfo zone)
{
    /// <summary>Who looks at least this often misses no midnight.</summary>
    private static readonly TimeSpan LongestLook = TimeSpan.FromMinutes(3);

    private DateTimeOffset? _lookedAt;
    private DateTime _date;
    private DateTimeOffset _since;
    private bool _isWholeDay;
    private bool _hasGap;
    private int _answered;
    private int _answeredInTime;
    private int _abandoned;
    private int _givenUp;
    private int _left;
    private TimeSpan _waited;
    private TimeSpan? _longest;

    /// <summary>How many agents' phones have rung in vain today, by their interfaces.</summary>
    public Dictionary<string, int> Missed { get; } = new(StringComparer.Ordinal);

    /// <summary>Makes it today: with midnight, everything begins at 0.</summary>
    /// <returns>Whether a day has begun.</returns>
    public bool Look(DateTimeOffset at)
    {
        var local = TimeZoneInfo.ConvertTime(at, zone);
        var isNew = _lookedAt is null || local.Date != _date;
        if (isNew)
        {
            _isWholeDay = _lookedAt is { } looked && at - looked <= LongestLook;
            _date = local.Date;
            _since = _isWholeDay ? new DateTimeOffset(local.Date, zone.GetUtcOffset(local.Date)).ToUniversalTime() : at;
            (_answered, _answeredInTime, _abandoned, _givenUp, _left, _waited, _longest, _hasGap) = (0, 0, 0, 0, 0, TimeSpan.Zero, null, false);
            Missed.Clear();
        }

        _lookedAt = at;
        return isNew;
    }

    public void Answer(TimeSpan waited, TimeSpan? within)
    {
        _answered++;
        _waited += waited;
        if (within is { } limit && waited <= limit) _answeredInTime++;
        Waited(waited);
    }

    /// <summary>The caller has hung up.</summary>
    public void Abandon(TimeSpan waited)
    {
        _abandoned++;
        Waited(waited);
    }

    /// <summary>The queue has given up.</summary>
    public void GiveUp(TimeSpan waited)
    {
        _givenUp++;
        Waited(waited);
    }

    /// <summary>The caller who seemed to be given up has in truth hung up.</summary>
    public void Correct()
    {
        if (_givenUp == 0) return;
        _givenUp--;
        _abandoned++;
    }

    public void Leave() => _left++;

    public void Miss(string agent) => Missed[agent] = Missed.GetValueOrDefault(agent) + 1;

    /// <summary>Calls have come to their ends, or were answered, and nobody has seen it.</summary>
    public void MarkGap() => _hasGap = true;

    public QueueFigures Figures() => new(_since)
    {
        IsWholeDay = _isWholeDay,
        HasGap = _hasGap,
        Answered = _answered,
        AnsweredInTime = _answeredInTime,
        Abandoned = _abandoned,
        GivenUp = _givenUp,
        Left = _left,
        AverageWait = _answered == 0 ? null : Seconds(_waited / _answered),
        LongestWait = _longest is { } longest ? Seconds(longest) : null,
    };

    private void Waited(TimeSpan waited)
    {
        if (_longest is null || waited > _longest) _longest = waited;
    }

    private static TimeSpan Seconds(TimeSpan span) => TimeSpan.FromSeconds(Math.Round(span.TotalSeconds));
}
