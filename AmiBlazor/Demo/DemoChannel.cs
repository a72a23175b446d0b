using AmiBlazor.Ami;

namespace AmiBlazor.Demo;

/// <summary>One channel of the demo PBX. Changed by <see cref="DemoSwitch"/> alone, under its lock.</summary>
internal sealed class DemoChannel(string id, string linkedId, string name, string number, string partyName)
{
    public string Id { get; } = id;

    public string LinkedId { get; } = linkedId;

    public string Name { get; } = name;

    public string Number { get; } = number;

    public string PartyName { get; } = partyName;

    /// <summary>One of <see cref="ChannelStates"/>.</summary>
    public int State { get; set; }

    public string Exten { get; set; } = "s";

    public DemoChannel? Other { get; set; }

    public string? BridgeId { get; set; }

    /// <summary>Whether its party has put the other one on hold.</summary>
    public bool IsHolding { get; set; }

    /// <summary>Whether it was called, and did not call.</summary>
    public bool IsCalled { get; set; }

    /// <summary>When it was made, on the virtual clock.</summary>
    public TimeSpan CreatedAt { get; set; }

    /// <summary>When it was answered, on the virtual clock; null while it is not.</summary>
    public TimeSpan? AnsweredAt { get; set; }
}
