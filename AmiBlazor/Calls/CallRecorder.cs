using AmiBlazor.Ami;

namespace AmiBlazor.Calls;

/// <summary>
/// Collects the legs of calls for the history, from every event, so that a call which begins and ends between two looks is recorded as well. Legs belong to
/// one call when Asterisk has ever given them one Linkedid, or when they have ever heard each other. A call is finished when its last channel has ended. One
/// thread at a time.
/// </summary>
internal sealed class CallRecorder(string server, PhoneIndex phones)
{
    /// <summary>The most legs that are kept: what would be more is not recorded.</summary>
    public const int MostLegs = 2 * CallTracker.MostChannels;

    private readonly Dictionary<string, RecordedLeg> _legs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _parents = new(StringComparer.Ordinal);

    // The legs that nobody follows until the next list.
    private readonly HashSet<string> _unfollowed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<long>> _rows = new(StringComparer.Ordinal);

    /// <summary>The number that this program has dialled for a channel, which is told once; null where it has not placed the call.</summary>
    public Func<string, string?> NumberPlaced { get; init; } = static _ => null;

    /// <summary>Takes over a call that was under way when the program ended.</summary>
    public void Resume(RecordedCall call)
    {
        foreach (var leg in call.Legs)
        {
            leg.LinkedId = call.Id;
            if (_legs.TryAdd(leg.ChannelId, leg) && leg.EndedAt is null) _unfollowed.Add(leg.ChannelId);
        }

        _rows[call.Id] = [.. call.Rows];
    }

    /// <summary>A connection begins: until its first list, nobody has followed what there was before.</summary>
    public void Begin()
    {
        foreach (var leg in _legs.Values)
        {
            if (leg.EndedAt is null) _unfollowed.Add(leg.ChannelId);
        }
    }

    /// <summary>A channel has changed.</summary>
    /// <param name="channel">The channel after it.</param>
    /// <param name="isNew">Whether its beginning was seen.</param>
    public void Seen(TrackedChannel channel, bool isNew)
    {
        if (!channel.HasPhone) return;
        if (!_legs.TryGetValue(channel.Id, out var leg))
        {
            if (_legs.Count == MostLegs) return;
            var placed = NumberPlaced(channel.Id);
            leg = new RecordedLeg { ChannelId = channel.Id, IsStartKnown = isNew, IsPlaced = placed is not null, Dialled = placed ?? "" };
            _legs.Add(channel.Id, leg);
            if (!isNew) leg.TakeAfterGap(channel);
        }
        else if (isNew)
        {
            // A list was ahead of the event.
            (leg.IsStartKnown, leg.HasGap, leg.MayHaveTalked) = (true, false, false);
        }

        if (leg.LinkedId.Length > 0) Join(leg.LinkedId, channel.Snapshot.LinkedId);
        leg.Take(channel, phones);
    }

    /// <summary>A channel has ended.</summary>
    public void Ended(TrackedChannel channel, int cause, DateTimeOffset at)
    {
        Seen(channel, isNew: false);
        Ended(channel.Id, cause, at);
    }

    /// <summary>A channel has ended of which nothing else is known on this connection.</summary>
    public void Ended(string channelId, int cause, DateTimeOffset at)
    {
        if (!_legs.TryGetValue(channelId, out var leg)) return;
        if (_unfollowed.Remove(channelId)) leg.TakeAfterGap(null);
        leg.EndedAt ??= at;
        leg.Cause ??= cause;
    }

    /// <summary>Whether a leg is not known to be connected: then it must be looked at before it leaves a bridge.</summary>
    public bool IsUnconnected(string channelId) => _legs.TryGetValue(channelId, out var leg) && leg.ConnectedAt is null;

    /// <summary>Two channels hear each other.</summary>
    public void Connected(TrackedChannel one, TrackedChannel other, DateTimeOffset at)
    {
        Join(one.Snapshot.LinkedId, other.Snapshot.LinkedId);
        Connect(one.Id, at, isSeen: true);
        Connect(other.Id, at, isSeen: true);
    }

    /// <summary>Looks who hears whom: those that do are connected, and of one call.</summary>
    /// <param name="tracker">The channels.</param>
    /// <param name="graph">Who hears whom.</param>
    /// <param name="at">This moment.</param>
    /// <param name="isSeen">Whether every event was heard that has led to it; false after a list.</param>
    public void Look(CallTracker tracker, CallGraph graph, DateTimeOffset at, bool isSeen = true)
    {
        foreach (var channel in tracker.Channels)
        {
            if (!channel.HasPhone || graph.RoomOf(channel) is not { IsForTalk: true, Phones: [var first, _, ..] }) continue;
            Join(first.Snapshot.LinkedId, channel.Snapshot.LinkedId);
            Connect(channel.Id, at, isSeen);
        }
    }

    /// <summary>A list is loaded: what it does not hold has ended, nobody knows when; who talks by then, nobody knows since when.</summary>
    public void Listed(CallTracker tracker, DateTimeOffset at)
    {
        foreach (var channel in tracker.Channels) Seen(channel, isNew: false);
        foreach (var leg in _legs.Values)
        {
            if (leg.EndedAt is not null) continue;
            var channel = tracker.Find(leg.ChannelId);
            if (_unfollowed.Contains(leg.ChannelId)) leg.TakeAfterGap(channel);
            if (channel is null) leg.EndedAt = at;
        }

        _unfollowed.Clear();
        Look(tracker, new CallGraph(tracker), at, isSeen: false);
    }

    /// <summary>The calls that have ended; they are forgotten.</summary>
    /// <param name="tracker">The channels.</param>
    /// <param name="graph">Who hears whom.</param>
    /// <param name="at">This moment.</param>
    public IReadOnlyList<RecordedCall> TakeFinished(CallTracker tracker, CallGraph graph, DateTimeOffset at)
    {
        Look(tracker, graph, at);
        if (!_legs.Values.Any(leg => leg.EndedAt is not null)) return [];

        // A Local channel without a phone may still lead to the next one: the call lasts.
        var alive = tracker.Channels.Select(channel => Root(channel.Snapshot.LinkedId)).ToHashSet(StringComparer.Ordinal);
        var finished = Calls().Where(call => !alive.Contains(call.Id)).ToList();
        foreach (var leg in finished.SelectMany(call => call.Legs)) _legs.Remove(leg.ChannelId);
        foreach (var call in finished) _rows.Remove(call.Id);
        ForgetParents();
        return finished;
    }

    /// <summary>All calls that have not been taken.</summary>
    public IEnumerable<RecordedCall> Calls() => _legs.Values
        .GroupBy(leg => Root(leg.LinkedId), StringComparer.Ordinal)
        .Select(group => new RecordedCall(server, group.Key, [.. group.OrderBy(leg => leg.StartedAt).ThenBy(leg => leg.ChannelId.Length).ThenBy(leg => leg.ChannelId, StringComparer.Ordinal)])
        {
            Rows = _rows.GetValueOrDefault(group.Key, []),
        });

    /// <summary>Of calls that are over, nothing is kept.</summary>
    private void ForgetParents()
    {
        if (_parents.Count <= 2 * _legs.Count + 1000) return;
        var used = _legs.Values.Select(leg => Root(leg.LinkedId)).ToHashSet(StringComparer.Ordinal);
        foreach (var id in _parents.Keys.Where(id => !used.Contains(Root(id))).ToList()) _parents.Remove(id);
    }

    private void Connect(string channelId, DateTimeOffset at, bool isSeen)
    {
        if (_legs.TryGetValue(channelId, out var leg) && leg.ConnectedAt is null) (leg.ConnectedAt, leg.IsConnectionSeen) = (at, isSeen);
    }

    private string Root(string id)
    {
        while (_parents.TryGetValue(id, out var parent)) id = parent;
        return id;
    }

    private void Join(string one, string other)
    {
        var (first, second) = (Root(one), Root(other));
        if (string.Equals(first, second, StringComparison.Ordinal)) return;
        if (CallGroups.IsOlder(second, first)) (first, second) = (second, first);
        _parents[second] = first;
        if (_rows.Remove(second, out var rows)) _rows[first] = [.. _rows.GetValueOrDefault(first, []), .. rows];
    }
}
