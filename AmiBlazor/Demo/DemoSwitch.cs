using System.Globalization;
using AmiBlazor.Ami;

namespace AmiBlazor.Demo;

/// <summary>
/// The channels and bridges behind the calls of the demo PBX. The simulation changes them on its own thread; sessions read them for their lists.
/// </summary>
internal sealed class DemoSwitch
{
    private const int NormalClearing = 16;

    // Guards all channels.
    private readonly Lock _lock = new();
    private readonly Dictionary<string, DemoChannel> _channels = new(StringComparer.Ordinal);
    private int _made;

    /// <summary>The PBX's clock when its virtual clock was at zero, in seconds since 1970.</summary>
    public long Epoch { get; set; }

    /// <summary>The virtual clock.</summary>
    public TimeSpan Now { get; set; }

    /// <summary>Is told of each event, in their order; makes the bytes only if somebody wants them. Null if nobody listens.</summary>
    public Action<Func<byte[]>>? Told { get; set; }

    public IReadOnlyList<DemoChannel> Channels(string? name)
    {
        lock (_lock) return [.. _channels.Values.Where(channel => name is null || string.Equals(channel.Name, name, StringComparison.Ordinal))];
    }

    public IReadOnlyList<string> Bridges()
    {
        lock (_lock) return [.. _channels.Values.Select(channel => channel.BridgeId).OfType<string>().Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Writes a list while nothing changes.</summary>
    public void Read(Action write)
    {
        lock (_lock) write();
    }

    /// <summary>A phone or a line calls, and another one rings.</summary>
    public (DemoChannel Caller, DemoChannel Called) Dial(DemoParty from, DemoParty to)
    {
        var caller = Make(from, linkedId: null);
        var called = Make(to, caller.LinkedId);
        lock (_lock)
        {
            (caller.State, caller.Exten) = (ChannelStates.Ring, to.Number);
            called.IsCalled = true;
        }

        Tell("Newchannel", caller);
        Tell("Newchannel", called);
        lock (_lock) (caller.Other, called.Other) = (called, caller);
        Tell("NewConnectedLine", caller);
        Tell("NewConnectedLine", called);
        Become(called, ChannelStates.Ringing);
        return (caller, called);
    }

    /// <summary>The one that rings is picked up, and both hear each other.</summary>
    public void Answer(DemoChannel caller, DemoChannel called)
    {
        var bridge = Guid.NewGuid().ToString("D");
        Become(called, ChannelStates.Up);
        Become(caller, ChannelStates.Up);
        foreach (var channel in new[] { called, caller })
        {
            lock (_lock) (channel.BridgeId, channel.AnsweredAt) = (bridge, Now);
            Tell("BridgeEnter", channel, bridge);
        }
    }

    /// <summary>One party puts the other on hold, or no longer.</summary>
    public void Hold(DemoChannel holder, bool isHolding)
    {
        lock (_lock) holder.IsHolding = isHolding;
        Tell(isHolding ? "Hold" : "Unhold", holder);
    }

    /// <summary>A call is over.</summary>
    public void HangUp(params ReadOnlySpan<DemoChannel> channels)
    {
        foreach (var channel in channels)
        {
            if (channel.BridgeId is not { } bridge) continue;
            lock (_lock) (channel.BridgeId, channel.IsHolding) = (null, false);
            Tell("BridgeLeave", channel, bridge);
        }

        foreach (var channel in channels)
        {
            lock (_lock) _channels.Remove(channel.Id);
            Told?.Invoke(() => DemoChannelWire.Event("Hangup", channel, cause: NormalClearing));
        }
    }

    private DemoChannel Make(DemoParty party, string? linkedId)
    {
        var number = _made++;
        var id = string.Create(CultureInfo.InvariantCulture, $"{Epoch + (long)Now.TotalSeconds}.{number}");
        var channel = new DemoChannel(id, linkedId ?? id, string.Create(CultureInfo.InvariantCulture, $"{party.Device}-{number:x8}"), party.Number, party.Name)
        {
            CreatedAt = Now,
        };
        lock (_lock) _channels.Add(id, channel);
        return channel;
    }

    private void Become(DemoChannel channel, int state)
    {
        lock (_lock) channel.State = state;
        Tell("Newstate", channel);
    }

    private void Tell(string name, DemoChannel channel, string? bridge = null) => Told?.Invoke(() => DemoChannelWire.Event(name, channel, bridge));
}

/// <summary>Who is at a channel: a phone of the floor, or somebody outside.</summary>
internal sealed record DemoParty(string Device, string Number, string Name);
