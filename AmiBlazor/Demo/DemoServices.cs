using AmiBlazor.Ami;

namespace AmiBlazor.Demo;

/// <summary>The courses of calls that the PBX itself answers: queues, parking and conference rooms.</summary>
internal sealed class DemoServices(DemoExchange exchange)
{
    private const double ShareAnswered = 0.9;
    private const double MeanTalk = 75;
    private const double MeanMeeting = 200;

    /// <summary>How long callers are ready to wait: most for long, some only shortly.</summary>
    private const double MeanPatience = 240;

    private readonly Dictionary<string, DemoBridge> _rooms = new(StringComparer.Ordinal);

    private DemoChance Chance => exchange.Chance;

    private DemoSwitch Switch => exchange.Switch;

    /// <summary>A caller waits in a queue until an agent takes the call, or the caller or the queue gives up.</summary>
    public IEnumerable<TimeSpan> Wait(DemoChannel caller, DemoQueue queue)
    {
        var course = caller.Course;
        Answer(caller);
        var call = exchange.Queues.Join(queue, caller);
        bool Waits() => caller.Course == course && call.IsWaiting;
        exchange.Courses.Begin(LosePatience(call, course));
        while (Waits())
        {
            if (Switch.Now - call.JoinedAt >= DemoQueue.LongestWait)
            {
                exchange.Queues.Abandon(call);
                exchange.HangUp(caller, isByParty: false);
                yield break;
            }

            var free = queue.FreeFor(call, Switch.Now);
            if (free.Count == 0)
            {
                yield return TimeSpan.FromSeconds(1);
                continue;
            }

            foreach (var agent in free) exchange.Queues.Ring(call, agent, exchange.Floor.PartyOf(agent.Phone!));
            var isAnswered = Chance.Is(ShareAnswered);
            yield return isAnswered ? Chance.Between(3, 11) : DemoQueue.RingTime;
            if (!Waits()) yield break;
            if (isAnswered && call.Ringing.Count > 0)
            {
                var agent = Chance.Of(call.Ringing).Channel;
                exchange.Queues.Connect(call, agent);
                foreach (var wait in exchange.Talks.Talk(caller, agent, MeanTalk)) yield return wait;
                yield break;
            }

            foreach (var (_, channel, _) in call.Ringing.ToList()) exchange.Queues.Miss(call, channel);
            yield return TimeSpan.FromSeconds(1);
        }
    }

    /// <summary>Somebody comes into a conference room, and stays a while.</summary>
    public IEnumerable<TimeSpan> Meet(DemoChannel channel, string room)
    {
        var course = channel.Course;
        Answer(channel);
        if (!_rooms.TryGetValue(room, out var bridge) || bridge.Members.Count == 0) _rooms[room] = bridge = new DemoBridge(DemoBridgeKind.Room, room);
        (channel.Application, channel.Data) = ("ConfBridge", room);
        Switch.Enter(channel, bridge);
        yield return Chance.About(MeanMeeting);
        if (channel.Course == course) exchange.HangUp(channel);
    }

    /// <summary>A call is parked: somebody fetches it after a while, or it rings again where it came from.</summary>
    /// <param name="channel">Who is parked.</param>
    /// <param name="parker">The device that it came from.</param>
    /// <param name="isAutomatic">Whether one of the simulated people may fetch it.</param>
    public IEnumerable<TimeSpan> Park(DemoChannel channel, string parker, bool isAutomatic = true)
    {
        var course = channel.Course;
        if (channel.State != ChannelStates.Up) Answer(channel);
        if (exchange.Parking.Park(channel, parker) is not { } parked)
        {
            exchange.HangUp(channel, isByParty: false);
            yield break;
        }

        bool Waits() => channel.Course == course && channel.Parked == parked;
        var left = DemoParking.Timeout;
        if (isAutomatic && Chance.Is(0.8))
        {
            var wait = Chance.Between(8, 40);
            yield return wait;
            if (!Waits()) yield break;
            left -= wait;
            if (Chance.Is(0.1))
                exchange.HangUp(channel);
            else if (exchange.Talks.FreePhone() is { } fetching)
                exchange.Call(fetching, parked.Space.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        yield return left;
        if (!Waits()) yield break;
        exchange.Parking.TimeOut(parked);
        exchange.Run(channel, DemoDialplan.ParkDialContext, parker.Replace('/', '_'));
    }

    /// <summary>Somebody takes a call out of its parking space.</summary>
    public IEnumerable<TimeSpan> Fetch(DemoChannel channel, int space)
    {
        Answer(channel);
        if (exchange.Parking.At(space) is not { } parked)
        {
            exchange.HangUp(channel, isByParty: false);
            yield break;
        }

        parked.Channel.Course = channel.Course;
        exchange.Parking.Fetch(parked, channel);
        (channel.Application, channel.Data) = ("ParkedCall", $"default,{space}");
        foreach (var wait in exchange.Talks.Talk(channel, parked.Channel, MeanTalk / 2)) yield return wait;
    }

    private void Answer(DemoChannel channel)
    {
        if (channel.State != ChannelStates.Up) Switch.Become(channel, ChannelStates.Up);
    }

    private IEnumerable<TimeSpan> LosePatience(DemoQueueCall call, object? course)
    {
        yield return Chance.About(MeanPatience) + TimeSpan.FromSeconds(5);
        if (call.Caller.Course == course && call.IsWaiting) exchange.HangUp(call.Caller);
    }
}
