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
    private readonly Dictionary<string, TrackedChannel> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<TrackedChannel>> _members = new(StringComparer.Ordinal);

    public CallGraph(CallTracker tracker)
    {
        foreach (var channel in tracker.Channels)
        {
            if (channel.IsLocal) _byName[channel.Snapshot.Name] = channel;
            if (channel.BridgeId is not { } bridge) continue;
            if (!_members.TryGetValue(bridge, out var list)) _members.Add(bridge, list = []);
            list.Add(channel);
        }

        foreach (var first in _members.Keys)
        {
            if (_rooms.ContainsKey(first)) continue;
            var room = new Room();
            foreach (var bridge in Walk(first, except: null, room.Phones))
            {
                _rooms.Add(bridge, room);
                room.Add(tracker.KindOf(bridge));
            }
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

    /// <summary>The phones whose sound comes to a channel from its bridge: of half of a Local channel, not those behind its other half.</summary>
    public IEnumerable<TrackedChannel> Beside(TrackedChannel channel)
    {
        var phones = new List<TrackedChannel>();
        if (channel.BridgeId is { } bridge && RoomOf(channel).IsForTalk) Walk(bridge, channel, phones);
        return phones;
    }

    /// <summary>Follows the sound from a bridge on.</summary>
    /// <param name="first">The bridge.</param>
    /// <param name="except">A channel that leads nowhere; null for none.</param>
    /// <param name="phones">Gets the channels that are no Local channels.</param>
    /// <returns>The bridges that it runs through.</returns>
    private HashSet<string> Walk(string first, TrackedChannel? except, List<TrackedChannel> phones)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([first]);
        while (open.TryPop(out var bridge))
        {
            if (!found.Add(bridge)) continue;
            foreach (var channel in _members[bridge])
            {
                if (channel == except) continue;
                if (!channel.IsLocal)
                    phones.Add(channel);
                else if (channel.OtherHalf() is { } other && _byName.TryGetValue(other, out var half) && half.BridgeId is { } next)
                    open.Push(next);
            }
        }

        return found;
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
