using AmiBlazor.Board;
using AmiBlazor.Data;

namespace AmiBlazor.Store;

/// <summary>Writes the queued events of a PBX: diff, then one transaction, then publish.</summary>
internal sealed class QueuedEventsWriter(ExtensionTransactions transactions, LiveBoard board, ExtensionMetrics metrics, TimeProvider time)
{
    /// <summary>The most events that are written in one transaction.</summary>
    private const int BatchSize = 2_000;

    /// <summary>
    /// Writes all that the queue holds now, in the order of arrival: every change into the history, every row once. Only for the holder of the lock.
    /// </summary>
    /// <param name="pbx">The lock.</param>
    /// <param name="mayWait">Whether events stay in the queue while the other half of a change may be on its way.</param>
    /// <param name="cancellationToken">Has no effect once the transaction has begun.</param>
    /// <returns>How many events were written, whether they hinted at a reload of the dialplan, and whether some wait for the other half.</returns>
    public async Task<(int Written, bool HasReloadTraces, bool IsHalf)> WriteAsync(PbxWriteLock pbx, bool mayWait, CancellationToken cancellationToken)
    {
        // What arrives meanwhile is left for the next holder of the lock: a PBX that floods must not keep everybody else waiting.
        var (written, most, hasReloadTraces) = (0, pbx.Queue.Waiting, false);
        while (written < most && pbx.Queue.Oldest(Math.Min(BatchSize, most - written)) is { Count: > 0 } events)
        {
            var started = time.GetTimestamp();
            var now = UtcTime.AsStored(time.GetUtcNow());
            var diff = LiveDiff.Of(board.For(pbx.Server), pbx.Queue.Hints, events, now);
            if (mayWait && diff.IsHalf) return (written, hasReloadTraces, true);
            var rows = new List<BoardRow>(diff.Rows.Count + diff.Added.Count);
            if (!diff.IsEmpty)
            {
                await transactions.WriteAsync(
                    pbx,
                    async writer =>
                    {
                        pbx.Unconfirmed = null;
                        await WriteAsync(writer, pbx.Server, diff, rows, now);
                        pbx.Unconfirmed = new UnconfirmedWrite(events.Count, diff.HasReloadTraces);
                    },
                    cancellationToken);
            }

            pbx.Unconfirmed = null;
            pbx.Queue.Hints.Told(diff.Appeared);
            pbx.Queue.Hints.TakeStates(diff.Devices, started);
            pbx.Queue.Written(events.Count);
            board.Publish(pbx.Server, rows, facts: null);
            pbx.Queue.Hints.Follow(board.For(pbx.Server), rows);
            if (diff.HasReloadTraces) pbx.Queue.State.MarkReloadTrace();
            hasReloadTraces |= diff.HasReloadTraces;
            written += events.Count;
            metrics.Saved(ChangeSource.Live, diff.Changes.Count + diff.Added.Count, time.GetElapsedTime(started));
        }

        return (written, hasReloadTraces, false);
    }

    private static async Task WriteAsync(ExtensionBulkWriter writer, string server, LiveDiff diff, List<BoardRow> rows, DateTimeOffset now)
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
