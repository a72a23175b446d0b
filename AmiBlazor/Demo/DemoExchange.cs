using AmiBlazor.Ami;

namespace AmiBlazor.Demo;

/// <summary>
/// The demo PBX without its wire: what channels do to each other, whoever causes it, the simulated people or a manager account. Whatever a channel was in, it
/// leaves it whole: nobody stays behind in a queue, a parking space or a bridge. To be used under the floor's lock.
/// </summary>
internal sealed class DemoExchange
{
    public DemoExchange(DemoFloor floor, Random random)
    {
        Floor = floor;
        Chance = new DemoChance(random);
        Courses = new DemoCourses(floor);
        Queues = new DemoQueues(floor);
        Parking = new DemoParking(floor.Switch);
        Dialplan = new DemoDialplan(floor, Queues);
        Talks = new DemoTalks(this);
        Services = new DemoServices(this);
    }

    public DemoFloor Floor { get; }

    public DemoSwitch Switch => Floor.Switch;

    public DemoChance Chance { get; }

    public DemoCourses Courses { get; }

    public DemoQueues Queues { get; }

    public DemoParking Parking { get; }

    public DemoDialplan Dialplan { get; }

    public DemoTalks Talks { get; }

    public DemoServices Services { get; }

    /// <summary>Somebody calls a number.</summary>
    public DemoChannel Call(DemoParty from, string context, string exten)
    {
        var caller = Switch.Call(from, context, exten);
        Run(caller, context, exten);
        return caller;
    }

    /// <summary>A phone calls a number.</summary>
    public DemoChannel Call(DemoExtension from, string exten) => Call(Floor.PartyOf(from), from.Context, exten);

    /// <summary>A channel that is in nothing goes on with a number. A number that leads nowhere ends it.</summary>
    public void Run(DemoChannel channel, string context, string exten)
    {
        (channel.Context, channel.Exten, channel.Priority, channel.Course) = (context, exten, 1, new object());
        Courses.Begin(Dialplan.Find(context, exten) switch
        {
            DemoTarget.Phone phone => Talks.Ring(channel, phone.Extension),
            DemoTarget.Outside outside => Talks.RingOutside(channel, outside.Number),
            DemoTarget.Queue queue => Services.Wait(channel, queue.Named),
            DemoTarget.Room room => Services.Meet(channel, room.Number),
            DemoTarget.Space space => Services.Fetch(channel, space.Number),
            DemoTarget.Park => Services.Park(channel, channel.Device),
            _ => End(channel),
        });
    }

    /// <summary>A channel leaves what it is in and goes on with a number; who was with it is hung up. One that rings has nothing to go on with.</summary>
    public void Redirect(DemoChannel channel, string context, string exten)
    {
        if (channel is { IsCalled: true, State: ChannelStates.Down or ChannelStates.Ringing })
        {
            HangUp(channel);
            return;
        }

        foreach (var left in Detach(channel, "transfer")) HangUpNow(left, cause: 16);
        Run(channel, context, exten);
    }

    /// <summary>A party of a talk hands the other one on, and is out.</summary>
    /// <returns>False when it is in no talk.</returns>
    public bool Transfer(DemoChannel channel, string context, string exten)
    {
        if (channel.Peer is not { } other) return false;
        Switch.Unhold(channel);
        if (channel.QueueCall is { } call) Queues.Complete(call, "transfer");
        Switch.Leave(channel);
        HangUpNow(channel, cause: 16);
        Switch.Leave(other);
        if (exten == DemoParking.Exten)
        {
            other.Course = new object();
            Courses.Begin(Services.Park(other, channel.Device));
        }
        else
        {
            Run(other, context, exten);
        }

        return true;
    }

    /// <summary>A call is answered at one of the phones that it rings: both hear each other.</summary>
    public void Answer(DemoChannel caller, DemoChannel called)
    {
        if (called.Phone is { } phone) PutAside(phone, called);
        Switch.Become(called, ChannelStates.Up);
        called.Exten = "";
        if (caller.State != ChannelStates.Up) Switch.Become(caller, ChannelStates.Up);
        var bridge = new DemoBridge(DemoBridgeKind.Talk, "");
        Switch.Enter(called, bridge);
        Switch.Enter(caller, bridge);
    }

    /// <summary>Who answers at a phone in a call puts the other on hold.</summary>
    public void PutAside(DemoExtension phone, DemoChannel answering)
    {
        foreach (var channel in phone.Channels)
        {
            if (channel != answering && channel.Peer is not null) Switch.Hold(channel, isHolding: true);
        }
    }

    /// <summary>A channel is hung up, and with it who is left alone by that.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="isByParty">Whether its own party has hung up.</param>
    /// <param name="cause">Why.</param>
    public void HangUp(DemoChannel channel, bool isByParty = true, int cause = 16)
    {
        if (channel.IsGone) return;
        if (isByParty && channel.State == ChannelStates.Up) Switch.Tell("HangupRequest", channel);
        var gone = Detach(channel, channel.QueueCall?.Caller == channel ? "caller" : "agent").ToList();
        gone.Add(channel);

        // Who was called ends first.
        foreach (var one in gone.OrderByDescending(one => one.IsCalled)) HangUpNow(one, cause);
    }

    /// <summary>Takes a channel out of whatever it is in.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="reason">Why a talk with an agent ends by that.</param>
    /// <returns>Those who are left alone by that, and are in nothing any more.</returns>
    private List<DemoChannel> Detach(DemoChannel channel, string reason)
    {
        channel.Course = null;
        var alone = new List<DemoChannel>();
        if (channel.RungBy is { } caller)
        {
            if (caller.QueueCall is { IsWaiting: true } waiting)
            {
                Queues.Miss(waiting, channel);
            }
            else
            {
                caller.Course = null;
                alone.Add(caller);
            }

            caller.Rings.Remove(channel);
            channel.RungBy = null;
        }

        if (channel.QueueCall is { IsWaiting: true } call)
            Queues.Abandon(call);
        else if (channel.QueueCall is { } taken)
            Queues.Complete(taken, reason);
        foreach (var ringing in channel.Rings.ToList()) Switch.End(ringing, channel.State == ChannelStates.Ring ? 127 : 0);
        if (channel.Parked is { } parked) Parking.GiveUp(parked);
        if (channel.Spied is not null) Switch.Spy(channel, null);
        var peer = channel.Peer;
        Switch.Leave(channel);
        if (peer is null) return alone;
        peer.Course = null;
        Switch.Leave(peer);
        alone.Add(peer);
        return alone;
    }

    private void HangUpNow(DemoChannel channel, int cause)
    {
        foreach (var spy in channel.Spies.ToList()) HangUp(spy, isByParty: false, cause: 0);
        Switch.End(channel, cause);
        if (channel.Phone is not { } phone || phone.Channels.Exists(one => one is { State: ChannelStates.Up, IsHolding: false })) return;

        // Whoever was put aside is taken back.
        if (phone.Channels.Find(one => one.IsHolding) is { } aside) Switch.Hold(aside, isHolding: false);
    }

    private IEnumerable<TimeSpan> End(DemoChannel channel)
    {
        HangUp(channel, isByParty: false, cause: 0);
        yield break;
    }
}
