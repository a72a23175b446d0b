namespace AmiBlazor.Store;

/// <summary>
/// A complete list of a PBX's extensions, narrowed to the configured contexts. There is no partial snapshot: the answers of single queries are handed to the
/// store as answers, which mark no extension as gone.
/// </summary>
/// <param name="Server">The PBX.</param>
/// <param name="ListSentAt">When the list was requested; UTC. Events that arrived later are younger than the rows.</param>
/// <param name="Contexts">The contexts that the configuration keeps; empty means all. Known extensions outside them stay as they are.</param>
/// <param name="Rows">One row for each extension; valid while the store applies them.</param>
internal sealed record ExtensionSnapshot(
    string Server, DateTimeOffset ListSentAt, IReadOnlyCollection<string> Contexts, ReadOnlyMemory<SnapshotRow> Rows)
{
    /// <summary>
    /// <see cref="ListSentAt"/> as a <see cref="TimeProvider.GetTimestamp"/>, a clock that nobody sets: it alone decides which of two lists was first. Null
    /// where nothing else can have happened since.
    /// </summary>
    public long? ListSentStamp { get; init; }

    /// <summary>The extensions that the list held twice with different hints: events do not tell which of the two they are about.</summary>
    public IReadOnlyList<(string Context, string Exten)> Ambiguous { get; init; } = [];

    /// <summary>The states of the PBX's devices, requested right after the list; null when they were not needed or the PBX does not tell them.</summary>
    public IReadOnlyDictionary<string, string>? Devices { get; init; }
}
