using System.Text;
using AmiBlazor.Ami;

namespace AmiBlazor.Demo;

/// <summary>One hint of the demo PBX and the phone behind it.</summary>
internal sealed class DemoExtension(string context, string exten, string device)
{
    private volatile DemoState _state;

    public string Context { get; } = context;

    public string Exten { get; } = exten;

    public string Device { get; } = device;

    /// <summary>Written under the floor's lock only, read by every session.</summary>
    public DemoState State
    {
        get => _state;
        set => _state = value;
    }

    /// <summary>What it is while it is in no call: unplugged (<see cref="DemoState.Unavailable"/>), not to be disturbed, or idle.</summary>
    public DemoState Away { get; set; }

    /// <summary>The channels at the phone.</summary>
    public List<DemoChannel> Channels { get; } = [];

    /// <summary>The constant headers of a row, encoded for the wire.</summary>
    public byte[] Headers { get; } = Encoding.Latin1.GetBytes($"Exten: {exten}\r\nContext: {context}\r\nHint: {device}\r\n");

    /// <summary>What its channels make of it.</summary>
    public DemoState StateOfChannels()
    {
        var (used, held, ringing) = (0, 0, 0);
        foreach (var channel in Channels)
        {
            if (channel.State == ChannelStates.Ringing) ringing++;
            if (channel.State is not (ChannelStates.Ring or ChannelStates.Up)) continue;
            used++;
            if (channel.IsHeld) held++;
        }

        return (used, ringing) switch
        {
            (0, 0) => Away,
            (0, _) => DemoState.Ringing,
            (_, 0) => held == used ? DemoState.OnHold : DemoState.InUse,
            _ => DemoState.RingingInUse,
        };
    }
}
