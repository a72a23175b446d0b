using System.Globalization;
using AmiBlazor.Ami;

namespace AmiBlazor.Demo;

/// <summary>
/// The channels and bridges behind the calls of the demo PBX: each step that a channel can take, with its event. What becomes of the others is the business
/// of <see cref="DemoExchange"/>. To be used under the floor's lock.
/// </summary>
internal sealed class DemoSwitch(DemoFloor floor)
{
    private readonly Dictionary<string, DemoChannel> _channels = new(StringComparer.Ordinal);
    private readonly HashSet<DemoBridge> _bridges = [];
    private int _made;

    /// <summary>The PBX's clock when its virtual clock was at zero, in seconds since 1970.</summary>
    public long Epoch { get; set; }

    /// <summary>The virtual clock.</summary>
    public TimeSpan Now { get; set; }

    /// <summary>Is told of each event, in their order; makes the bytes only if somebody wants them. Null if nobody listens.</summary>
    public Action<DemoEvent>? Told { get; set; }

    public IReadOnlyCollection<DemoChannel> Channels => _channels.Values;

    public IReadOnlyCollection<DemoBridge> Bridges => _bridges;

    public DemoChannel? Named(string? name) => name is null ? null : _channels.GetValueOrDefault(name);

    public DemoChannel? WithId(string id) => _channels.Values.FirstOrDefault(channel => string.Equals(channel.Id, id, StringComparison.Ordinal));

    /// <summary>A moment of the virtual clock by the PBX's clock; 0 for none.</summary>
    public long Unix(TimeSpan? at) => at is { } moment ? Epoch + (long)moment.TotalSeconds : 0;

    /// <summary>A phone or a line calls a number.</summary>
    public DemoChannel Call(DemoParty from, string context, string exten)
    {
        var channel = Make(from, id: null, linkedId: null, isCalled: false);
        (channel.State, channel.Context, channel.Exten, channel.Dialled) = (ChannelStates.Ring, context, exten, exten);
        Tell("Newchannel", channel);
        Follow(channel);
        return channel;
    }

    /// <summary>The PBX makes a channel to a phone or a line that it will ring.</summary>
    /// <param name="to">Who is there.</param>
    /// <param name="caller">Because of whom; null when the PBX itself calls.</param>
    /// <param name="id">The identity that it is to have; null for one of its own.</param>
    public DemoChannel Place(DemoParty to, DemoChannel? caller, string? id = null)
    {
        var channel = Make(to, id, caller?.LinkedId, isCalled: true);
        (channel.Application, channel.Data) = ("AppDial", "(Outgoing Line)");
        if (caller is not null)
        {
            channel.RungBy = caller;
            caller.Rings.Add(channel);
        }

        Tell("Newchannel", channel);
        return channel;
    }

    /// <summary>A party sees another one.</summary>
    public void Show(DemoChannel channel, string number, string name)
    {
        (channel.ConnectedNumber, channel.ConnectedName) = (number, name);
        Tell("NewConnectedLine", channel);
    }

    public void Become(DemoChannel channel, int state)
    {
        channel.State = state;
        if (state == ChannelStates.Up)
        {
            channel.AnsweredAt ??= Now;
            channel.RungBy?.Rings.Remove(channel);
            channel.RungBy = null;
        }

        Tell("Newstate", channel);
        Follow(channel);
    }

    public void Enter(DemoChannel channel, DemoBridge bridge)
    {
        _bridges.Add(bridge);
        bridge.Members.Add(channel);
        channel.Bridge = bridge;
        Told?.Invoke(new DemoEvent("BridgeEnter", () => DemoChannelWire.InBridge("BridgeEnter", channel, bridge)));
        Follow(channel);
    }

    public void Leave(DemoChannel channel)
    {
        if (channel.Bridge is not { } bridge) return;
        bridge.Members.Remove(channel);
        if (bridge.Members.Count == 0) _bridges.Remove(bridge);
        (channel.Bridge, channel.IsHolding) = (null, false);
        Told?.Invoke(new DemoEvent("BridgeLeave", () => DemoChannelWire.InBridge("BridgeLeave", channel, bridge)));
        foreach (var member in bridge.Members) Follow(member);
        Follow(channel);
    }

    /// <summary>One party puts the other on hold, or no longer.</summary>
    public void Hold(DemoChannel holder, bool isHolding)
    {
        if (holder.IsHolding == isHolding) return;
        holder.IsHolding = isHolding;
        Tell(isHolding ? "Hold" : "Unhold", holder);
        if (holder.Peer is { } peer) Follow(peer);
    }

    /// <summary>Asterisk says so before each transfer, whether the party held or not.</summary>
    public void Unhold(DemoChannel holder)
    {
        holder.IsHolding = false;
        Tell("Unhold", holder);
        if (holder.Peer is { } peer) Follow(peer);
    }

    /// <summary>One listens to another, or no longer.</summary>
    public void Spy(DemoChannel spy, DemoChannel? spied)
    {
        if (spied is not null)
        {
            spied.Spies.Add(spy);
            Told?.Invoke(new DemoEvent("ChanSpyStart", () => DemoChannelWire.Pair("ChanSpyStart", ("Spyer", spy), ("Spyee", spied))));
        }
        else if (spy.Spied is { } before)
        {
            before.Spies.Remove(spy);
            Told?.Invoke(new DemoEvent("ChanSpyStop", () => DemoChannelWire.Pair("ChanSpyStop", ("Spyer", spy), ("Spyee", before))));
        }

        spy.Spied = spied;
    }

    /// <summary>A channel is over.</summary>
    public void End(DemoChannel channel, int cause)
    {
        if (channel.IsGone) return;
        Leave(channel);
        channel.RungBy?.Rings.Remove(channel);
        channel.IsGone = true;
        channel.Course = null;
        _channels.Remove(channel.Name);
        channel.Phone?.Channels.Remove(channel);
        Told?.Invoke(new DemoEvent("Hangup", () => DemoChannelWire.Ended(channel, cause)));
        Follow(channel);
    }

    public void Tell(string name, DemoChannel channel) => Told?.Invoke(new DemoEvent(name, () => DemoChannelWire.Event(name, channel)));

    private DemoChannel Make(DemoParty party, string? id, string? linkedId, bool isCalled)
    {
        var number = _made++;
        id ??= string.Create(CultureInfo.InvariantCulture, $"{Unix(Now)}.{number}");
        var name = string.Create(CultureInfo.InvariantCulture, $"{party.Device}-{number:x8}");
        var channel = new DemoChannel(id, name, party, floor.AtDevice(party.Device)) { CreatedAt = Now, IsCalled = isCalled, LinkedId = linkedId ?? id };
        if (channel.Phone is { } phone)
        {
            phone.Channels.Add(channel);
            channel.Context = phone.Context;
        }

        _channels.Add(name, channel);
        return channel;
    }

    private void Follow(DemoChannel channel)
    {
        if (channel.Phone is { } phone) floor.Follow(phone);
    }
}
