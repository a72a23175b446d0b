using AmiBlazor.Data;

namespace AmiBlazor.Extensions;

/// <content>What main connections hear, on its way into the database.</content>
internal sealed partial class ExtensionStore
{
    /// <summary>So many events are written in one transaction.</summary>
    private const int MostInOneTransaction = 2_000;

    /// <summary>Writes all that the feed of a PBX holds, in the order in which it was heard: each change in the history, each row once.</summary>
    /// <returns>How many events were written.</returns>
    /// <exception cref="StoreException">The database did not take it; what was not written waits in the feed.</exception>
    public Task<int> WriteHeardAsync(string server, CancellationToken cancellationToken) =>
        InTurnAsync(server, turn => WriteHeardAsync(turn, feeds.For(server), server, cancellationToken), cancellationToken);

    private async Task<int> WriteHeardAsync(PbxTurn turn, LiveFeed feed, string server, CancellationToken cancellationToken)
    {
        var written = 0;
        while (feed.Oldest(MostInOneTransaction) is { Count: > 0 } events)
        {
            var started = time.GetTimestamp();
            var now = UtcTime.AsStored(time.GetUtcNow());
            var diff = LiveDiff.Of(board.For(server), events, now);
            var rows = new List<BoardRow>(diff.Rows.Count + diff.Added.Count);
            if (!diff.IsEmpty)
                await WriteAsync(turn, writer => SaveAsync(writer, server, diff, rows, now), cancellationToken);
            feed.Written(events.Count);
            board.Publish(server, rows, facts: null);
            if (diff.HasReloadTraces)
                feed.TellReloadTraced();
            written += events.Count;
            metrics.Saved(ChangeSource.Live, diff.Changes.Count + diff.Added.Count, time.GetElapsedTime(started));
        }

        return written;
    }

    private static async Task SaveAsync(ExtensionBulkWriter writer, string server, LiveDiff diff, List<BoardRow> rows, DateTimeOffset now)
    {
        rows.Clear();
        var idOf = new Dictionary<(string, string), int>();
        if (diff.Added.Count > 0)
        {
            var ids = await writer.InsertExtensionsAsync(
                server, diff.Added.ConvertAll(first => first.Row), diff.Added.ConvertAll(first => first.At).ToArray(), now, ChangeSource.Live, runId: null);
            for (var number = 0; number < ids.Count; number++)
                idOf.Add((diff.Added[number].Row.Context, diff.Added[number].Row.Exten), ids[number]);
        }

        foreach (var change in diff.Changes)
            await writer.InsertChangeAsync(Id(change.Row), change.From, change.Row.StatusCode, change.At, ChangeSource.Live);
        foreach (var row in diff.Rows)
        {
            var written = row with { Id = Id(row) };
            await writer.UpdateExtensionAsync(written);
            rows.Add(written);
        }

        int Id(BoardRow row) => row.Id != LiveDiff.NoId ? row.Id : idOf[(row.Key.Context, row.Key.Exten)];
    }
}
