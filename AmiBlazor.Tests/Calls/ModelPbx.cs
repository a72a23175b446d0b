using System.Globalization;
using AmiBlazor.Calls;

namespace AmiBlazor.Tests.Calls;

/// <summary>
/// A PBX of which the truth is known: scenarios move its channels (<see cref="ModelScenarios"/>), it writes the events that Asterisk writes, and gives its
/// lists at any moment. What its parties truly do is kept beside that, and is not derived from bridges or Linkedids.
/// </summary>
internal sealed class ModelPbx(Random random)
{
    private static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeSeconds(1_795_893_000);

    private readonly List<ModelBridge> _bridges = [];
    private readonly Dictionary<string, ModelChannel> _channels = new(StringComparer.Ordinal);
    private int _next;

    public Random Random => random;

    public DateTimeOffset Now { get; set; } = Start;

    public IReadOnlyCollection<ModelChannel> Channels => _channels.Values;

    public IEnumerable<ModelBridge> Bridges => _bridges;

    public ModelChannel? Find(string id) => _channels.GetValueOrDefault(id);

    /// <summary>The events that are written and not taken yet, each with the channel that it is about.</summary>
    public List<(string Text, string ChannelId)> Written { get; } = [];

    public int Events { get; private set; }

    /// <summary>A channel of a phone or a line.</summary>
    /// <param name="device">Such as <c>PJSIP/1001</c>.</param>
    /// <param name="number">Its party's number.</param>
    /// <param name="caller">The channel that calls it; null when it calls.</param>
    /// <param name="dialled">What it dials.</param>
    /// <param name="isPlaced">Whether the PBX itself calls it.</param>
    public ModelChannel New(string device, string number, ModelChannel? caller = null, string dialled = "", bool isPlaced = false)
    {
        var at = Now;
        var id = string.Create(CultureInfo.InvariantCulture, $"{at.ToUnixTimeSeconds()}.{_next}");
        var name = string.Create(CultureInfo.InvariantCulture, $"{device}-{_next++:x8}");
        var channel = new ModelChannel(id, name, number, number.StartsWith('1') ? "Name " + number : "")
        {
            CreatedAt = at,
            State = caller is null && !isPlaced ? 4 : 0,
            Exten = caller is null && !isPlaced ? dialled : "s",
            Dialled = caller is null ? dialled : "",
            Application = caller is null ? "Dial" : "AppDial",
            Data = caller is null ? "PJSIP/" + dialled : "(Outgoing Line)",
            Doing = caller is null && !isPlaced ? PartyState.Calling : PartyState.Starting,
        };
        if (caller is not null) (channel.Linked, channel.With) = (caller.Linked, [caller]);
        Add(channel);
        if (caller is null || caller.Number.Length == 0) return channel;
        channel.Exten = dialled;
        Connected(channel, caller);
        return channel;
    }

    /// <summary>Both halves of a Local channel with which one calls.</summary>
    public (ModelChannel One, ModelChannel Two) NewLocal(ModelChannel caller, string exten)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"Local/{exten}@from-internal-{_next:x8}");
        var halves = new ModelChannel[2];
        for (var half = 0; half < 2; half++)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"{Now.ToUnixTimeSeconds()}.{_next++}");
            halves[half] = new ModelChannel(id, $"{name};{half + 1}", "", "")
            {
                CreatedAt = Now,
                Linked = caller.Linked,
                State = half == 0 ? 0 : 4,
                Exten = exten,
                Application = half == 0 ? "AppDial" : "Dial",
                Data = half == 0 ? "(Outgoing Line)" : "PJSIP/" + exten,
            };
            Add(halves[half]);
        }

        halves[0].Number = caller.Exten;
        Write("NewCallerid", halves[0], after: "CID-CallingPres: 0 (Presentation Allowed, Not Screened)\r\n");
        Connected(halves[0], caller);
        halves[1].Number = caller.Number;
        Write("NewCallerid", halves[1], after: "CID-CallingPres: 0 (Presentation Allowed, Not Screened)\r\n");
        return (halves[0], halves[1]);
    }

    public void Connected(ModelChannel channel, ModelChannel to)
    {
        (channel.ConnectedNumber, channel.ConnectedName) = (to.Number, to.PartyName);
        Write("NewConnectedLine", channel);
    }

    public void Become(ModelChannel channel, int state)
    {
        channel.State = state;
        if (state == 6) channel.AnsweredAt ??= Now;
        if (state == 5) channel.Doing = PartyState.Ringing;
        Write("Newstate", channel);
    }

    public ModelBridge NewBridge(string type = "basic", string technology = "simple_bridge", string creator = "<unknown>", string name = "<unknown>")
    {
        var bridge = new ModelBridge(string.Create(CultureInfo.InvariantCulture, $"b9f4eec9-5f8d-4886-9198-{_next++:x12}"), type, technology, creator, name);
        _bridges.Add(bridge);
        return bridge;
    }

    public void Enter(ModelChannel channel, ModelBridge bridge, ModelChannel? swapped = null)
    {
        channel.Bridge = bridge;
        bridge.Members.Add(channel);
        Write("BridgeEnter", channel, before: ModelWire.Bridge(bridge), after: swapped is null ? "" : $"SwapUniqueid: {swapped.Id}\r\n");

        // Nobody is told: the next event of each shows it.
        if (bridge.Type != "basic") return;
        var oldest = bridge.Members.Select(member => member.Linked).OrderBy(linked => linked.Length).ThenBy(linked => linked, StringComparer.Ordinal).First();
        foreach (var member in bridge.Members) member.Linked = oldest;
    }

    public void Leave(ModelChannel channel)
    {
        if (channel.Bridge is not { } bridge) return;
        bridge.Members.Remove(channel);
        channel.Bridge = null;
        channel.IsHolding = false;
        Write("BridgeLeave", channel, before: ModelWire.Bridge(bridge));
        if (bridge.Members.Count == 0) _bridges.Remove(bridge);
    }

    public void Hold(ModelChannel channel, bool isHolding)
    {
        channel.IsHolding = isHolding;
        Write(isHolding ? "Hold" : "Unhold", channel, after: isHolding ? "MusicClass: default\r\n" : "");
    }

    /// <summary>The channel ends; whoever is in a bridge leaves it before.</summary>
    public void Hangup(ModelChannel channel, int cause = 16)
    {
        if (channel.IsGone) return;
        Leave(channel);
        channel.IsGone = true;
        channel.Talk?.Parties.Remove(channel);
        channel.Talk = null;
        _channels.Remove(channel.Id);
        Write("Hangup", channel, after: string.Create(CultureInfo.InvariantCulture, $"Cause: {cause}\r\nCause-txt: Normal Clearing\r\n{(random.Next(2) == 0 ? "TechCause: 200\r\n" : "")}"));
    }

    public void Spy(ModelChannel spy, ModelChannel? spied, ModelChannel around)
    {
        spy.Spied = spied;
        (spy.Application, spy.Data) = spied is null ? ("", "") : ("ChanSpy", spied.Id + ",uqES");
        Write(spied is null ? "ChanSpyStop" : "ChanSpyStart", spy, prefix: "Spyer", after: ModelWire.Channel("Spyee", around));
    }

    /// <summary>Parks a channel, or tells that it is no longer parked.</summary>
    public void Park(string name, ModelChannel parked, string? space, ModelChannel? retriever = null)
    {
        var told = space ?? parked.Space;
        parked.Space = space;
        var tail = (retriever is null ? "" : ModelWire.Channel("Retriever", retriever))
            + $"ParkerDialString: PJSIP/1002\r\nParkinglot: default\r\nParkingSpace: {told}\r\nParkingTimeout: 45\r\nParkingDuration: 0\r\n";
        Write(name, parked, prefix: "Parkee", after: tail);
    }

    public void Queue(ModelChannel caller, string queue, bool isWaiting)
    {
        caller.Queue = isWaiting ? queue : null;
        if (isWaiting) caller.QueuedAt = Now;
        Write(isWaiting ? "QueueCallerJoin" : "QueueCallerLeave", caller, after: $"Queue: {queue}\r\nPosition: 1\r\nCount: 1\r\n", privilege: "agent,all");
    }

    /// <summary>An event that is not used.</summary>
    public void Other(string text) => Written.Add((text, ""));

    private void Add(ModelChannel channel)
    {
        _channels.Add(channel.Id, channel);
        Write("Newchannel", channel);
    }

    private void Write(string name, ModelChannel channel, string prefix = "", string before = "", string after = "", string privilege = "call,all")
    {
        Events++;
        Written.Add((ModelWire.Event(name, channel, prefix, before, after, privilege), channel.Id));
    }
}
