using AmiBlazor.Ami;

namespace AmiBlazor.Demo;

/// <summary>One channel of the demo PBX. Changed by <see cref="DemoSwitch"/> and <see cref="DemoExchange"/> alone, under the floor's lock.</summary>
internal sealed class DemoChannel(string id, string name, DemoParty party, DemoExtension? phone)
{
    public string Id { get; } = id;

    public string Name { get; } = name;

    public string Device { get; } = party.Device;

    /// <summary>The extension whose phone it is at; null for a line to the outside.</summary>
    public DemoExtension? Phone { get; } = phone;

    public string LinkedId { get; set; } = id;

    public string Number { get; set; } = party.Number;

    public string PartyName { get; set; } = party.Name;

    /// <summary>Whom it sees; empty for nobody.</summary>
    public string ConnectedNumber { get; set; } = "";

    public string ConnectedName { get; set; } = "";

    /// <summary>One of <see cref="ChannelStates"/>.</summary>
    public int State { get; set; }

    public string Context { get; set; } = DemoFloor.MainContext;

    public string Exten { get; set; } = "s";

    public int Priority { get; set; } = 1;

    /// <summary>What its phone has dialled; empty when it was called.</summary>
    public string Dialled { get; set; } = "";

    public string Application { get; set; } = "";

    public string Data { get; set; } = "";

    /// <summary>Whether it was called, and did not call.</summary>
    public bool IsCalled { get; init; }

    /// <summary>When it was made, on the virtual clock.</summary>
    public TimeSpan CreatedAt { get; init; }

    /// <summary>When it was answered, on the virtual clock; null while it is not.</summary>
    public TimeSpan? AnsweredAt { get; set; }

    public DemoBridge? Bridge { get; set; }

    /// <summary>Whether its party has put the other one on hold.</summary>
    public bool IsHolding { get; set; }

    /// <summary>Whether it has ended.</summary>
    public bool IsGone { get; set; }

    /// <summary>A tone that may be the first of a code.</summary>
    public string Tones { get; set; } = "";

    /// <summary>Whether it is recorded.</summary>
    public bool IsRecorded { get; set; }

    /// <summary>The channels that ring because of it.</summary>
    public List<DemoChannel> Rings { get; } = [];

    /// <summary>The channel because of which it rings; null when it does not, or when the PBX itself calls.</summary>
    public DemoChannel? RungBy { get; set; }

    /// <summary>The call of a queue that it is in, as caller or, once answered, as agent.</summary>
    public DemoQueueCall? QueueCall { get; set; }

    public DemoParkedCall? Parked { get; set; }

    /// <summary>To whom it listens.</summary>
    public DemoChannel? Spied { get; set; }

    /// <summary>Those that listen to it.</summary>
    public List<DemoChannel> Spies { get; } = [];

    /// <summary>What decides how it goes on: a course that finds another one here, or none, is over.</summary>
    public object? Course { get; set; }

    /// <summary>The other one of a talk; null without.</summary>
    public DemoChannel? Peer => Bridge is { Kind: DemoBridgeKind.Talk } bridge ? bridge.Members.Find(member => member != this) : null;

    /// <summary>Whether the other one has put it on hold.</summary>
    public bool IsHeld => Peer is { IsHolding: true };
}

/// <summary>Who is at a channel: a phone of the floor, or somebody outside.</summary>
internal sealed record DemoParty(string Device, string Number, string Name);
