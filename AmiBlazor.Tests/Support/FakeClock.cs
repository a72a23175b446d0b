using Microsoft.Extensions.Time.Testing;

namespace AmiBlazor.Tests.Support;

/// <summary>
/// The library's clock, which stands still until a test moves it, and what the library lacks: a test can wait until the code under test
/// waits, and each timer fires at its own time, on the thread that moves the time. <see cref="FakeTimeProvider.AdjustTime"/> is not for it.
/// </summary>
internal sealed class FakeClock() : FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 10, 30, 0, TimeSpan.Zero))
{
    // Guards the time and all below, so that what is known of a timer is always what the library will do. Callbacks of the code under test
    // never run under it: a timer of the library that fires only puts its watched one into _due.
    private readonly Lock _gate = new();
    private readonly List<WatchedTimer> _pending = [];
    private readonly List<WatchedTimer> _due = [];
    private readonly List<TimeSpan> _started = [];
    private readonly List<(Func<TimeSpan?> Find, TaskCompletionSource<TimeSpan> Found)> _watches = [];

    /// <summary>The number of pending timers.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate) return _pending.Count;
        }
    }

    // The library fires on whatever thread reads the time right after another has moved it. Under the lock nothing is left to fire by then.
    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate) return base.GetUtcNow();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new WatchedTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Advances the time and fires the timers that become due.</summary>
    public new void Advance(TimeSpan time) => SetUtcNow(GetUtcNow() + time);

    /// <inheritdoc cref="Advance"/>
    public new void SetUtcNow(DateTimeOffset value)
    {
        // The library would move to the end first: a timer that the first one starts again would begin there.
        while (Next(value) is { } timer) timer.Fire();
    }

    /// <summary>Returns when a timer with this due time has been started, so that moving the time is certain to reach it.</summary>
    /// <param name="dueIn">The due time, from the start of the timer.</param>
    /// <param name="nth">The number of the timer among those with this due time, counted from 1 since the clock was created.</param>
    public Task TimerDueInAsync(TimeSpan dueIn, int nth = 1) =>
        FoundAsync(() => _started.Count(started => started == dueIn) >= nth ? dueIn : null);

    /// <summary>Returns the remaining time of a pending timer as soon as one satisfies the condition.</summary>
    public Task<TimeSpan> WaitingAsync(Func<TimeSpan, bool> isMeant) =>
        FoundAsync(() => Rests().Where(isMeant).Select(rest => (TimeSpan?)rest).FirstOrDefault());

    /// <summary>Returns when a timer is due in exactly this time.</summary>
    public Task WaitingAsync(TimeSpan dueIn) => WaitingAsync(rest => rest == dueIn);

    /// <summary>Whether a timer is due in exactly this time.</summary>
    public bool IsAwaited(TimeSpan dueIn)
    {
        lock (_gate) return Rests().Contains(dueIn);
    }

    /// <summary>Whether the remaining time of a pending timer satisfies the condition.</summary>
    public bool IsAwaited(Func<TimeSpan, bool> isMeant)
    {
        lock (_gate) return Rests().Any(isMeant);
    }

    /// <summary>The remaining time of the first timer that is due within this time; null if there is none.</summary>
    public TimeSpan? NextWithin(TimeSpan longest)
    {
        lock (_gate) return Rests().Where(rest => rest <= longest).Select(rest => (TimeSpan?)rest).Min();
    }

    private WatchedTimer? Next(DateTimeOffset end)
    {
        lock (_gate)
        {
            if (_due is [] && GetUtcNow() <= end)
            {
                base.SetUtcNow(_pending.Select(timer => timer.Due).Where(due => due < end).DefaultIfEmpty(end).Min());
                Look();
            }

            if (_due is not [var first, ..]) return null;
            _due.RemoveAt(0);
            return first;
        }
    }

    private IEnumerable<TimeSpan> Rests() => _pending.Select(timer => timer.Due - GetUtcNow());

    private Task<TimeSpan> FoundAsync(Func<TimeSpan?> find)
    {
        var found = new TaskCompletionSource<TimeSpan>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _watches.Add((find, found));
            Look();
        }

        return found.Task.InTime();
    }

    private void Look() => _watches.RemoveAll(watch => watch.Find() is { } rest && watch.Found.TrySetResult(rest));

    private ITimer CreateUnwatched(TimerCallback callback) =>
        base.CreateTimer(callback, state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    private sealed class WatchedTimer : ITimer
    {
        private readonly FakeClock _clock;
        private readonly TimerCallback _callback;
        private readonly object? _state;
        private readonly ITimer _timer;
        private TimeSpan _period;

        public WatchedTimer(FakeClock clock, TimerCallback callback, object? state)
        {
            (_clock, _callback, _state) = (clock, callback, state);
            _timer = clock.CreateUnwatched(_ => ComeDue());
        }

        public DateTimeOffset Due { get; private set; }

        public void Fire() => _callback(_state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (_clock._gate)
            {
                Forget();
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    (Due, _period) = (_clock.GetUtcNow() + dueTime, period);
                    _clock._pending.Add(this);
                    _clock._started.Add(dueTime);
                }

                var isAlive = _timer.Change(dueTime, period);
                if (!isAlive) Forget();
                _clock.Look();
                return isAlive;
            }
        }

        public void Dispose()
        {
            lock (_clock._gate)
            {
                Forget();
                _timer.Dispose();
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        // The library does everything that makes a timer due while the clock is locked.
        private void ComeDue()
        {
            _clock._due.Add(this);
            if (_period > TimeSpan.Zero)
                Due += _period;
            else
                _clock._pending.Remove(this);
        }

        private void Forget()
        {
            _clock._pending.Remove(this);
            _clock._due.Remove(this);
        }
    }
}
