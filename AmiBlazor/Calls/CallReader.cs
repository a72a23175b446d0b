using AmiBlazor.Ami;
using AmiBlazor.Board;

namespace AmiBlazor.Calls;

/// <summary>Derives from the channels of one PBX, at one moment, what a person wants to know: who talks to whom, who rings, who waits.</summary>
internal sealed class CallReader
{
    private readonly string _server;
    private readonly CallTracker _tracker;
    private readonly PhoneIndex _phones;
    private readonly CallSnapshot _before;
    private readonly DateTimeOffset _at;
    private readonly bool _isAfterList;
    private readonly CallGraph _graph;
    private readonly CallRinging _ringing;

    private CallReader(string server, CallTracker tracker, PhoneIndex phones, CallSnapshot before, DateTimeOffset at, bool isAfterList)
    {
        _server = server;
        _tracker = tracker;
        _phones = phones;
        _before = before;
        _at = at;
        _isAfterList = isAfterList;
        _graph = new CallGraph(tracker);
        _ringing = new CallRinging(tracker);
    }

    /// <summary>Reads all calls.</summary>
    /// <param name="server">The PBX.</param>
    /// <param name="tracker">Its channels.</param>
    /// <param name="phones">Its extensions.</param>
    /// <param name="before">The moment before, from which it is known since when something is so.</param>
    /// <param name="at">This moment; UTC.</param>
    /// <param name="isAfterList">Whether a list was just loaded: then what is new may have been so for longer.</param>
    public static CallSnapshot Read(string server, CallTracker tracker, PhoneIndex phones, CallSnapshot before, DateTimeOffset at, bool isAfterList) =>
        new CallReader(server, tracker, phones, before, at, isAfterList).Read();

    private CallSnapshot Read()
    {
        var calls = new List<Call>();
        var groups = CallGroups.Of(_tracker, _graph, _ringing).Where(group => group.Channels.Exists(channel => channel.HasPhone)).ToList();
        var ids = groups.Select(group => group.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var (oldest, channels) in groups)
        {
            var phones = channels.Where(channel => channel.HasPhone).ToList();
            phones.Sort(static (one, other) => (other.IsCaller, one.CreatedAt, one.Id).CompareTo((one.IsCaller, other.CreatedAt, other.Id)));
            var before = Before(oldest, phones, ids);
            var startedAt = channels.Min(channel => channel.CreatedAt);
            var call = new Call(_server, before?.Id ?? oldest, before?.StartedAt < startedAt ? before.StartedAt : startedAt, [.. phones.Select(Party)]);
            calls.Add(before is not null && before.Equals(call) ? before : call);
        }

        calls.Sort(static (one, other) => (one.StartedAt, one.Id).CompareTo((other.StartedAt, other.Id)));
        return new CallSnapshot(_server, calls);
    }

    /// <summary>
    /// The call whose identity a call goes on with: the oldest of those that its parties were in, though who gave it its Linkedid may have left. Null for a
    /// new one.
    /// </summary>
    /// <param name="oldest">The oldest Linkedid of its channels.</param>
    /// <param name="phones">Its parties.</param>
    /// <param name="taken">The identities that other calls have; gets this one.</param>
    private Call? Before(string oldest, List<TrackedChannel> phones, HashSet<string> taken)
    {
        Call? kept = null;
        foreach (var phone in phones)
        {
            if (_before.CallAt(phone.Id) is not { } before || before == kept) continue;
            var isFree = string.Equals(before.Id, oldest, StringComparison.Ordinal) || (CallGroups.IsOlder(before.Id, oldest) && !taken.Contains(before.Id));
            if (isFree && (kept is null || CallGroups.IsOlder(before.Id, kept.Id))) kept = before;
        }

        if (kept is not null) taken.Add(kept.Id);
        return kept;
    }

    private CallParty Party(TrackedChannel channel)
    {
        var (state, peers) = StateOf(channel);
        var device = TrackedChannel.DeviceOf(channel.Snapshot.Name);
        var party = new CallParty
        {
            ChannelId = channel.Id,
            Device = device,
            Extensions = _phones.Of(device),
            Number = channel.Snapshot.Number,
            Name = channel.Snapshot.PartyName,
            IsCaller = channel.IsCaller,
            Dialled = channel.Dialled,
            State = state,
            StartedAt = channel.CreatedAt,
            AnsweredAt = channel.AnsweredAt,
            Peers = peers,
            Queue = channel.Queue ?? channel.ThroughQueue,
            ParkingSpace = channel.Parked?.Space,
            ParkingLot = channel.Parked?.Lot,
            ChannelName = channel.Snapshot.Name,
            ListensTo = channel.Spied,
        };
        var before = _before.PartyAt(channel.Id);
        party = WithTimes(party, before, channel);
        return before is not null && before.Equals(party) ? before : party;
    }

    private CallParty WithTimes(CallParty party, CallParty? before, TrackedChannel channel)
    {
        var isConnected = party.State.IsConnected();
        var isSamePeers = before is { ConnectedAt: not null } && before.HasSamePeers(party);
        var isUnseen = before is null && _isAfterList;
        DateTimeOffset? connectedAt = !isConnected ? null : isSamePeers ? before!.ConnectedAt : isUnseen ? AnsweredWith(channel) ?? _at : _at;
        if (before is not null && before.IsSameTalk(party)) return party with { Since = before.Since, IsAtLeast = before.IsAtLeast, ConnectedAt = connectedAt };
        return party.State switch
        {
            PartyState.Talking => party with
            {
                Since = connectedAt ?? _at,
                ConnectedAt = connectedAt,
                IsAtLeast = isSamePeers ? before!.IsAtLeast && before.State == PartyState.Talking : isUnseen && AnsweredWith(channel) is null,
            },
            PartyState.InQueue => party with { Since = channel.QueuedAt ?? _at },
            PartyState.Starting or PartyState.Calling or PartyState.Ringing when isUnseen => party with { Since = channel.CreatedAt },
            _ => party with { Since = _at, ConnectedAt = connectedAt, IsAtLeast = isUnseen },
        };
    }

    /// <summary>When the later of the parties was answered; null when it is not known of one of them.</summary>
    private DateTimeOffset? AnsweredWith(TrackedChannel channel)
    {
        var latest = channel.AnsweredAt;
        foreach (var peer in _graph.PeersOf(channel))
        {
            if (latest is null || peer.AnsweredAt is not { } answered) return null;
            if (answered > latest) latest = answered;
        }

        return latest;
    }

    /// <summary>The state of a channel: the first that fits.</summary>
    private (PartyState State, IReadOnlyList<CallPeer> Peers) StateOf(TrackedChannel channel)
    {
        var room = _graph.RoomOf(channel);
        if (channel.Spied is { } spied) return (PartyState.Listening, Spied(spied));
        if (channel.Parked is not null || room.IsParking) return (PartyState.Parked, []);
        var others = _graph.PeersOf(channel).ToList();
        if (others.Count > 0)
        {
            var peers = others.Select(Peer).OrderBy(peer => peer.Number, StringComparer.Ordinal).ThenBy(peer => peer.ChannelId, StringComparer.Ordinal)
                .ToList();
            var state = room.IsConference ? PartyState.InConference
                : channel.IsHolding ? PartyState.Holding
                : others.Exists(other => other.IsHolding) ? PartyState.OnHold
                : PartyState.Talking;
            return (state, peers);
        }

        if (channel.Queue is not null) return (PartyState.InQueue, []);
        if (room.IsConference) return (PartyState.InConference, []);
        if (room.IsHolding) return (PartyState.InApplication, []);
        return StateWithoutPeers(channel);
    }

    private (PartyState State, IReadOnlyList<CallPeer> Peers) StateWithoutPeers(TrackedChannel channel)
    {
        var snapshot = channel.Snapshot;
        if (snapshot.State == ChannelStates.Ringing) return (PartyState.Ringing, SeenBy(channel));
        if (snapshot.State == ChannelStates.Down) return (PartyState.Starting, SeenBy(channel));
        var ringing = _ringing.PhonesOf(channel);

        // Each shows the other.
        var called = ringing.Where(other => other.Snapshot.Number.Length > 0
            && string.Equals(other.Snapshot.Number, snapshot.ConnectedNumber, StringComparison.Ordinal)
            && string.Equals(other.Snapshot.ConnectedNumber, snapshot.Number, StringComparison.Ordinal)).ToList();
        if (called.Count > 0) return (PartyState.Calling, [Peer(called[0])]);

        // Alone in a bridge: the other one has gone to ask somebody.
        if (channel.BridgeId is not null) return (PartyState.OnHold, SeenBy(channel));

        // Several phones ring, or by way of a queue or a group.
        if (ringing.Count > 0) return (PartyState.Calling, [.. ringing.Where(other => other.HasPhone).Select(Peer)]);
        return snapshot.State == ChannelStates.Ring ? (PartyState.Calling, SeenBy(channel)) : (PartyState.InApplication, []);
    }

    /// <summary>Who is listened to: the phone of a device that talks.</summary>
    private IReadOnlyList<CallPeer> Spied(string device)
    {
        var heard = _tracker.Channels.Where(other => other.HasPhone && other.BridgeId is not null
            && string.Equals(TrackedChannel.DeviceOf(other.Snapshot.Name), device, StringComparison.OrdinalIgnoreCase)).MinBy(other => other.CreatedAt);
        if (heard is not null) return [Peer(heard)];
        return _phones.Of(device) is { Count: > 0 } extensions ? [new CallPeer(null, extensions[0].Exten, "", extensions)] : [];
    }

    private CallPeer Peer(TrackedChannel other) => new(
        other.Id, other.Snapshot.Number, other.Snapshot.PartyName, _phones.Of(TrackedChannel.DeviceOf(other.Snapshot.Name)));

    /// <summary>Whom a party sees, of whom a channel may not be known.</summary>
    private IReadOnlyList<CallPeer> SeenBy(TrackedChannel channel)
    {
        var snapshot = channel.Snapshot;
        if (snapshot.ConnectedNumber.Length == 0 && snapshot.ConnectedName.Length == 0) return [];
        var other = _ringing.SeenBy(channel);
        IReadOnlyList<ExtensionKey> extensions = other is null ? [] : _phones.Of(TrackedChannel.DeviceOf(other.Snapshot.Name));
        return [new CallPeer(other?.Id, snapshot.ConnectedNumber, snapshot.ConnectedName, extensions)];
    }
}
