using AmiBlazor.Ami;

namespace AmiBlazor.Calls;

/// <summary>
/// The channels and bridges of one PBX, from its events and its lists. Holds no state of a call: what a person wants to know is derived from the channels when
/// it is asked for (<see cref="CallReader"/>). One thread at a time.
/// </summary>
/// <remarks>
/// Only <c>Newchannel</c> and a list make a channel, only <c>Hangup</c> and the next list end it; whatever else comes of an unknown channel says nothing. A
/// list is never older than the events before it but may be ahead of those after it. So what comes while it runs is kept, and applied to it afterwards.
/// </remarks>
internal sealed class CallTracker
{
    /// <summary>The most channels of one PBX. Asterisk's own <c>maxcalls</c> stays far below.</summary>
    public const int MostChannels = 50_000;

    /// <summary>How long a list may not yet know of a hold, or of its end, that an event has told.</summary>
    private static readonly TimeSpan HoldLag = TimeSpan.FromSeconds(1);

    /// <summary>How long a channel that has left a bridge may be on its way to another one, or to its end, and is not elsewhere yet.</summary>
    private static readonly TimeSpan Moving = TimeSpan.FromMilliseconds(100);

    private readonly List<(ChannelEvent Event, DateTimeOffset At)> _sinceList = [];
    private readonly Dictionary<string, DateTimeOffset> _left = new(StringComparer.Ordinal);
    private Dictionary<string, TrackedChannel> _channels = new(StringComparer.Ordinal);
    private Dictionary<string, BridgeKind> _bridges = new(StringComparer.Ordinal);
    private bool _isListing;

    /// <summary>Is told of everything, for the history; null where there is none.</summary>
    public CallRecorder? Recorder { get; init; }

    public IReadOnlyCollection<TrackedChannel> Channels => _channels.Values;

    /// <summary>Whether something is missing: then the PBX must be asked for its lists.</summary>
    public bool IsOverrun { get; private set; }

    /// <summary>Whether the last list tells a hold otherwise than an event a moment before: then the PBX must be asked again.</summary>
    public bool IsHoldDisputed { get; private set; }

    public TrackedChannel? Find(string id) => _channels.GetValueOrDefault(id);

    /// <summary>What a bridge is for.</summary>
    public BridgeKind KindOf(string bridgeId) => _bridges.GetValueOrDefault(bridgeId);

    /// <summary>
    /// Whether a channel has just left a bridge and nothing has told yet where it went. Asterisk moves a channel by <c>BridgeLeave</c> and
    /// <c>BridgeEnter</c>: whoever looks between the two sees a talk that is none.
    /// </summary>
    /// <param name="at">Now; UTC.</param>
    public bool IsBetweenBridges(DateTimeOffset at)
    {
        foreach (var left in _left.Values)
        {
            if ((at - left).Duration() < Moving) return true;
        }

        _left.Clear();
        return false;
    }

    /// <summary>A list is requested now: from here on events are kept for it.</summary>
    public void BeginList()
    {
        _isListing = true;
        _sinceList.Clear();
    }

    /// <summary>The list failed, and what was kept for it is dropped.</summary>
    public void AbandonList()
    {
        _isListing = false;
        _sinceList.Clear();
    }

    /// <summary>Everything is forgotten: the connection is lost.</summary>
    public void Clear()
    {
        AbandonList();
        _channels.Clear();
        _bridges.Clear();
        _left.Clear();
        IsOverrun = false;
    }

    /// <summary>Applies one event.</summary>
    /// <param name="received">The event.</param>
    /// <param name="at">When it came; UTC.</param>
    public void Apply(ChannelEvent received, DateTimeOffset at)
    {
        if (_isListing)
        {
            if (_sinceList.Count < MostChannels)
                _sinceList.Add((received, at));
            else
                IsOverrun = true;
        }

        ApplyNow(received, at, Recorder);
    }

    /// <summary>Takes over the lists that <see cref="BeginList"/> has announced, then the events that came meanwhile.</summary>
    /// <param name="lists">The lists.</param>
    /// <param name="at">When they were complete; UTC.</param>
    public void Load(CallLists lists, DateTimeOffset at)
    {
        Recorder?.Look(this, new CallGraph(this), at);
        var before = _channels;
        var ended = _sinceList.Select(kept => kept.Event).OfType<ChannelEvent.Ended>().Select(end => end.Channel.UniqueId).ToHashSet(StringComparer.Ordinal);
        _channels = new(lists.Channels.Count, StringComparer.Ordinal);
        _bridges = new(StringComparer.Ordinal);
        IsOverrun = false;
        foreach (var bridge in lists.Bridges) _bridges[bridge.Id] = bridge.Kind;
        foreach (var row in lists.Channels)
        {
            if (ended.Contains(row.Channel.UniqueId) || _channels.Count == MostChannels) continue;
            _channels[row.Channel.UniqueId] = ListedChannel.Read(row, before.GetValueOrDefault(row.Channel.UniqueId), KindOf, at);
        }

        MarkHolders(lists.Channels);
        IsHoldDisputed = _channels.Values.Any(channel => IsDisputed(channel, before.GetValueOrDefault(channel.Id), at));
        foreach (var entry in lists.Queues.OfType<QueueRow.Entry>())
        {
            if (Find(entry.ChannelId) is not { } caller) continue;
            caller.Queue = caller.ThroughQueue = entry.Queue;
            caller.QueuedAt = before.GetValueOrDefault(caller.Id)?.QueuedAt ?? at - TimeSpan.FromSeconds(entry.Wait);
        }

        foreach (var channel in _channels.Values) SettleSpy(channel);

        // The recorder has heard these when they came.
        foreach (var (kept, keptAt) in _sinceList) ApplyNow(kept, keptAt, recorder: null);
        AbandonList();
        Recorder?.Listed(this, at);
    }

    /// <summary>
    /// Takes over what the PBX has answered about some channels, then the events that came since <see cref="BeginList"/>. Who waits, and who is parked where,
    /// such an answer does not tell: that stays as it is known.
    /// </summary>
    /// <param name="names">The channels that were asked for.</param>
    /// <param name="rows">Those that there are.</param>
    /// <param name="at">When the answer came; UTC.</param>
    /// <returns>
    /// False when such answers are not enough, so that the PBX must be asked for its lists: one of the channels is in a bridge of which nobody knows what it is
    /// for, or was not known before and is answered, so that it may wait or hold; or a hold that was told a moment ago is not confirmed.
    /// </returns>
    public bool Load(IReadOnlyCollection<string> names, IReadOnlyList<ChannelRow> rows, DateTimeOffset at)
    {
        Recorder?.Look(this, new CallGraph(this), at);
        var there = rows.ToDictionary(row => row.Channel.Name, row => row.Channel.UniqueId, StringComparer.Ordinal);
        var ended = _channels.Values.Where(channel => names.Contains(channel.Snapshot.Name, StringComparer.Ordinal)
            && !string.Equals(there.GetValueOrDefault(channel.Snapshot.Name), channel.Id, StringComparison.Ordinal)).ToList();
        foreach (var channel in ended) _channels.Remove(channel.Id);
        var isEnough = true;
        var replaced = new List<(TrackedChannel Channel, TrackedChannel? Before)>();
        foreach (var row in rows)
        {
            var before = Find(row.Channel.UniqueId);
            if (before is null && _channels.Count == MostChannels) continue;
            isEnough &= before is not null || row.Channel.State != ChannelStates.Up;
            var channel = ListedChannel.Read(row, before, KindOf, at);
            (channel.Queue, channel.QueuedAt) = (before?.Queue, before?.QueuedAt);
            channel.IsHolding = before is { IsHolding: true } && string.Equals(before.BridgeId, row.BridgeId, StringComparison.Ordinal);
            _channels[channel.Id] = channel;
            replaced.Add((channel, before));
            SettleSpy(channel);
        }

        MarkHolders(rows);
        isEnough &= !replaced.Exists(pair => IsDisputed(pair.Channel, pair.Before, at));
        foreach (var (kept, keptAt) in _sinceList) ApplyNow(kept, keptAt, recorder: null);
        AbandonList();
        Recorder?.Listed(this, at);
        return isEnough && rows.All(row => row.BridgeId is not { } bridge || _bridges.ContainsKey(bridge));
    }

    private void ApplyNow(ChannelEvent received, DateTimeOffset at, CallRecorder? recorder)
    {
        var id = received.Channel.UniqueId;
        if (received is ChannelEvent.Ended ended)
        {
            if (!_channels.TryGetValue(id, out var last))
            {
                recorder?.Ended(id, ended.Cause, at);
                return;
            }

            LookBefore(last, recorder, at);
            _channels.Remove(id);
            _left.Remove(id);
            last.Take(received.Channel, at, isEnd: true);
            recorder?.Ended(last, ended.Cause, at);
            return;
        }

        if (!_channels.TryGetValue(id, out var channel))
        {
            if (received is not ChannelEvent.Created) return;
            if (_channels.Count == MostChannels)
            {
                IsOverrun = true;
                return;
            }

            var isCaller = received.Channel.State == ChannelStates.Ring;
            channel = new TrackedChannel(received.Channel, at)
            {
                IsCaller = isCaller,
                Dialled = isCaller ? received.Channel.Exten : "",
                AnsweredAt = received.Channel.State == ChannelStates.Up ? at : null,
            };
            _channels.Add(id, channel);
        }

        if (received is ChannelEvent.Left) LookBefore(channel, recorder, at);

        channel.Take(received.Channel, at);
        switch (received)
        {
            case ChannelEvent.Entered entered:
                channel.BridgeId = entered.BridgeId;
                _left.Remove(id);
                _bridges[entered.BridgeId] = entered.Kind;
                if (entered.Kind != BridgeKind.Parking) channel.Parked = null;
                break;
            case ChannelEvent.Left left when string.Equals(channel.BridgeId, left.BridgeId, StringComparison.Ordinal):
                channel.BridgeId = null;
                channel.IsHolding = false;
                _left[id] = at;
                ForgetEmptyBridges();
                break;
            case ChannelEvent.Held held:
                (channel.IsHolding, channel.HoldToldAt) = (held.IsHolding, at);
                break;
            case ChannelEvent.Spying spying:
                channel.Spied = spying.SpiedId;
                SettleSpy(channel);
                break;
            case ChannelEvent.Parking parking:
                channel.Parked = parking is { Lot: { } lot, Space: { } space } ? (lot, space) : null;
                break;
            case ChannelEvent.Queueing queueing:
                channel.Queue = queueing.IsWaiting ? queueing.Queue : null;
                channel.QueuedAt = queueing.IsWaiting ? at : null;
                channel.ThroughQueue = queueing.Queue;
                break;
        }

        recorder?.Seen(channel, isNew: received is ChannelEvent.Created);
    }

    /// <summary>Who talked for less than the time between two looks has talked as well.</summary>
    private void LookBefore(TrackedChannel leaving, CallRecorder? recorder, DateTimeOffset at)
    {
        if (leaving.BridgeId is not { } bridge || recorder?.IsUnconnected(leaving.Id) != true) return;
        if (KindOf(bridge) is BridgeKind.Parking or BridgeKind.Holding) return;
        foreach (var other in _channels.Values)
        {
            if (other != leaving && other.HasPhone && string.Equals(other.BridgeId, bridge, StringComparison.Ordinal)) recorder.Connected(leaving, other, at);
        }
    }

    /// <summary>Whom a channel listens to may be told as an identity, a channel's name, or the beginning of one: what is kept is the device.</summary>
    private void SettleSpy(TrackedChannel channel)
    {
        if (channel.Spied is not { } spied) return;
        if (Find(spied) is { } other)
            channel.Spied = TrackedChannel.DeviceOf(other.Snapshot.Name);
        else if (spied.Length > 9 && spied[^9] == '-')
            channel.Spied = TrackedChannel.DeviceOf(spied);
        else
            channel.Spied = spied.TrimEnd('-');
    }

    /// <summary>
    /// The list tells who is given the music: those from whose side it comes hold them. Half of a Local channel plays it by itself, and is held in place of
    /// the phone behind it.
    /// </summary>
    private void MarkHolders(IReadOnlyList<ChannelRow> rows)
    {
        var graph = new CallGraph(this);
        foreach (var row in rows)
        {
            if (!row.HearsMusic || Find(row.Channel.UniqueId) is not { } held) continue;
            foreach (var other in graph.Beside(held)) other.IsHolding = true;
        }
    }

    /// <summary>Asterisk tells a hold, then does it: a list of that moment may be right or not.</summary>
    private static bool IsDisputed(TrackedChannel channel, TrackedChannel? before, DateTimeOffset at) =>
        before?.HoldToldAt is { } told && at - told < HoldLag && channel.IsHolding != before.IsHolding
        && string.Equals(channel.BridgeId, before.BridgeId, StringComparison.Ordinal);

    /// <summary>A bridge ends with its last channel, and no event of it is used: the table is cleared of those in which nobody is.</summary>
    private void ForgetEmptyBridges()
    {
        if (_bridges.Count <= 2 * _channels.Count + 64) return;
        var used = _channels.Values.Select(channel => channel.BridgeId).OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var empty in _bridges.Keys.Where(id => !used.Contains(id)).ToList()) _bridges.Remove(empty);
    }
}
