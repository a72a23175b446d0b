namespace AmiBlazor.Store;

/// <summary>
/// The complete list that a refresh brought, narrowed to the configured contexts. There is no partial snapshot: what single queries
/// brought is handed to the store as answers, which mark nothing as gone.
/// </summary>
/// <param name="Server">The PBX.</param>
/// <param name="ListSentAt">When the list action was sent: what was heard live after that is younger than the rows.</param>
/// <param name="Contexts">The contexts that the configuration keeps; empty means all. A known extension outside them is left alone.</param>
/// <param name="Rows">One row an extension; valid while the store applies them.</param>
internal sealed record ExtensionSnapshot(
    string Server, DateTimeOffset ListSentAt, IReadOnlyCollection<string> Contexts, ReadOnlyMemory<SnapshotRow> Rows)
{
    /// <summary>
    /// <see cref="ListSentAt"/> by the clock that is never set (<see cref="TimeProvider.GetTimestamp"/>): which of two was first is decided by this
    /// alone. Null where nothing else can have happened since.
    /// </summary>
    public long? ListSentStamp { get; init; }
}
