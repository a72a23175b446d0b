using AmiBlazor.Board;

namespace AmiBlazor.Calls;

/// <summary>Whom a party talks to, calls, or is called by.</summary>
/// <param name="ChannelId">The other party's channel; null when only its number is known.</param>
/// <param name="Number">Its number; empty when there is none.</param>
/// <param name="Name">Its name; empty when there is none.</param>
/// <param name="Extensions">The extensions that its phone belongs to; empty for a party outside.</param>
public sealed record CallPeer(string? ChannelId, string Number, string Name, IReadOnlyList<ExtensionKey> Extensions)
{
    /// <summary>Whether it is an extension that the viewer may not see: then it has neither number nor name.</summary>
    public bool IsHidden { get; init; }

    /// <summary>Whether two moments show the same one there, whatever became known of them.</summary>
    internal bool IsSame(CallPeer other) => string.Equals(ChannelId, other.ChannelId, StringComparison.Ordinal)
        && (ChannelId is not null || string.Equals(Number, other.Number, StringComparison.Ordinal));

    public bool Equals(CallPeer? other) =>
        other is not null && string.Equals(ChannelId, other.ChannelId, StringComparison.Ordinal) && IsHidden == other.IsHidden
        && string.Equals(Number, other.Number, StringComparison.Ordinal) && string.Equals(Name, other.Name, StringComparison.Ordinal)
        && Extensions.SequenceEqual(other.Extensions);

    public override int GetHashCode() => HashCode.Combine(ChannelId, Number, Name);
}
