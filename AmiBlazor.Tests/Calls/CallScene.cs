using AmiBlazor.Ami;
using AmiBlazor.Board;
using AmiBlazor.Calls;

namespace AmiBlazor.Tests.Calls;

/// <summary>Channels that a test moves by hand, and what is shown of them. A second passes with each event.</summary>
internal sealed class CallScene(CallRecorder? recorder = null)
{
    public static readonly DateTimeOffset Start = new(2026, 11, 29, 10, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<string, ChannelSnapshot> _channels = new(StringComparer.Ordinal);

    public CallTracker Tracker { get; } = new() { Recorder = recorder };

    public PhoneIndex Phones { get; } = new();

    public CallSnapshot Shown { get; private set; } = CallSnapshot.Empty("main");

    public DateTimeOffset Now { get; set; } = Start;

    /// <summary>A new channel of a phone, or half of a Local channel.</summary>
    /// <param name="id">Its identity, and its place in the order of making.</param>
    /// <param name="name">Its name.</param>
    /// <param name="number">Its party's number.</param>
    /// <param name="caller">The identity of the channel that calls it; null when it calls.</param>
    public CallScene New(string id, string name, string number, string? caller = null, int? state = null)
    {
        var linked = caller is null ? id : _channels[caller].LinkedId;
        _channels[id] = new ChannelSnapshot(id, name, linked, state ?? (caller is null ? ChannelStates.Ring : ChannelStates.Down), number, "", "", "", "1002");
        return Tell(new ChannelEvent.Created(_channels[id]));
    }

    public CallScene Change(string id, Func<ChannelSnapshot, ChannelSnapshot> change)
    {
        _channels[id] = change(_channels[id]);
        return Tell(new ChannelEvent.Changed(_channels[id]));
    }

    public CallScene Become(string id, int state) => Change(id, channel => channel with { State = state });

    public CallScene Sees(string id, string number) => Change(id, channel => channel with { ConnectedNumber = number });

    public CallScene Enter(string id, string bridge, BridgeKind kind = BridgeKind.Basic) => Tell(new ChannelEvent.Entered(_channels[id], bridge, kind));

    public CallScene Leave(string id, string bridge) => Tell(new ChannelEvent.Left(_channels[id], bridge));

    public CallScene Hold(string id, bool isHolding = true) => Tell(new ChannelEvent.Held(_channels[id], isHolding));

    public CallScene End(string id) => Tell(new ChannelEvent.Ended(_channels[id], 16));

    /// <summary>1001 talks to 1002: channels 1 and 2 in bridge “b”.</summary>
    public CallScene Talk() => New("1", "PJSIP/1001-00000001", "1001").New("2", "PJSIP/1002-00000002", "1002", "1").Sees("2", "1001").Sees("1", "1002")
        .Become("2", 5).Become("2", 6).Become("1", 6).Enter("2", "b").Enter("1", "b");

    public CallScene Tell(ChannelEvent told)
    {
        Now += TimeSpan.FromSeconds(1);
        Tracker.Apply(told, Now);
        return this;
    }

    /// <summary>A row of the channel as it is now.</summary>
    public ChannelRow Row(string id, string? bridge = null, bool hearsMusic = false, string application = "Dial", string data = "") =>
        new(_channels[id], bridge, application, data, "", 60, hearsMusic, null);

    /// <summary>A list comes.</summary>
    public CallScene List(IReadOnlyList<ChannelRow> rows, IReadOnlyList<BridgeRow>? bridges = null, IReadOnlyList<QueueRow>? queues = null)
    {
        Tracker.BeginList();
        Tracker.Load(new CallLists(rows, bridges ?? [new BridgeRow("b", BridgeKind.Basic)], queues ?? []), Now);
        return this;
    }

    public ChannelSnapshot Snapshot(string id) => _channels[id];

    public CallSnapshot Read(bool isAfterList = false) => Shown = CallReader.Read("main", Tracker, Phones, Shown, Now, isAfterList);

    public CallParty Party(string id) => Read().PartyAt(id)!;

    /// <summary>Each party as “channel State peer,peer”.</summary>
    public string[] Texts(bool isAfterList = false) =>
    [
        .. Read(isAfterList).Calls.SelectMany(call => call.Parties).OrderBy(party => party.ChannelId, StringComparer.Ordinal)
            .Select(party => $"{party.ChannelId} {party.State} {string.Join(',', party.Peers.Select(peer => peer.ChannelId ?? peer.Number))}".TrimEnd()),
    ];

    /// <summary>The board has an extension with these phones.</summary>
    public CallScene Extension(string exten, string hint)
    {
        Phones.Follow([new BoardRow(1, new ExtensionKey("main", "from-internal", exten), hint, null, null, 0, true, default, null, default)]);
        return this;
    }
}
