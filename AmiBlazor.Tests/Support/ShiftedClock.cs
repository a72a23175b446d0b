namespace AmiBlazor.Tests.Support;

/// <summary>
/// The system clock with an offset set by the test. Timers are unaffected: a whole application runs on it, whose timers would stand still
/// with <see cref="FakeClock"/>.
/// </summary>
internal sealed class ShiftedClock : TimeProvider
{
    private long _ticks;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Volatile.Read(ref _ticks));

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);
}
