using System.Runtime.CompilerServices;
using AmiBlazor.Data;
using AmiBlazor.Data.Rows;
using Microsoft.EntityFrameworkCore;

namespace AmiBlazor.Audit;

/// <summary>
/// Queries of the audit log. Entries are ordered by their numbers, the order in which they were saved: a clock that was set back does not change the order
/// of pages, and the last page costs no more than the first (keyset pagination).
/// </summary>
internal sealed class AuditQueries(IDbContextFactory<AmiBlazorDbContext> factory)
{
    /// <summary>How many entries there are in all.</summary>
    public async Task<long> CountAsync(CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        return await AuditSizeWatch.CountAsync(context, cancellationToken);
    }

    /// <summary>The newest entries.</summary>
    /// <param name="filter">Selects the entries.</param>
    /// <param name="before">Only entries older than the one of this number; null for no bound.</param>
    /// <param name="after">Only entries newer than the one of this number, the oldest of them; null for no bound.</param>
    /// <param name="size">The most entries to return.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public async Task<AuditLogPage> PageAsync(AuditFilter filter, long? before, long? after, int size, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        if (await NarrowAsync(context, filter, cancellationToken) is not { } entries)
            return new AuditLogPage([], HasNewer: false, HasOlder: false);

        if (before is null && after is { } newest)
        {
            var newer = await entries.Where(entry => entry.Id > newest).OrderBy(entry => entry.Id).Take(size + 1).ToListAsync(cancellationToken);

            // The newer entries do not fill a page: the first page is returned instead.
            if (newer.Count <= size) return await FirstAsync();
            newer.RemoveAt(size);
            newer.Reverse();
            return new AuditLogPage([.. newer.Select(AuditRecord.Of)], HasNewer: true, HasOlder: true);
        }

        return await FirstAsync();

        async Task<AuditLogPage> FirstAsync()
        {
            var older = before is { } oldest ? entries.Where(entry => entry.Id < oldest) : entries;
            var found = await older.OrderByDescending(entry => entry.Id).Take(size + 1).ToListAsync(cancellationToken);
            return new AuditLogPage([.. found.Take(size).Select(AuditRecord.Of)], HasNewer: before is not null, HasOlder: found.Count > size);
        }
    }

    /// <summary>The newest entries, read in batches, so that a slow reader holds nothing open in the database.</summary>
    /// <param name="filter">Selects the entries.</param>
    /// <param name="most">The most entries to return.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public async IAsyncEnumerable<AuditRecord> ReadAsync(AuditFilter filter, int most, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        const int Batch = 2_000;
        long? before = null;
        for (var left = most; left > 0;)
        {
            var page = await PageAsync(filter, before, after: null, Math.Min(Batch, left), cancellationToken);
            foreach (var entry in page.Entries) yield return entry;
            if (!page.HasOlder) yield break;
            left -= page.Entries.Count;
            before = page.Entries[^1].Id;
        }
    }

    /// <returns>Null if no entry can match.</returns>
    private static async Task<IQueryable<AuditEntry>?> NarrowAsync(AmiBlazorDbContext context, AuditFilter filter, CancellationToken cancellationToken)
    {
        var entries = context.AuditEntries.AsNoTracking();
        if (filter.From is not null || filter.To is not null)
        {
            var within = entries;
            if (filter.From is { } from) within = within.Where(entry => entry.At >= from);
            if (filter.To is { } to) within = within.Where(entry => entry.At < to);

            // The numbers at the ends of the time range: with them the database reads in the order of the page, and skips all newer entries.
            var bounds = await within.GroupBy(_ => 1)
                .Select(all => new { First = all.Min(entry => entry.Id), Last = all.Max(entry => entry.Id) })
                .SingleOrDefaultAsync(cancellationToken);
            if (bounds is null) return null;
            entries = within.Where(entry => entry.Id >= bounds.First && entry.Id <= bounds.Last);
        }

        if (filter.Who is { } who) entries = entries.Where(entry => entry.Who == who);
        if (filter.Action is { } action) entries = entries.Where(entry => entry.Action == action);
        if (filter.Outcome is { } outcome) entries = entries.Where(entry => entry.Outcome == outcome);
        if (filter.Address is { } address) entries = entries.Where(entry => entry.Address == address);
        return filter.Text is { } text ? Containing(entries, text, LikePattern.IgnoresCase(context.Database, text)) : entries;
    }

    private static IQueryable<AuditEntry> Containing(IQueryable<AuditEntry> entries, string text, bool ignoresCase)
    {
        var pattern = LikePattern.Containing(text);
        if (ignoresCase)
        {
            return entries.Where(entry =>
                EF.Functions.Like(entry.About!, pattern, LikePattern.Escape) || EF.Functions.Like(entry.Detail!, pattern, LikePattern.Escape));
        }

#pragma warning disable CA1304, CA1311, MA0011 // This is SQL's lower(), and only the bare ToLower() is translated to it.
        return entries.Where(entry =>
            EF.Functions.Like(entry.About!.ToLower(), pattern, LikePattern.Escape) ||
            EF.Functions.Like(entry.Detail!.ToLower(), pattern, LikePattern.Escape));
#pragma warning restore CA1304, CA1311, MA0011
    }
}
