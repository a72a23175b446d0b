namespace AmiBlazor.Demo;

/// <summary>
/// The life of the floor: people call each other, callers from outside come to phones and queues, agents pause, calls are parked, some meet in conferences,
/// and some are away. With 120 extensions about one state changes each second, with more extensions proportionally more.
/// </summary>
internal sealed class DemoCalls
{
    /// <summary>How many extensions generate one call per second.</summary>
    private const double ExtensionsForOneCallASecond = 500;

    /// <summary>The part of the agents that callers keep busy on average, and how many seconds they keep one.</summary>
    private const double QueueLoad = 0.36;
    private const double QueueCallSeconds = 75;

    /// <summary>The time from one rush of callers to the next.</summary>
    private static readonly TimeSpan Rush = TimeSpan.FromMinutes(12);

    private static readonly (string Reason, double Least, double Most)[] Pauses =
        [("Lunch", 900, 1_800), ("Break", 180, 600), ("Meeting", 600, 1_500), ("Training", 600, 1_200), ("Wrap-up", 20, 90), ("Wrap-up", 20, 90)];

    private readonly DemoFloor _floor;

    /// <summary>Why agents pause.</summary>
    public static IReadOnlyList<string> PauseReasons { get; } = [.. Pauses.Select(pause => pause.Reason).Distinct(StringComparer.Ordinal)];

    public DemoCalls(DemoFloor floor, Random random)
    {
        _floor = floor;
        Exchange = new DemoExchange(floor, random);
        Begin(Arrivals());
        Begin(Meetings());
        var extensions = floor.Extensions.Count;
        for (var away = 0; away < extensions / 15; away++) Begin(Away(DemoState.Unavailable));
        for (var undisturbed = 0; undisturbed < extensions / 30; undisturbed++) Begin(Away(DemoState.Busy));
        foreach (var (number, queue) in Exchange.Queues.All.Index())
        {
            Begin(Callers(queue, number));
            Begin(Shift(queue));
        }

        var agents = Exchange.Queues.All.Sum(queue => queue.Agents.Count);
        for (var pausing = 0; pausing < agents / 8; pausing++) Begin(Pausing());
    }

    public DemoExchange Exchange { get; }

    /// <summary>When the next change is due, on the virtual clock.</summary>
    public TimeSpan NextAt => Exchange.Courses.NextAt;

    private DemoChance Chance => Exchange.Chance;

    /// <summary>Makes all changes that are due by then.</summary>
    public void AdvanceTo(TimeSpan time) => Exchange.Courses.AdvanceTo(time);

    /// <summary>How many callers come to a queue in a second, on average.</summary>
    private static double Rate(DemoQueue queue) => queue.Agents.Count * QueueLoad / QueueCallSeconds;

    private void Begin(IEnumerable<TimeSpan> course) => Exchange.Courses.Begin(course);

    /// <summary>Calls from phone to phone, from outside to a phone, and from a phone to outside.</summary>
    private IEnumerable<TimeSpan> Arrivals()
    {
        while (true)
        {
            var all = _floor.Extensions.Count / ExtensionsForOneCallASecond;
            yield return Chance.About(1 / Math.Max(0.4 * all, all - Exchange.Queues.All.Sum(Rate)));
            var kind = Chance.Next();
            if (kind < 0.5)
            {
                if (Exchange.Talks.FreePhone() is { } callee && Exchange.Talks.FreePhone(except: callee) is { } caller) Exchange.Call(caller, callee.Exten);
            }
            else if (kind < 0.8)
            {
                if (Idle() is { } callee) Exchange.Call(Chance.Outside(), callee.Context, callee.Exten);
            }
            else if (Idle() is { } caller)
            {
                Exchange.Call(caller, Chance.Number());
            }
        }
    }

    /// <summary>Callers of a queue: they come in rushes, so that some have to wait.</summary>
    private IEnumerable<TimeSpan> Callers(DemoQueue queue, int number)
    {
        while (true)
        {
            // Each at another time, so that there is always one to look at.
            var rush = 1 + (0.8 * Math.Sin((2 * Math.PI * (_floor.Switch.Now / Rush)) + (2 * number)));
            yield return Chance.About(1 / Math.Max(0.001, Rate(queue) * rush));

            // An agent who knows a colleague's queue calls it now and then.
            if (Chance.Is(0.92))
                Exchange.Call(Chance.Outside(), DemoFloor.MainContext, queue.Exten);
            else if (Exchange.Talks.FreePhone() is { } colleague && queue.Find(colleague.Device) is null)
                Exchange.Call(colleague, queue.Exten);
        }
    }

    private IEnumerable<TimeSpan> Meetings()
    {
        while (true)
        {
            yield return Chance.About(900 * 120.0 / Math.Max(_floor.Extensions.Count, 20));
            if (_floor.Extensions.Count >= 20) Begin(Meeting(Chance.Of(DemoDialplan.RoomNumbers), (int)Chance.Between(2.5, 5.5).TotalSeconds));
        }
    }

    private IEnumerable<TimeSpan> Meeting(string room, int people)
    {
        for (var one = 0; one < people; one++)
        {
            if (Exchange.Talks.FreePhone() is { } phone) Exchange.Call(phone, room);
            yield return Chance.Between(1, 12);
        }
    }

    /// <summary>Agents who pause: when one comes back, another goes.</summary>
    private IEnumerable<TimeSpan> Pausing()
    {
        while (true)
        {
            yield return Chance.Between(5, 60);
            var queue = Chance.Of(Exchange.Queues.All);
            if (queue.Agents.Count == 0) continue;
            var agent = Chance.Of(queue.Agents);
            if (agent.IsPaused || agent.IsInCall) continue;
            var (reason, least, most) = Chance.Of(Pauses);
            PauseEverywhere(agent.Interface, isPaused: true, reason);
            yield return Chance.Between(least, most);
            PauseEverywhere(agent.Interface, isPaused: false, "");
        }
    }

    private void PauseEverywhere(string device, bool isPaused, string reason)
    {
        foreach (var (queue, agent) in Exchange.Queues.Of(device).ToList()) Exchange.Queues.Pause(queue, agent, isPaused, reason);
    }

    /// <summary>One who logs in to help out, and out again.</summary>
    private IEnumerable<TimeSpan> Shift(DemoQueue queue)
    {
        while (true)
        {
            yield return Chance.Between(30, 300);
            if (Exchange.Talks.FreePhone() is not { } phone || Exchange.Queues.Of(phone.Device).Any()) continue;
            var helper = new DemoAgent(phone.Device, _floor.PartyOf(phone).Name, phone) { IsDynamic = true, Penalty = 1, AddedAt = _floor.Switch.Now };
            Exchange.Queues.Add(queue, helper);
            yield return Chance.Between(300, 1_500);
            while (helper.IsInCall || phone.Channels.Count > 0) yield return TimeSpan.FromSeconds(2);
            if (queue.Agents.Contains(helper)) Exchange.Queues.Remove(queue, helper);
        }
    }

    /// <summary>A phone that is unplugged or set to "do not disturb": when one comes back, another takes its place.</summary>
    private IEnumerable<TimeSpan> Away(DemoState state)
    {
        while (true)
        {
            if (Idle() is { } phone)
            {
                _floor.SetAway(phone, state);
                yield return Chance.Between(60, 900);
                _floor.SetAway(phone, DemoState.Idle);
            }

            yield return Chance.Between(1, 30);
        }
    }

    /// <summary>A random phone that is in no call and not away; null if a few looks find none.</summary>
    private DemoExtension? Idle()
    {
        for (var look = 0; look < 10; look++)
        {
            var phone = Chance.Of(_floor.Extensions);
            if (phone is { State: DemoState.Idle, Channels.Count: 0 }) return phone;
        }

        return null;
    }
}
