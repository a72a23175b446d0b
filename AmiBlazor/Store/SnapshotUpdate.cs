using AmiBlazor.Board;
using AmiBlazor.Data;

namespace AmiBlazor.Store;

/// <summary>A complete list, or the answers of single queries, on its way into the database.</summary>
/// <param name="Server">The PBX.</param>
/// <param name="At">When it was requested, as stored.</param>
/// <param name="Stamp">The same as a timestamp of the clock; null where nothing else can have happened since.</param>
/// <param name="LastListAt">The PBX's new list time; null where it does not move.</param>
/// <param name="Source">One of <see cref="ChangeSource"/>.</param>
/// <param name="Run">The refresh that brought it; null when it was no refresh.</param>
/// <param name="Compare">Compares it with the board.</param>
internal sealed record SnapshotUpdate(
    string Server,
    DateTimeOffset At,
    long? Stamp,
    DateTimeOffset? LastListAt,
    string Source,
    RunRecord? Run,
    Func<PbxBoard, DateTimeOffset, HashSet<(string Context, string Exten)>?, HintIndex, SnapshotDiff> Compare)
{
    /// <summary>The extensions of which a list held two hints; null when it is no list of the main connection.</summary>
    public IReadOnlyList<(string Context, string Exten)>? Ambiguous { get; init; }

    /// <summary>The states of the PBX's devices; null when the update brings none.</summary>
    public IReadOnlyDictionary<string, string>? Devices { get; init; }

    /// <summary>
    /// True when it came over a connection of its own, so that events on the main connection may arrive later than it. On the main connection itself, lists
    /// and events come in order.
    /// </summary>
    public bool IsOfOtherConnection => Run is not null;

    /// <exception cref="ArgumentException">The list is empty.</exception>
    public static SnapshotUpdate OfList(ExtensionSnapshot snapshot, string source, RunRecord? run)
    {
        if (snapshot.Rows.IsEmpty)
            throw new ArgumentException("An empty list proves nothing: it is recorded, not applied.", nameof(snapshot));
        var at = UtcTime.AsStored(snapshot.ListSentAt);
        return new(
            snapshot.Server, at, snapshot.ListSentStamp, at, source, run, (known, now, younger, hints) => SnapshotDiff.OfList(known, snapshot, at, now, younger, hints))
        { Devices = snapshot.Devices, Ambiguous = run is null ? snapshot.Ambiguous : null };
    }

    public static SnapshotUpdate OfAnswers(string server, DateTimeOffset askedAt, long? stamp, ReadOnlyMemory<SnapshotRow> answers, RunRecord run)
    {
        var at = UtcTime.AsStored(askedAt);
        return new(
            server, at, stamp, null, ChangeSource.Refresh, run, (known, now, younger, hints) => SnapshotDiff.OfAnswers(known, answers.Span, at, now, younger, hints));
    }

    /// <summary>Writes what the comparison found, and the refresh.</summary>
    /// <param name="writer">The transaction.</param>
    /// <param name="diff">What the comparison found.</param>
    /// <param name="run">The refresh with its counts; null when it was no refresh.</param>
    /// <param name="lastListAt">The PBX's new list time; null where it does not move.</param>
    /// <param name="now">As stored.</param>
    /// <param name="added">Gets the new rows with the ids that the database gave them.</param>
    public async Task WriteAsync(
        ExtensionBulkWriter writer, SnapshotDiff diff, RunRecord? run, DateTimeOffset? lastListAt, DateTimeOffset now, List<BoardRow> added)
    {
        int? runId = run is null ? null : await writer.InsertRunAsync(run);
        foreach (var (to, ids) in diff.ChangedTo) await writer.InsertChangesAsync(ids, to, At, Source, runId);
        foreach (var (to, ids) in diff.OnlyStatusTo) await writer.UpdateStatusAsync(ids, to, At, now);
        foreach (var row in diff.Rewritten) await writer.UpdateExtensionAsync(row);
        if (diff.SourceChanged.Count > 0) await writer.UpdateSeenAsync(diff.SourceChanged, At, Source);
        if (diff.Seen.Count > 0) await writer.UpdateSeenAsync(diff.Seen.ConvertAll(row => row.Id), At, Source);
        if (diff.Added.Count > 0)
        {
            var ids = await writer.InsertExtensionsAsync(Server, diff.Added, new[] { At }, now, Source, runId);
            for (var number = 0; number < ids.Count; number++) added.Add(NewRow(ids[number], diff.Added[number], now));
        }

        if (lastListAt is { } listAt) await writer.SetLastListAsync(Server, listAt, Source);
    }

    private BoardRow NewRow(int id, SnapshotRow row, DateTimeOffset now) => new(
        id, new ExtensionKey(Server, row.Context, row.Exten), row.Hint, Name: null, Department: null, row.StatusCode, Present: true,
        LastSeen: At, LastStatusChange: null, UpdatedAt: now)
    { SeenBy = Source, Devices = row.Devices };
}
