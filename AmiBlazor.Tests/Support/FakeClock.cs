namespace AmiBlazor.Tests.Support;

/// <summary>Time that stands still until a test moves it. Timers fire in the order in which they are due, on the thread that moves the time.</summary>
internal sealed class FakeClock : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<Timer> _timers = [];
    private readonly List<TimeSpan> _armed = [];
    private readonly List<(TimeSpan DueIn, int Nth, TaskCompletionSource Seen)> _watchers = [];
    private readonly List<(Func<TimeSpan, bool> IsMeant, TaskCompletionSource<TimeSpan> Seen)> _lookouts = [];
    private DateTimeOffset _now = new(2026, 1, 1, 10, 30, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return _now;
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Returns when a timer with this due time has been started, so that moving the time is certain to reach it.</summary>
    /// <param name="dueIn">The due time, from the start of the timer.</param>
    /// <param name="nth">The number of the timer among those with this due time, counted from 1 since the clock was created.</param>
    public Task TimerDueInAsync(TimeSpan dueIn, int nth = 1)
    {
        lock (_gate)
        {
            var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _watchers.Add((dueIn, nth, seen));
            TellWatchers();
            return seen.Task.InTime();
        }
    }

    /// <summary>Returns the remaining time of a pending timer as soon as one satisfies the condition.</summary>
    public Task<TimeSpan> WaitingAsync(Func<TimeSpan, bool> isMeant)
    {
        lock (_gate)
        {
            var seen = new TaskCompletionSource<TimeSpan>(TaskCreationOptions.RunContinuationsAsynchronously);
            _lookouts.Add((isMeant, seen));
            TellLookouts();
            return seen.Task.InTime();
        }
    }

    /// <summary>The number of pending timers.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate)
                return _timers.Count;
        }
    }

    /// <summary>Whether a timer is due in exactly this time.</summary>
    public bool IsAwaited(TimeSpan dueIn)
    {
        lock (_gate)
            return _timers.Any(timer => timer.Due - _now == dueIn);
    }

    /// <summary>The remaining time of the first timer that is due within this time; null if there is none.</summary>
    public TimeSpan? NextWithin(TimeSpan longest)
    {
        lock (_gate)
            return _timers.Select(timer => timer.Due - _now).Where(rest => rest <= longest).OrderBy(rest => rest).Select(rest => (TimeSpan?)rest).FirstOrDefault();
    }

    /// <summary>Returns when a timer is due in exactly this time.</summary>
    public Task WaitingAsync(TimeSpan dueIn) => WaitingAsync(rest => rest == dueIn);

    /// <summary>Advances the time and fires the timers that become due, each at its own time.</summary>
    public void Advance(TimeSpan time)
    {
        var end = GetUtcNow() + time;
        while (Next(end) is { } timer)
            timer.Fire();
    }

    private Timer? Next(DateTimeOffset end)
    {
        lock (_gate)
        {
            var next = _timers.Where(timer => timer.Due <= end).MinBy(timer => timer.Due);
            _now = next?.Due ?? end;
            next?.MoveOn();
            TellLookouts();
            return next;
        }
    }

    private void TellWatchers()
    {
        foreach (var (_, _, seen) in _watchers.Where(watcher => _armed.Count(dueIn => dueIn == watcher.DueIn) >= watcher.Nth))
            seen.TrySetResult();
        _watchers.RemoveAll(watcher => watcher.Seen.Task.IsCompleted);
    }

    private void TellLookouts()
    {
        foreach (var (isMeant, seen) in _lookouts)
        {
            if (_timers.Select(timer => timer.Due - _now).Where(isMeant).ToList() is [var rest, ..])
                seen.TrySetResult(rest);
        }

        _lookouts.RemoveAll(lookout => lookout.Seen.Task.IsCompleted);
    }

    private sealed class Timer(FakeClock clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period = Timeout.InfiniteTimeSpan;

        public DateTimeOffset Due { get; private set; }

        public void Fire() => callback(state);

        /// <summary>Moves the timer to its next period, or removes it. Called under the clock's lock.</summary>
        public void MoveOn()
        {
            if (_period > TimeSpan.Zero)
                Due += _period;
            else
                clock._timers.Remove(this);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                clock._timers.Remove(this);
                _period = period;
                if (dueTime == Timeout.InfiniteTimeSpan)
                    return true;
                Due = clock._now + dueTime;
                clock._timers.Add(this);
                clock._armed.Add(dueTime);
                clock.TellWatchers();
                clock.TellLookouts();
                return true;
            }
        }

        public void Dispose()
        {
            lock (clock._gate)
                clock._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
