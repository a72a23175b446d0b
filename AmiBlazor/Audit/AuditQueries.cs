using System.Runtime.CompilerServices;
using AmiBlazor.Data;
using AmiBlazor.Data.Rows;
using Microsoft.EntityFrameworkCore;

namespace AmiBlazor.Audit;

/// <summary>
/// Questions about the audit that the database answers. Entries go by their numbers, which is the order in which they were written down: a clock that was
/// set back mixes up no pages, and a page far down costs no more than the first.
/// </summary>
internal sealed class AuditQueries(IDbContextFactory<AmiBlazorDbContext> factory)
{
    /// <summary>The newest entries.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="before">Only those before the entry of this number; null for no bound.</param>
    /// <param name="after">Only those after the entry of this number, the nearest of them; null for no bound.</param>
    /// <param name="size">How many at most.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public async Task<AuditLogPage> PageAsync(AuditFilter filter, long? before, long? after, int size, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        if (await NarrowAsync(context, filter, cancellationToken) is not { } entries) return new AuditLogPage([], HasNewer: false, HasOlder: false);

        if (before is null && after is { } newest)
        {
            var newer = await entries.Where(entry => entry.Id > newest).OrderBy(entry => entry.Id).Take(size + 1).ToListAsync(cancellationToken);

            // So few are newer that they would make a short first page.
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

    /// <summary>
    /// The newest entries, read in pieces: a reader who is slow holds nothing open in the database.
    /// </summary>
    /// <param name="filter">Which.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async IAsyncEnumerable<AuditRecord> ReadAsync(AuditFilter filter, int most, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        const int Piece = 2_000;
        long? before = null;
        for (var left = most; left > 0;)
        {
            var page = await PageAsync(filter, before, after: null, Math.Min(Piece, left), cancellationToken);
            foreach (var entry in page.Entries) yield return entry;
            if (!page.HasOlder) yield break;
            left -= page.Entries.Count;
            before = page.Entries[^1].Id;
        }
    }

    /// <returns>Null where nothing can pass.</returns>
    private static async Task<IQueryable<AuditEntry>?> NarrowAsync(AmiBlazorDbContext context, AuditFilter filter, CancellationToken cancellationToken)
    {
        var entries = context.AuditEntries.AsNoTracking();
        if (filter.From is not null || filter.To is not null)
        {
            var within = entries;
            if (filter.From is { } from) within = within.Where(entry => entry.At >= from);
            if (filter.To is { } to) within = within.Where(entry => entry.At < to);

            // The numbers between which a stretch of time lies: with them the database walks in the order of the page, and not through all that is newer.
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
        return filter.Text is { } text ? Holding(entries, text, LikePattern.IgnoresCase(context.Database, text)) : entries;
    }

    private static IQueryable<AuditEntry> Holding(IQueryable<AuditEntry> entries, string text, bool ignoresCase)
    {
        var pattern = LikePattern.Containing(text);
        if (ignoresCase) return entries.Where(entry => EF.Functions.Like(entry.About!, pattern, LikePattern.Escape) || EF.Functions.Like(entry.Detail!, pattern, LikePattern.Escape));
#pragma warning disable CA1304, CA1311, MA0011 // This is SQL's lower(), and only the bare ToLower() is translated to it.
        return entries.Where(entry => EF.Functions.Like(entry.About!.ToLower(), pattern, LikePattern.Escape) || EF.Functions.Like(entry.Detail!.ToLower(), pattern, LikePattern.Escape));
#pragma warning restore CA1304, CA1311, MA0011
    }
}
