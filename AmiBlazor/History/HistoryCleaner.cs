using AmiBlazor.Data;
using AmiBlazor.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AmiBlazor.History;

/// <summary>
/// Removes what is older than the history is to be, now and then and in small pieces, so that whoever writes what happens now never waits for more
/// than one of them. What goes is the oldest of each extension, never the newest change at or before the bound: replaying what is left gives its
/// status at every moment since, and now. Refreshes stay, without the changes that are gone.
/// </summary>
internal sealed partial class HistoryCleaner(
    IDbContextFactory<AmiBlazorDbContext> factory, SqliteWriteLock writeLock, IOptions<HistoryOptions> options, TimeProvider time, ILogger<HistoryCleaner> logger)
    : BackgroundService
{
    /// <summary>Rows that one transaction removes at most: a few milliseconds of work.</summary>
    public const int Batch = 500;

    /// <summary>Extensions that one question is about.</summary>
    private const int Page = 200;

    /// <summary>From the start of the program to the first time; a start has enough to do.</summary>
    public static readonly TimeSpan FirstWait = TimeSpan.FromMinutes(15);

    public static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    /// <summary>Between two transactions: others write then.</summary>
    public static readonly TimeSpan BatchPause = TimeSpan.FromMilliseconds(50);

    /// <summary>Removes what is not needed of what happened at or before a time. What was removed before a failure stays so.</summary>
    /// <returns>How many changes and how many gaps went.</returns>
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
            if (changes + gaps > 0)
                Log.Cleaned(logger, options.Value.Keep, changes, gaps);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // A history that is longer than it should be harms nobody; the next time is soon enough.
            Log.NotCleaned(logger, failure, Interval);
        }
    }

    private async Task<int> CleanChangesAsync(DateTimeOffset cutoff, CancellationToken cancellationToken)
    {
        var removed = 0;
        var waiting = new List<long>(Batch);
        var after = 0;
        while (await OutlivedAsync(after, cutoff, cancellationToken) is { Count: > 0 } page)
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
                    if (found == room)
                        removed += await RemoveChangesAsync(waiting, cancellationToken);
                }
                while (found == room);
            }
        }

        return waiting.Count == 0 ? removed : removed + await RemoveChangesAsync(waiting, cancellationToken);
    }

    /// <summary>
    /// The next extensions, with what is old of each. Put so that the index on extension and time leads to the place for each of them: what is younger
    /// is not looked at.
    /// </summary>
    private async Task<List<Outlived>> OutlivedAsync(int afterId, DateTimeOffset cutoff, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        return await context.Extensions
            .Where(extension => extension.Id > afterId)
            .OrderBy(extension => extension.Id)
            .Take(Page)
            .Select(extension => new Outlived(
                extension.Id,
                context.StatusChanges.Count(change => change.ExtensionId == extension.Id && change.At <= cutoff),
                context.StatusChanges
                    .Where(change => change.ExtensionId == extension.Id && change.At <= cutoff)
                    .OrderByDescending(change => change.At).ThenByDescending(change => change.Id)
                    .Select(change => change.Id)
                    .FirstOrDefault()))
            .ToListAsync(cancellationToken);
    }

    /// <summary>Collects the oldest changes of an extension that are not needed, after those that were found before.</summary>
    /// <returns>How many there were, and the last of them.</returns>
    private async Task<(int Found, (DateTimeOffset At, long Id)? Last)> CollectOldestAsync(
        Outlived extension, DateTimeOffset cutoff, (DateTimeOffset At, long Id)? after, int count, List<long> ids, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);

        // By the id as well: where the clock was set back, what was written last is not the youngest, and is needed all the same.
        var old = context.StatusChanges.Where(change => change.ExtensionId == extension.ExtensionId && change.At <= cutoff && change.Id < extension.NewestOldId);
        if (after is var (at, id))
            old = old.Where(change => change.At >= at && (change.At > at || change.Id > id));
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

    /// <summary>By their beginning, which is before their end and in the index.</summary>
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

    /// <summary>One statement, which is one transaction; then a breath.</summary>
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

    /// <summary>What one extension has that is old.</summary>
    /// <param name="ExtensionId">The extension.</param>
    /// <param name="Old">How many of its changes were at or before the bound.</param>
    /// <param name="NewestOldId">The newest of them, which stays; 0 where there are none.</param>
    private sealed record Outlived(int ExtensionId, int Old, long NewestOldId);
}
