using AmiBlazor.Ami;

namespace AmiBlazor.Calls;

/// <summary>
/// Which phones ring for whom, at one moment. They have the Linkedid of who calls them; but when a call is passed on to a phone that rings already, the phone
/// keeps that of the one who has passed it on and is gone. Then each shows the number of the other, or none where there is none.
/// </summary>
internal sealed class CallRinging
{
    private readonly Dictionary<string, List<TrackedChannel>> _phones = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<TrackedChannel>> _callers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TrackedChannel> _callerOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TrackedChannel> _phoneOf = new(StringComparer.Ordinal);

    public CallRinging(CallTracker tracker)
    {
        foreach (var channel in tracker.Channels)
        {
            if (channel.IsLocal) continue;
            var side = channel.Snapshot.State is ChannelStates.Down or ChannelStates.Ringing ? _phones : _callers;
            if (!side.TryGetValue(channel.Snapshot.LinkedId, out var list)) side.Add(channel.Snapshot.LinkedId, list = []);
            list.Add(channel);
        }

        MatchTransferred();
    }

    /// <summary>Those whose Linkedids do not tell that one calls the other.</summary>
    public IEnumerable<(TrackedChannel Caller, TrackedChannel Phone)> Transferred =>
        _phoneOf.Select(pair => (_callerOf[pair.Value.Id], pair.Value));

    /// <summary>The phones that ring for a channel, or for those that it belongs to.</summary>
    public IReadOnlyList<TrackedChannel> PhonesOf(TrackedChannel caller) =>
        _phones.TryGetValue(caller.Snapshot.LinkedId, out var phones) ? phones
        : _phoneOf.TryGetValue(caller.Id, out var phone) ? [phone]
        : [];

    /// <summary>Whom a channel sees, if that is one that it belongs to; else null.</summary>
    public TrackedChannel? SeenBy(TrackedChannel channel)
    {
        if (_callerOf.TryGetValue(channel.Id, out var caller)) return caller;
        return _callers.GetValueOrDefault(channel.Snapshot.LinkedId)?
            .Find(other => other != channel && string.Equals(other.Snapshot.Number, channel.Snapshot.ConnectedNumber, StringComparison.Ordinal));
    }

    private void MatchTransferred()
    {
        var left = new Dictionary<(string, string), TrackedChannel>();
        foreach (var (linked, phones) in _phones)
        {
            if (_callers.ContainsKey(linked)) continue;
            foreach (var phone in phones)
            {
                if (phone.Snapshot.Number.Length > 0) left[(phone.Snapshot.Number, phone.Snapshot.ConnectedNumber)] = phone;
            }
        }

        if (left.Count == 0) return;
        foreach (var caller in _callers.Where(group => !_phones.ContainsKey(group.Key)).SelectMany(group => group.Value))
        {
            if (caller.BridgeId is not null || !left.Remove((caller.Snapshot.ConnectedNumber, caller.Snapshot.Number), out var phone)) continue;
            _phoneOf.Add(caller.Id, phone);
            _callerOf.Add(phone.Id, caller);
        }
    }
}
