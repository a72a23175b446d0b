using AmiBlazor.Data;
using AmiBlazor.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AmiBlazor.History;

/// <summary>
/// Removes old history now and then, in small transactions, so that other writers never wait for more than one of them. It removes the oldest changes of each
/// extension, but never the newest change at or before the cutoff: replaying the rest gives the status at every moment since then. Refreshes stay, without
/// their removed changes.
/// </summary>
internal sealed partial class HistoryCleaner(
    IDbContextFactory<AmiBlazorDbContext> factory,
    SqliteWriteLock writeLock,
    GoneExtensions gone,
    IOptions<HistoryOptions> options,
    TimeProvider time,
    ILogger<HistoryCleaner> logger)
    : BackgroundService
{
    /// <summary>The most rows that one transaction removes: a few milliseconds of work.</summary>
    public const int Batch = 500;

    /// <summary>How many extensions one query reads.</summary>
    private const int Page = 200;

    /// <summary>The time from the start of the program to the first removal; a start has enough to do.</summary>
    public static readonly TimeSpan FirstWait = TimeSpan.FromMinutes(15);

    public static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    /// <summary>The pause between two transactions, in which others write.</summary>
    public static readonly TimeSpan BatchPause = TimeSpan.FromMilliseconds(50);

    /// <summary>Removes history that is not needed, at or before a time. A failure does not bring back what was removed before it.</summary>
    /// <returns>How many changes and how many gaps were removed.</returns>
    public async Task<(int Changes, int Gaps)> CleanAsync(DateTimeOffset cutoff, CancellationToken cancellationToken) =>
        (await CleanChangesAsync(cutoff, cancellationToken), await CleanGapsAsync(cutoff, cancellationToken));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            for (var wait = FirstWait; ; wait = Interval)
            {
                await Task.Delay(wait, time, stoppingToken);
                await TryCleanAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program ends.
        }
    }

    private async Task TryCleanAsync(CancellationToken cancellationToken)
    {
        try
        {
            var (changes, gaps) = await CleanAsync(time.GetUtcNow() - options.Value.Keep, cancellationToken);
            var calls = await CleanCallsAsync(time.GetUtcNow() - options.Value.Keep, cancellationToken);
            await CleanAgentLogAsync(time.GetUtcNow() - options.Value.Keep, cancellationToken);
            if (changes + gaps + calls > 0) Log.Cleaned(logger, options.Value.Keep, changes, gaps, calls);
            await CleanGoneAsync(cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // A history that is too long does no harm; the next attempt is soon enough.
            Log.NotCleaned(logger, failure, Interval);
        }
    }

    private async Task CleanGoneAsync(CancellationToken cancellationToken)
    {
        var (now, keep) = (time.GetUtcNow(), options.Value);
        if (keep.RemoveGoneAfter > TimeSpan.Zero
            && await gone.RemoveAsync(now - keep.RemoveGoneAfter, now - keep.Keep, cancellationToken) is > 0 and var removed)
        {
            Log.GoneRemoved(logger, keep.RemoveGoneAfter, removed);
        }

        if (keep.ArchiveGoneAfter > TimeSpan.Zero && await gone.ArchiveAsync(now - keep.ArchiveGoneAfter, cancellationToken) is > 0 and var archived)
            Log.GoneArchived(logger, keep.ArchiveGoneAfter, archived);
    }

    private async Task<int> CleanChangesAsync(DateTimeOffset cutoff, CancellationToken cancellationToken)
    {
        var removed = 0;
        var waiting = new List<long>(Batch);
        var after = 0;
        while (await OldChangesAsync(after, cutoff, cancellationToken) is { Count: > 0 } page)
        {
            after = page[^1].ExtensionId;
            foreach (var extension in page.Where(extension => extension.Old > 1))
            {
                (DateTimeOffset At, long Id)? last = null;
                int room, found;
                do
                {
                    room = Batch - waiting.Count;
                    (found, last) = await CollectOldestAsync(extension, cutoff, last, room, waiting, cancellationToken);
                    if (found == room) removed += await RemoveChangesAsync(waiting, cancellationToken);
                }
                while (found == room);
            }
        }

        return waiting.Count == 0 ? removed : removed + await RemoveChangesAsync(waiting, cancellationToken);
    }

    /// <summary>
    /// The next extensions, with the old changes of each. Written so that the index on extension and time leads to the place for each of them: younger changes
    /// are not read.
    /// </summary>
    private async Task<List<OldChanges>> OldChangesAsync(int afterId, DateTimeOffset cutoff, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        return await context.Extensions
            .Where(extension => extension.Id > afterId)
            .OrderBy(extension => extension.Id)
            .Take(Page)
            .Select(extension => new OldChanges(
                extension.Id,
                context.StatusChanges.Count(change => change.ExtensionId == extension.Id && change.At <= cutoff),
                context.StatusChanges
                    .Where(change => change.ExtensionId == extension.Id && change.At <= cutoff)
                    .OrderByDescending(change => change.At).ThenByDescending(change => change.Id)
                    .Select(change => change.Id)
                    .FirstOrDefault()))
            .ToListAsync(cancellationToken);
    }

    /// <summary>Collects the oldest changes of an extension that are not needed, after those that are already collected.</summary>
    /// <returns>How many were found, and the last of them.</returns>
    private async Task<(int Found, (DateTimeOffset At, long Id)? Last)> CollectOldestAsync(
        OldChanges extension, DateTimeOffset cutoff, (DateTimeOffset At, long Id)? after, int count, List<long> ids, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);

        // By the id as well: after the clock was set back, the change that was written last is not the youngest, but is needed nevertheless.
        var old = context.StatusChanges.Where(
            change => change.ExtensionId == extension.ExtensionId && change.At <= cutoff && change.Id < extension.NewestOldId);
        if (after is var (at, id)) old = old.Where(change => change.At >= at && (change.At > at || change.Id > id));
        var found = await old
            .OrderBy(change => change.At).ThenBy(change => change.Id)
            .Take(count)
            .Select(change => new { change.At, change.Id })
            .ToListAsync(cancellationToken);
        ids.AddRange(found.Select(change => change.Id));
        return (found.Count, found.Count == 0 ? after : (found[^1].At, found[^1].Id));
    }

    private async Task<int> RemoveChangesAsync(List<long> ids, CancellationToken cancellationToken)
    {
        var removed = await RemoveAsync(context => context.StatusChanges.Where(change => ids.Contains(change.Id)), cancellationToken);
        ids.Clear();
        return removed;
    }

    private async Task<int> CleanGapsAsync(DateTimeOffset cutoff, CancellationToken cancellationToken)
    {
        var removed = 0;
        foreach (var server in await ServersAsync(cancellationToken))
        {
            while (await EndedGapsAsync(server, cutoff, cancellationToken) is { Count: > 0 } ids)
                removed += await RemoveAsync(context => context.Gaps.Where(gap => ids.Contains(gap.Id)), cancellationToken);
        }

        return removed;
    }

    private async Task<List<string>> ServersAsync(CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        return await context.Pbxs.Select(pbx => pbx.Server).ToListAsync(cancellationToken);
    }

    /// <summary>Gaps that ended before the cutoff. Found by their beginning, which is earlier than their end and in the index.</summary>
    private async Task<List<int>> EndedGapsAsync(string server, DateTimeOffset cutoff, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        return await context.Gaps
            .Where(gap => gap.Server == server && gap.BeganAt <= cutoff && gap.EndedAt <= cutoff)
            .OrderBy(gap => gap.BeganAt)
            .Take(Batch)
            .Select(gap => gap.Id)
            .ToListAsync(cancellationToken);
    }

    /// <summary>Executes one statement, which is one transaction, then pauses.</summary>
    private async Task<int> RemoveAsync<T>(Func<AmiBlazorDbContext, IQueryable<T>> rows, CancellationToken cancellationToken)
        where T : class
    {
        int removed;
        await writeLock.EnterAsync(cancellationToken);
        try
        {
            await using var context = await factory.CreateDbContextAsync(cancellationToken);
            removed = await rows(context).ExecuteDeleteAsync(cancellationToken);
        }
        finally
        {
            writeLock.Leave();
        }

        await Task.Delay(BatchPause, time, cancellationToken);
        return removed;
    }

    /// <summary>The old changes of one extension.</summary>
    /// <param name="ExtensionId">The extension.</param>
    /// <param name="Old">How many of its changes were at or before the cutoff.</param>
    /// <param name="NewestOldId">The newest of them, which stays; 0 when there are none.</param>
    private sealed record OldChanges(int ExtensionId, int Old, long NewestOldId);
}
