using System.Globalization;

namespace AmiBlazor.Demo;

/// <summary>
/// Simulates calls: people call each other, phones ring, some answer, some put callers on hold, some are away. Each simulated activity is a sequence
/// of waits between its state changes. All of them share one virtual clock, so that a quarter of an hour passes in a test without waiting. With 120
/// extensions about one state changes each second, with more extensions proportionally more. Not thread-safe.
/// </summary>
internal sealed class DemoCalls
{
    /// <summary>How many extensions generate one call per second.</summary>
    private const double ExtensionsForOneCallASecond = 500;

    private static readonly string[] Companies = ["Harbour Bakery", "Lindner Logistics", "Studio Nord", "Kranich Hotel", "Weber & Sons", "Atlas Travel"];

    private readonly DemoFloor _floor;
    private readonly Random _random;
    private readonly PriorityQueue<IEnumerator<TimeSpan>, TimeSpan> _courses = new();

    public DemoCalls(DemoFloor floor, Random random)
    {
        _floor = floor;
        _random = random;
        Begin(Arrivals(), TimeSpan.Zero);
        var extensions = floor.Extensions.Count;
        for (var away = 0; away < extensions / 15; away++) Begin(Away(DemoState.Unavailable), TimeSpan.Zero);

        for (var undisturbed = 0; undisturbed < extensions / 30; undisturbed++)
            Begin(Away(DemoState.Busy), TimeSpan.Zero);
    }

    /// <summary>When the next change is due, on the virtual clock.</summary>
    public TimeSpan NextAt => _courses.TryPeek(out _, out var due) ? due : TimeSpan.MaxValue;

    /// <summary>Makes all changes that are due by then.</summary>
    public void AdvanceTo(TimeSpan time)
    {
        while (_courses.TryPeek(out var course, out var due) && due <= time)
        {
            _courses.Dequeue();
            _floor.Switch.Now = due;
            Begin(course, due);
        }
    }

    private void Begin(IEnumerable<TimeSpan> course, TimeSpan now) => Begin(course.GetEnumerator(), now);

    private void Begin(IEnumerator<TimeSpan> course, TimeSpan now)
    {
        if (course.MoveNext())
            _courses.Enqueue(course, now + course.Current);
        else
            course.Dispose();
    }

    private IEnumerable<TimeSpan> Arrivals()
    {
        var now = TimeSpan.Zero;
        var meanWait = ExtensionsForOneCallASecond / _floor.Extensions.Count;
        while (true)
        {
            var wait = Exponential(meanWait);
            yield return wait;
            now += wait;
            var kind = _random.NextDouble();
            var callee = kind < 0.8 ? FindIdle() : null;
            var caller = kind is < 0.5 or >= 0.8 ? FindIdle(except: callee) : null;
            if (callee is not null)
                Begin(Call(caller, callee), now);
            else if (caller is not null)
                Begin(OutwardCall(caller), now);
        }
    }

    /// <summary>A call to one of the phones, from another one or, without a caller, from outside.</summary>
    private IEnumerable<TimeSpan> Call(DemoExtension? caller, DemoExtension callee)
    {
        var to = _floor.PartyOf(callee);
        var (calling, called) = _floor.Switch.Dial(caller is null ? Outside() : _floor.PartyOf(caller), to);
        Set(caller, DemoState.InUse);
        Set(callee, DemoState.Ringing);
        yield return Between(3, 18);
        if (_random.NextDouble() < 0.8)
        {
            _floor.Switch.Answer(calling, called);
            Set(callee, DemoState.InUse);
            yield return Exponential(40);
            var kind = _random.NextDouble();
            if (kind < 0.15)
            {
                // The caller is asking somebody: the extension of the one who is held says so.
                _floor.Switch.Hold(calling, isHolding: true);
                Set(callee, DemoState.OnHold);
                yield return Between(5, 25);
                _floor.Switch.Hold(calling, isHolding: false);
                Set(callee, DemoState.InUse);
                yield return Exponential(20);
            }
            else if (kind < 0.25)
            {
                // A second caller gives up.
                var (second, ringing) = _floor.Switch.Dial(Outside(), to);
                Set(callee, DemoState.RingingInUse);
                yield return Between(5, 25);
                _floor.Switch.HangUp(ringing, second);
                Set(callee, DemoState.InUse);
                yield return Exponential(20);
            }
        }

        _floor.Switch.HangUp(called, calling);
        Set(callee, DemoState.Idle);
        yield return Between(0.1, 1);
        Set(caller, DemoState.Idle);
    }

    private IEnumerable<TimeSpan> OutwardCall(DemoExtension caller)
    {
        var (calling, called) = _floor.Switch.Dial(_floor.PartyOf(caller), Outside());
        Set(caller, DemoState.InUse);
        yield return Between(5, 15);
        _floor.Switch.Answer(calling, called);
        yield return Exponential(45);
        _floor.Switch.HangUp(calling, called);
        Set(caller, DemoState.Idle);
    }

    /// <summary>A phone that is unplugged or set to "do not disturb": when one comes back, another takes its place.</summary>
    private IEnumerable<TimeSpan> Away(DemoState state)
    {
        while (true)
        {
            var phone = FindIdle();
            Set(phone, state);
            yield return Between(60, 900);
            Set(phone, DemoState.Idle);
            yield return Between(1, 30);
        }
    }

    /// <summary>Somebody outside, by the trunk: some with a name, and some without a number.</summary>
    private DemoParty Outside()
    {
        var number = _random.NextDouble() < 0.9 ? string.Create(CultureInfo.InvariantCulture, $"+4930{_random.Next(1_000_000, 10_000_000)}") : "anonymous";
        return new DemoParty("PJSIP/trunk", number, _random.NextDouble() < 0.4 ? Companies[_random.Next(Companies.Length)] : "");
    }

    private void Set(DemoExtension? extension, DemoState state)
    {
        if (extension is not null) _floor.Set(extension, state);
    }

    /// <summary>
    /// A random idle phone; null if a few attempts found none. A phone that is not idle belongs to one activity, and only that changes it.
    /// </summary>
    private DemoExtension? FindIdle(DemoExtension? except = null)
    {
        for (var attempt = 0; attempt < 10; attempt++)
        {
            var extension = _floor.Extensions[_random.Next(_floor.Extensions.Count)];
            if (extension.State == DemoState.Idle && extension != except) return extension;
        }

        return null;
    }

    private TimeSpan Between(double least, double most) => TimeSpan.FromSeconds(least + (_random.NextDouble() * (most - least)));

    private TimeSpan Exponential(double mean) => TimeSpan.FromSeconds(-Math.Log(1 - _random.NextDouble()) * mean);
}
