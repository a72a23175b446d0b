using AmiBlazor.Board;
using AmiBlazor.Data.Rows;
using Microsoft.EntityFrameworkCore;

namespace AmiBlazor.History;

internal sealed partial class ExtensionQueries
{
    /// <summary>More changes than this are not read at once: an extension that changes every few seconds all day.</summary>
    public const int MaxChanges = 20_000;

    /// <summary>
    /// The newest part of an extension's history: all since a time, the one before that, and at least <paramref name="atLeast"/>.
    /// </summary>
    public async Task<RecentHistory> RecentAsync(int extensionId, DateTimeOffset since, int atLeast, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        var changes = context.StatusChanges.AsNoTracking().Where(change => change.ExtensionId == extensionId);
        var found = await EntriesAsync(changes.Where(change => change.At >= since), MaxChanges, cancellationToken);
        if (found.Count < MaxChanges)
        {
            // From the time on, not after the last one found: what is saved between the two questions is newer than both.
            var older = await EntriesAsync(changes.Where(change => change.At < since), Math.Max(1, atLeast - found.Count), cancellationToken);
            found.AddRange(older);
        }

        var first = await changes.OrderBy(change => change.At).ThenBy(change => change.Id)
            .Select(change => new { change.Id, change.At, change.FromCode })
            .FirstOrDefaultAsync(cancellationToken);
        return new RecentHistory(
            found,
            HasOlder: found.Count > 0 && first is not null && found[^1].Id != first.Id,
            FirstKnownAt: first is { FromCode: null } ? first.At : null);
    }

    /// <summary>The next older part of an extension's history, newest first: so many that come before one of its changes.</summary>
    public async Task<IReadOnlyList<ChangeEntry>> OlderAsync(int extensionId, ChangeEntry before, int count, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        var (at, id) = (before.At, before.Id);

        // Put so that the index on extension and time leads to the place.
        var older = context.StatusChanges.AsNoTracking()
            .Where(change => change.ExtensionId == extensionId && change.At <= at && (change.At < at || change.Id < id));
        return await EntriesAsync(older, count, cancellationToken);
    }

    /// <summary>
    /// What has been saved of an extension after one of its changes, newest first; of what happened before <paramref name="since"/>, nothing.
    /// </summary>
    public async Task<IReadOnlyList<ChangeEntry>> NewerAsync(int extensionId, long afterId, DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        var newer = context.StatusChanges.AsNoTracking()
            .Where(change => change.ExtensionId == extensionId && change.At >= since && change.Id > afterId);
        return await EntriesAsync(newer, MaxChanges, cancellationToken);
    }

    private static async Task<List<ChangeEntry>> EntriesAsync(IQueryable<StatusChange> changes, int count, CancellationToken cancellationToken) =>
        await changes
            .OrderByDescending(change => change.At).ThenByDescending(change => change.Id)
            .Take(count)
            .Select(change => new ChangeEntry(change.Id, change.At, change.FromCode, change.ToCode, ChangeSource.Known(change.Source)))
            .ToListAsync(cancellationToken);
}
