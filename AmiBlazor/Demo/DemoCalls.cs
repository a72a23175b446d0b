namespace AmiBlazor.Demo;

/// <summary>
/// Life on the floor: people call, phones ring, some answer, some are put on hold, some are away. Each course of events is a sequence of waits between
/// its changes; all of them run on one time line, so that a quarter of an hour passes in a test without waiting. With 120 extensions about one
/// state changes each second; more extensions change more. Not for several threads.
/// </summary>
internal sealed class DemoCalls
{
    /// <summary>How many extensions it takes for one call a second.</summary>
    private const double ExtensionsForOneCallASecond = 500;

    private readonly DemoFloor _floor;
    private readonly Random _random;
    private readonly PriorityQueue<IEnumerator<TimeSpan>, TimeSpan> _courses = new();

    public DemoCalls(DemoFloor floor, Random random)
    {
        _floor = floor;
        _random = random;
        Begin(Arrivals(), TimeSpan.Zero);
        var extensions = floor.Extensions.Count;
        for (var away = 0; away < extensions / 15; away++)
        {
            Begin(Away(DemoState.Unavailable), TimeSpan.Zero);
        }

        for (var undisturbed = 0; undisturbed < extensions / 30; undisturbed++)
        {
            Begin(Away(DemoState.Busy), TimeSpan.Zero);
        }
    }

    /// <summary>When the next change is due, on the floor's own time line.</summary>
    public TimeSpan NextAt => _courses.TryPeek(out _, out var due) ? due : TimeSpan.MaxValue;

    /// <summary>Makes everything happen that is due by then.</summary>
    public void AdvanceTo(TimeSpan time)
    {
        while (_courses.TryPeek(out var course, out var due) && due <= time)
        {
            _courses.Dequeue();
            Begin(course, due);
        }
    }

    private void Begin(IEnumerable<TimeSpan> course, TimeSpan now) => Begin(course.GetEnumerator(), now);

    private void Begin(IEnumerator<TimeSpan> course, TimeSpan now)
    {
        if (course.MoveNext())
        {
            _courses.Enqueue(course, now + course.Current);
        }
        else
        {
            course.Dispose();
        }
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
            {
                Begin(Call(caller, callee), now);
            }
            else if (caller is not null)
            {
                Begin(OutwardCall(caller), now);
            }
        }
    }

    /// <summary>A call to one of our phones, from another of them or, without a caller, from outside.</summary>
    private IEnumerable<TimeSpan> Call(DemoExtension? caller, DemoExtension callee)
    {
        Set(caller, DemoState.InUse);
        Set(callee, DemoState.Ringing);
        yield return Between(3, 18);
        if (_random.NextDouble() < 0.8)
        {
            Set(callee, DemoState.InUse);
            yield return Exponential(40);
            if (_random.NextDouble() < 0.25)
            {
                // Something to ask about, or a second caller who gives up.
                Set(callee, _random.NextDouble() < 0.6 ? DemoState.OnHold : DemoState.RingingInUse);
                yield return Between(5, 25);
                Set(callee, DemoState.InUse);
                yield return Exponential(20);
            }
        }

        Set(callee, DemoState.Idle);
        yield return Between(0.1, 1);
        Set(caller, DemoState.Idle);
    }

    private IEnumerable<TimeSpan> OutwardCall(DemoExtension caller)
    {
        Set(caller, DemoState.InUse);
        yield return Between(5, 15) + Exponential(45);
        Set(caller, DemoState.Idle);
    }

    /// <summary>Phones that are unplugged, or that nobody may ring: when one comes back, another goes.</summary>
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

    private void Set(DemoExtension? extension, DemoState state)
    {
        if (extension is not null)
        {
            _floor.Set(extension, state);
        }
    }

    /// <summary>Some idle phone; null when a few tries found none. A phone that is not idle belongs to one course, which alone changes it.</summary>
    private DemoExtension? FindIdle(DemoExtension? except = null)
    {
        for (var attempt = 0; attempt < 10; attempt++)
        {
            var extension = _floor.Extensions[_random.Next(_floor.Extensions.Count)];
            if (extension.State == DemoState.Idle && extension != except)
            {
                return extension;
            }
        }

        return null;
    }

    private TimeSpan Between(double least, double most) => TimeSpan.FromSeconds(least + (_random.NextDouble() * (most - least)));

    private TimeSpan Exponential(double mean) => TimeSpan.FromSeconds(-Math.Log(1 - _random.NextDouble()) * mean);
}
