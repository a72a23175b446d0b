using System.Collections.Immutable;
using AmiBlazor.Board;

namespace AmiBlazor.Calls;

/// <summary>How well the calls of one PBX are known.</summary>
/// <param name="Server">The PBX.</param>
/// <param name="State">Whether they are.</param>
public sealed record CallsHealth(string Server, CallsState State)
{
    /// <summary>Why they are not known, and what to do; null while they are.</summary>
    public FormattableString? Reason { get; init; }

    /// <summary>The PBX's own words; null when it said nothing.</summary>
    public string? PbxWords { get; init; }

    /// <summary>When all calls were last requested; UTC. Null before the first time.</summary>
    public DateTimeOffset? ListedAt { get; init; }

    /// <summary>How many events about calls were received since the program started.</summary>
    public long Events { get; init; }

    /// <summary>How many of them were not believed, so that the PBX was asked instead.</summary>
    public long Doubted { get; init; }

    /// <summary>How many channels a list has shown otherwise than the events before it.</summary>
    public long Differing { get; init; }

    /// <summary>How often an extension's state and its calls have contradicted each other since the program started.</summary>
    public long Contradictions { get; init; }

    /// <summary>The extensions of which that is so now.</summary>
    public IReadOnlyDictionary<ExtensionKey, Contradiction> Contradicted { get; init; } = ImmutableDictionary<ExtensionKey, Contradiction>.Empty;
}
