namespace AmiBlazor.Calls;

/// <summary>A call: all parties that are connected, or that one of them is calling. Immutable.</summary>
/// <param name="Server">The PBX.</param>
/// <param name="Id">Stays the same while the call lasts, whoever joins or leaves it; two calls that become one keep the older one's.</param>
/// <param name="StartedAt">When its oldest party's channel was made; UTC.</param>
/// <param name="Parties">The one that called first, then the others in the order in which they came.</param>
public sealed record Call(string Server, string Id, DateTimeOffset StartedAt, IReadOnlyList<CallParty> Parties)
{
    /// <summary>The party that placed the call; null when the PBX did.</summary>
    public CallParty? Caller => Parties.FirstOrDefault(party => party.IsCaller);

    /// <summary>The queue that it waits in or came through; null for none.</summary>
    public string? Queue => Parties.Select(party => party.Queue).FirstOrDefault(queue => queue is not null);

    /// <summary>When two parties were connected first; UTC. Null while nobody has answered, or when nobody knows.</summary>
    public DateTimeOffset? AnsweredAt => Parties.Where(party => party.Peers.Count > 0).Select(party => party.AnsweredAt).Max();

    public bool Equals(Call? other) =>
        other is not null && string.Equals(Server, other.Server, StringComparison.Ordinal) && string.Equals(Id, other.Id, StringComparison.Ordinal)
        && StartedAt == other.StartedAt && Parties.SequenceEqual(other.Parties);

    public override int GetHashCode() => HashCode.Combine(Server, Id);
}
