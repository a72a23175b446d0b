using AmiBlazor.Ami;

namespace AmiBlazor.Calls;

/// <summary>
/// Who hears whom, at one moment: channels in one bridge do, and a Local channel leads on from the bridge of its one half to that of its other half. Right
/// before, while and after Local channels are optimised away, calls are transferred and bridges are merged.
/// </summary>
internal sealed class CallGraph
{
    private static readonly Room Nobody = new();

    private readonly Dictionary<string, Room> _rooms = new(StringComparer.Ordinal);

    public CallGraph(CallTracker tracker)
    {
        var byName = new Dictionary<string, TrackedChannel>(StringComparer.Ordinal);
        var members = new Dictionary<string, List<TrackedChannel>>(StringComparer.Ordinal);
        foreach (var channel in tracker.Channels)
        {
            if (channel.IsLocal) byName[channel.Snapshot.Name] = channel;
            if (channel.BridgeId is not { } bridge) continue;
            if (!members.TryGetValue(bridge, out var list)) members.Add(bridge, list = []);
            list.Add(channel);
        }

        foreach (var bridge in members.Keys)
        {
            if (!_rooms.ContainsKey(bridge)) Walk(tracker, bridge, members, byName);
        }
    }

    /// <summary>The room that a channel's sound reaches; an empty one when it is in no bridge.</summary>
    public Room RoomOf(TrackedChannel channel) => channel.BridgeId is { } bridge ? _rooms.GetValueOrDefault(bridge, Nobody) : Nobody;

    /// <summary>Those that hear a channel and that it hears. Who is parked, or waits, hears nobody.</summary>
    public IEnumerable<TrackedChannel> PeersOf(TrackedChannel channel)
    {
        var room = RoomOf(channel);
        return room.IsForTalk ? room.Phones.Where(other => other != channel) : [];
    }

    private void Walk(
        CallTracker tracker, string first, Dictionary<string, List<TrackedChannel>> members, Dictionary<string, TrackedChannel> byName)
    {
        var room = new Room();
        var open = new Stack<string>([first]);
        while (open.TryPop(out var bridge))
        {
            if (!_rooms.TryAdd(bridge, room)) continue;
            room.Add(tracker.KindOf(bridge));
            foreach (var channel in members[bridge])
            {
                if (!channel.IsLocal)
                    room.Phones.Add(channel);
                else if (channel.OtherHalf() is { } other && byName.TryGetValue(other, out var half) && half.BridgeId is { } next && !_rooms.ContainsKey(next))
                    open.Push(next);
            }
        }
    }

    /// <summary>The bridges that one conversation runs through.</summary>
    internal sealed class Room
    {
        /// <summary>The channels in it that are no Local channels.</summary>
        public List<TrackedChannel> Phones { get; } = [];

        public bool IsConference { get; private set; }

        public bool IsParking { get; private set; }

        public bool IsHolding { get; private set; }

        /// <summary>Whether those in it hear each other.</summary>
        public bool IsForTalk => !IsParking && !IsHolding;

        public void Add(BridgeKind kind)
        {
            IsConference |= kind == BridgeKind.Conference;
            IsParking |= kind == BridgeKind.Parking;
            IsHolding |= kind == BridgeKind.Holding;
        }
    }
}
