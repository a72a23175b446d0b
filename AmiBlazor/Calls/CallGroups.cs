namespace AmiBlazor.Calls;

/// <summary>
/// Which channels belong to one call: those of one Linkedid, which Asterisk gives to what belongs together while it rings, and those that hear each other,
/// which may have several (a conference, or an attended transfer in its middle); so may a phone and who calls it after a transfer.
/// </summary>
internal static class CallGroups
{
    /// <summary>The calls, each by the oldest Linkedid in it.</summary>
    public static IEnumerable<(string Id, List<TrackedChannel> Channels)> Of(CallTracker tracker, CallGraph graph, CallRinging ringing)
    {
        var parents = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var channel in tracker.Channels)
        {
            parents.TryAdd(channel.Snapshot.LinkedId, channel.Snapshot.LinkedId);
            var room = graph.RoomOf(channel);
            if (room is { IsForTalk: true, Phones: [var first, ..] }) Join(parents, channel.Snapshot.LinkedId, first.Snapshot.LinkedId);
        }

        foreach (var (caller, phone) in ringing.Transferred) Join(parents, caller.Snapshot.LinkedId, phone.Snapshot.LinkedId);
        var groups = new Dictionary<string, List<TrackedChannel>>(StringComparer.Ordinal);
        foreach (var channel in tracker.Channels)
        {
            var root = Root(parents, channel.Snapshot.LinkedId);
            if (!groups.TryGetValue(root, out var group)) groups.Add(root, group = []);
            group.Add(channel);
        }

        return groups.Select(group => (group.Key, group.Value));
    }

    /// <summary>They count up: seconds since 1970, and a number. Of such, the shorter one is the older.</summary>
    public static bool IsOlder(string one, string other) =>
        one.Length != other.Length ? one.Length < other.Length : string.CompareOrdinal(one, other) < 0;

    /// <summary>The oldest of those that were joined.</summary>
    private static string Root(Dictionary<string, string> parents, string id)
    {
        while (!string.Equals(parents[id], id, StringComparison.Ordinal))
        {
            parents[id] = parents[parents[id]];
            id = parents[id];
        }

        return id;
    }

    private static void Join(Dictionary<string, string> parents, string one, string other)
    {
        parents.TryAdd(other, other);
        var (first, second) = (Root(parents, one), Root(parents, other));
        if (string.Equals(first, second, StringComparison.Ordinal)) return;
        if (IsOlder(second, first)) (first, second) = (second, first);
        parents[second] = first;
    }
}
