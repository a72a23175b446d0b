using AmiBlazor.Board;
using AmiBlazor.Store;

namespace AmiBlazor.History;

/// <summary>
/// Archives and removes extensions that their PBX has not listed for long, in small transactions. A PBX whose list was full of nonsense once would
/// otherwise leave it on the board for ever.
/// </summary>
internal sealed class GoneExtensions(LiveBoard board, ExtensionStore store, TimeProvider time)
{
    /// <summary>Archives what has been gone, and untouched, since before a time: what somebody brought back or named is not archived again at once.</summary>
    /// <returns>How many extensions were archived.</returns>
    public Task<int> ArchiveAsync(DateTimeOffset cutoff, CancellationToken cancellationToken)
    {
        return ForEachBatchAsync(
            IsDue, async (_, keys) => (await store.ArchiveAsync(keys, isArchived: true, IsDue, cancellationToken)).Count, cancellationToken);

        bool IsDue(BoardRow row) => row.ArchivedAt is null && IsGone(row, cutoff) && row.UpdatedAt <= cutoff;
    }

    /// <summary>Deletes what has been gone since before a time, with its history, unless a person has named it or put it back on the board since.</summary>
    /// <param name="cutoff">The time.</param>
    /// <param name="historySince">An extension whose history goes on after this time stays.</param>
    /// <param name="cancellationToken">Ends it between two transactions.</param>
    /// <returns>How many extensions were deleted.</returns>
    public Task<int> RemoveAsync(DateTimeOffset cutoff, DateTimeOffset historySince, CancellationToken cancellationToken)
    {
        return ForEachBatchAsync(
            IsDue, (server, keys) => store.DeleteAsync(server, keys, IsDue, historySince, cancellationToken), cancellationToken);

        bool IsDue(BoardRow row) => PersonDetails.Of(row).IsEmpty && IsGone(row, cutoff) && (row.ArchivedAt is not null || row.UpdatedAt <= cutoff);
    }

    private static bool IsGone(BoardRow row, DateTimeOffset cutoff) => !row.Present && row.GoneSince <= cutoff;

    private async Task<int> ForEachBatchAsync(
        Func<BoardRow, bool> isDue, Func<string, ExtensionKey[], Task<int>> work, CancellationToken cancellationToken)
    {
        var done = 0;
        foreach (var pbx in board.Snapshot.Rows().Where(isDue).Select(row => row.Key).GroupBy(key => key.Server, StringComparer.Ordinal).ToList())
        {
            foreach (var keys in pbx.Chunk(HistoryCleaner.Batch))
            {
                done += await work(pbx.Key, keys);
                await Task.Delay(HistoryCleaner.BatchPause, time, cancellationToken);
            }
        }

        return done;
    }
}
