using AmiBlazor.Board;
using AmiBlazor.Data;
using Microsoft.EntityFrameworkCore;

namespace AmiBlazor.Store;

/// <content>What main connections hear, on its way into the database.</content>
internal sealed partial class ExtensionStore
{
    /// <summary>So many events are written in one transaction.</summary>
    private const int MostInOneTransaction = 2_000;

    /// <summary>Writes all that the feed of a PBX holds, in the order in which it was heard: each change in the history, each row once.</summary>
    /// <returns>How many events were written.</returns>
    /// <exception cref="StoreException">The database did not take it; what was not written waits in the feed.</exception>
    public Task<int> WriteQueuedEventsAsync(string server, CancellationToken cancellationToken) =>
        WithWriteLockAsync(server, turn => WriteQueuedEventsAsync(turn, feeds.For(server), server, cancellationToken), cancellationToken);

    private async Task<int> WriteQueuedEventsAsync(PbxWriteLock turn, LiveEventQueue feed, string server, CancellationToken cancellationToken)
    {
        // What comes meanwhile is for the next turn: a PBX that floods must not keep everybody else from theirs.
        var (written, most) = (0, feed.Waiting);
        while (written < most && feed.Oldest(Math.Min(MostInOneTransaction, most - written)) is { Count: > 0 } events)
        {
            var started = time.GetTimestamp();
            var now = UtcTime.AsStored(time.GetUtcNow());
            var diff = LiveDiff.Of(board.For(server), events, now);
            var rows = new List<BoardRow>(diff.Rows.Count + diff.Added.Count);
            if (!diff.IsEmpty)
            {
                await WriteAsync(
                    turn,
                    async writer =>
                    {
                        turn.Heard = null;
                        if (await SaveAsync(writer, server, diff, rows, now) is { } change)
                            turn.Heard = new UnconfirmedWrite(events.Count, diff.HasReloadTraces, change.Id, change.ExtensionId);
                    },
                    cancellationToken);
            }

            turn.Heard = null;
            feed.Written(events.Count);
            board.Publish(server, rows, facts: null);
            if (diff.HasReloadTraces)
                feed.TellReloadTraced();
            written += events.Count;
            metrics.Saved(ChangeSource.Live, diff.Changes.Count + diff.Added.Count, time.GetElapsedTime(started));
        }

        return written;
    }

    /// <summary>
    /// Takes out of the feed what a transaction wrote that was taken for broken off: heard a second time, a phone that rang and was hung up would have
    /// rung twice.
    /// </summary>
    private async Task ReconcileAsync(PbxWriteLock turn, LiveEventQueue feed, CancellationToken cancellationToken)
    {
        if (turn.Heard is not { } doubt)
            return;
        bool isWritten;
        await using (var context = await factory.CreateDbContextAsync(cancellationToken))
        {
            isWritten = await context.StatusChanges.AnyAsync(
                change => change.Id == doubt.ChangeId && change.ExtensionId == doubt.ExtensionId, cancellationToken);
        }

        turn.Heard = null;
        if (!isWritten)
            return;
        feed.Written(doubt.Events);
        if (doubt.HasReloadTraces)
            feed.TellReloadTraced();
    }

    /// <returns>
    /// The last change that it wrote: with it, everything is in the database. Null when it wrote none, and then it does no harm a second time.
    /// </returns>
    private static async Task<(long Id, int ExtensionId)?> SaveAsync(
        ExtensionBulkWriter writer, string server, LiveDiff diff, List<BoardRow> rows, DateTimeOffset now)
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

        (long Id, int ExtensionId)? last = null;
        foreach (var change in diff.Changes)
            await writer.InsertChangeAsync(Id(change.Row), change.From, change.Row.StatusCode, change.At, ChangeSource.Live);
        if (diff.Changes is [.., { Row: var changed }])
            last = (await writer.LastChangeAsync(Id(changed)), Id(changed));
        foreach (var row in diff.Rows)
        {
            var written = row with { Id = Id(row) };
            await writer.UpdateExtensionAsync(written);
            rows.Add(written);
        }

        return last;

        int Id(BoardRow row) => row.Id != LiveDiff.NoId ? row.Id : idOf[(row.Key.Context, row.Key.Exten)];
    }

    /// <summary>The oldest events of a feed, when it is not known whether they are in the database.</summary>
    /// <param name="Events">How many.</param>
    /// <param name="HasReloadTraces">What <see cref="LiveDiff.HasReloadTraces"/> says of them.</param>
    /// <param name="ChangeId">The last change that they made: it is in the database if all of them are.</param>
    /// <param name="ExtensionId">
    /// Whose change it is. An id that was rolled back may be given again, but not to this PBX, of which nobody else writes.
    /// </param>
    private sealed record UnconfirmedWrite(int Events, bool HasReloadTraces, long ChangeId, int ExtensionId);
}
