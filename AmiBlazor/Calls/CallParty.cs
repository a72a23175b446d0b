using System.Text.Json.Serialization;
using AmiBlazor.Board;

namespace AmiBlazor.Calls;

/// <summary>One party of a call: a phone or a line. Immutable; a change makes a new one.</summary>
public sealed record CallParty
{
    /// <summary>Its channel's identity, such as <c>1795888141.0</c>.</summary>
    public required string ChannelId { get; init; }

    /// <summary>Its device, such as <c>PJSIP/1001</c>.</summary>
    public required string Device { get; init; }

    /// <summary>The extensions whose hints have its device; empty for a party outside, such as a trunk.</summary>
    public IReadOnlyList<ExtensionKey> Extensions { get; init; } = [];

    /// <summary>Its number; empty when there is none.</summary>
    public string Number { get; init; } = "";

    /// <summary>Its name; empty when there is none.</summary>
    public string Name { get; init; } = "";

    /// <summary>Whether its phone has placed the call; false when it was called.</summary>
    public bool IsCaller { get; init; }

    /// <summary>The number that it dialled; empty when it dialled none, or nobody knows.</summary>
    public string Dialled { get; init; } = "";

    public PartyState State { get; init; }

    /// <summary>Since when it is in this state; while it talks or is held, since when it has this conversation. UTC.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>Whether it may have been so for longer: nobody saw the beginning.</summary>
    public bool IsAtLeast { get; init; }

    /// <summary>Since when it has been connected to these <see cref="Peers"/>; UTC. Null while it is connected to nobody.</summary>
    public DateTimeOffset? ConnectedAt { get; init; }

    /// <summary>When its channel was made; UTC.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>When it was answered; UTC. Null while it is not, or when nobody knows.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>The others: those it talks to, those it calls, or who calls it.</summary>
    public IReadOnlyList<CallPeer> Peers { get; init; } = [];

    /// <summary>The queue that it waits in or came through; null for none.</summary>
    public string? Queue { get; init; }

    /// <summary>The number to fetch it from the parking lot; null when it is not parked, or the PBX has not told it.</summary>
    public string? ParkingSpace { get; init; }

    /// <summary>The parking lot that it is in; null when it is not parked, or the PBX has not told it.</summary>
    [JsonInclude]
    internal string? ParkingLot { get; init; }

    /// <summary>The name of its channel now, such as <c>PJSIP/1001-0000000a</c>.</summary>
    [JsonInclude]
    internal string ChannelName { get; init; } = "";

    /// <summary>The device that it listens to; null for none.</summary>
    public string? ListensTo { get; init; }

    /// <summary>Whether it is a party outside of the PBX's extensions.</summary>
    public bool IsOutside => Extensions.Count == 0;

    /// <summary>Whether it is an extension that the viewer may not see: then it has neither number nor name.</summary>
    public bool IsHidden { get; init; }

    public bool Equals(CallParty? other) =>
        other is not null && string.Equals(ChannelId, other.ChannelId, StringComparison.Ordinal) && State == other.State
        && string.Equals(ListensTo, other.ListensTo, StringComparison.Ordinal) && Peers.SequenceEqual(other.Peers)
        && IsCaller == other.IsCaller && Since == other.Since && IsAtLeast == other.IsAtLeast && ConnectedAt == other.ConnectedAt
        && StartedAt == other.StartedAt && AnsweredAt == other.AnsweredAt && IsHidden == other.IsHidden
        && string.Equals(Device, other.Device, StringComparison.Ordinal) && string.Equals(Number, other.Number, StringComparison.Ordinal)
        && string.Equals(Name, other.Name, StringComparison.Ordinal) && string.Equals(Dialled, other.Dialled, StringComparison.Ordinal)
        && string.Equals(Queue, other.Queue, StringComparison.Ordinal) && string.Equals(ParkingSpace, other.ParkingSpace, StringComparison.Ordinal)
        && string.Equals(ParkingLot, other.ParkingLot, StringComparison.Ordinal) && string.Equals(ChannelName, other.ChannelName, StringComparison.Ordinal)
        && Extensions.SequenceEqual(other.Extensions);

    public override int GetHashCode() => HashCode.Combine(ChannelId, State, Since);

    /// <summary>
    /// Whether two moments of a channel show the same state, and of a conversation the same others. A conference is the same, whoever comes and goes.
    /// </summary>
    internal bool IsSameTalk(CallParty other) =>
        State == other.State && string.Equals(ListensTo, other.ListensTo, StringComparison.Ordinal)
        && (State is not (PartyState.Talking or PartyState.Holding or PartyState.OnHold) || HasSamePeers(other));

    /// <summary>Whether two moments show the same others, whatever became known of them.</summary>
    internal bool HasSamePeers(CallParty other) =>
        Peers.Count == other.Peers.Count
        && (Peers.Zip(other.Peers).All(pair => pair.First.IsSame(pair.Second)) || Peers.All(peer => other.Peers.Any(peer.IsSame)));
}
