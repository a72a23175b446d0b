using AmiBlazor.Board;
using AmiBlazor.Data;
using AmiBlazor.Data.Rows;
using AmiBlazor.Store;
using Microsoft.EntityFrameworkCore;

namespace AmiBlazor.History;

/// <summary>Queries of extensions, their history and the last refreshes.</summary>
internal sealed class ExtensionQueries(IDbContextFactory<AmiBlazorDbContext> factory)
{
    /// <summary>The most changes that are read at once: an extension may change every few seconds all day.</summary>
    public const int MaxChanges = 20_000;

    /// <summary>The extensions of the scope that pass the filter, in the order of server, context and exten.</summary>
    public async Task<IReadOnlyList<VerifiedRow>> ListAsync(ExtensionScope scope, ExtensionFilter filter, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        return await ReadAsync(context, Narrow(context, Within(context.Extensions.AsNoTracking(), scope), filter), int.MaxValue, cancellationToken);
    }

    /// <summary>A page of the same.</summary>
    /// <param name="scope">The extensions that may be read.</param>
    /// <param name="filter">Which of them are requested.</param>
    /// <param name="after">The last extension of the page before; null for the first page.</param>
    /// <param name="limit">The most rows.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public async Task<ExtensionPage> PageAsync(
        ExtensionScope scope, ExtensionFilter filter, ExtensionKey? after, int limit, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        var all = Narrow(context, Within(context.Extensions.AsNoTracking(), scope), filter);
        var rest = all;
        if (after is { } last)
        {
            var (server, dialplanContext, exten) = last;
#pragma warning disable CA1309, CA1310, MA0001 // This becomes SQL's “greater than”, which compares as the ORDER BY does.
            rest = all.Where(extension =>
                string.Compare(extension.Server, server) > 0
                || (extension.Server == server && (string.Compare(extension.Context, dialplanContext) > 0
                    || (extension.Context == dialplanContext && string.Compare(extension.Exten, exten) > 0))));
#pragma warning restore CA1309, CA1310, MA0001
        }

        // One more than wanted tells whether there is another page.
        var rows = await ReadAsync(context, rest, limit + 1, cancellationToken);
        if (rows.Count <= limit) return new ExtensionPage(rows, after is null ? rows.Count : await all.CountAsync(cancellationToken), null);
        rows.RemoveAt(limit);
        return new ExtensionPage(rows, await all.CountAsync(cancellationToken), rows[^1].Row.Key);
    }

    private static async Task<List<VerifiedRow>> ReadAsync(
        AmiBlazorDbContext context, IQueryable<Extension> extensions, int limit, CancellationToken cancellationToken)
    {

        // The list time comes in the same statement: a save between two statements would give an old row the new list's time.
        var query =
            from extension in extensions
            join pbx in context.Pbxs on extension.Server equals pbx.Server into pbxs
            from pbx in pbxs.DefaultIfEmpty()
            orderby extension.Server, extension.Context, extension.Exten
            select new { Extension = extension, LastListAt = pbx == null ? null : pbx.LastListAt, LastListBy = pbx == null ? null : pbx.LastListBy };
        var rows = new List<VerifiedRow>();
        await foreach (var found in (limit == int.MaxValue ? query : query.Take(limit)).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            var extension = found.Extension;
            var row = BoardRowMapper.Of(extension, new ExtensionKey(extension.Server, extension.Context, extension.Exten), extension.LastSeen);
            var (verifiedAt, verifiedBy) = row.VerifiedWith(
                new BoardPbx(extension.Server, found.LastListAt) { LastListBy = ChangeSource.Known(found.LastListBy ?? ChangeSource.Refresh) });
            rows.Add(new VerifiedRow(row with { LastSeen = row.LastSeenWith(found.LastListAt) }, verifiedAt, verifiedBy));
        }

        return rows;
    }

    /// <summary>
    /// The changes of one extension, newest first; null when the scope has no such extension. As everywhere in a history the order is that in which they
    /// were saved: each begins with the status that the one before it ended with, whatever the clock did in between.
    /// </summary>
    /// <param name="scope">The extensions that may be read.</param>
    /// <param name="key">The extension.</param>
    /// <param name="from">The earliest time; null for no limit.</param>
    /// <param name="to">The latest time; null for no limit.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public async Task<IReadOnlyList<ChangeEntry>?> HistoryAsync(
        ExtensionScope scope, ExtensionKey key, DateTimeOffset? from, DateTimeOffset? to, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        var id = await Within(context.Extensions, scope)
            .Where(extension => extension.Server == key.Server && extension.Context == key.Context && extension.Exten == key.Exten)
            .Select(extension => (int?)extension.Id)
            .SingleOrDefaultAsync(cancellationToken);
        if (id is null) return null;
        var changes = context.StatusChanges.Where(change => change.ExtensionId == id);
        if (from is not null) changes = changes.Where(change => change.At >= from);
        if (to is not null) changes = changes.Where(change => change.At <= to);
        return await changes
            .OrderByDescending(change => change.Id)
            .Select(change => new ChangeEntry(change.Id, change.At, change.FromCode, change.ToCode, change.Source)
            {
                ConnectionId = change.Run == null ? null : change.Run.ConnectionId,
            })
            .ToListAsync(cancellationToken);
    }

    /// <summary>
    /// The newest part of an extension's history: all changes since a time, the one before that, and at least <paramref name="atLeast"/> of them.
    /// </summary>
    public async Task<RecentHistory> RecentAsync(int extensionId, DateTimeOffset since, int atLeast, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        var changes = context.StatusChanges.AsNoTracking().Where(change => change.ExtensionId == extensionId);

        // After the clock was set, a change of this time may lie below one of an earlier time.
        var oldest = await changes.Where(change => change.At >= since).MinAsync(change => (long?)change.Id, cancellationToken) ?? long.MaxValue;
        var found = await EntriesAsync(context, changes.Where(change => change.Id >= oldest), MaxChanges, cancellationToken);
        if (found.Count < MaxChanges)
        {
            // Bounded by what was looked for, not by the last change found: a change that is saved between the two queries is newer than both.
            var older = await EntriesAsync(context, changes.Where(change => change.Id < oldest), Math.Max(1, atLeast - found.Count), cancellationToken);
            found.AddRange(older);
        }

        var first = await changes.OrderBy(change => change.Id)
            .Select(change => new { change.Id, change.At, change.FromCode })
            .FirstOrDefaultAsync(cancellationToken);
        return new RecentHistory(
            found,
            HasOlder: found.Count > 0 && first is not null && found[^1].Id != first.Id,
            FirstKnownAt: first is { FromCode: null } ? first.At : null);
    }

    /// <summary>The next older part of an extension's history, newest first: this many changes before one of them.</summary>
    public async Task<IReadOnlyList<ChangeEntry>> OlderAsync(int extensionId, ChangeEntry before, int count, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        var older = context.StatusChanges.AsNoTracking().Where(change => change.ExtensionId == extensionId && change.Id < before.Id);
        return await EntriesAsync(context, older, count, cancellationToken);
    }

    /// <summary>The changes of an extension that were saved after one of its changes, newest first.</summary>
    public async Task<IReadOnlyList<ChangeEntry>> NewerAsync(int extensionId, long afterId, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        var newer = context.StatusChanges.AsNoTracking()
            .Where(change => change.ExtensionId == extensionId && change.Id > afterId);
        return await EntriesAsync(context, newer, MaxChanges, cancellationToken);
    }

    /// <summary>The last ended refreshes of the scope's PBXs, newest first.</summary>
    public async Task<IReadOnlyList<RunRecord>> LastRunsAsync(ExtensionScope scope, int count, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        var runs = context.RefreshRuns.AsNoTracking();
        if (scope.Servers is { } servers) runs = runs.Where(run => servers.Contains(run.Server));
        return await runs
            .OrderByDescending(run => run.Id)
            .Take(count)
            .Select(run => RunRecordMapper.Of(run))
            .ToListAsync(cancellationToken);
    }

    /// <summary>The newest refresh of each of these PBXs that was not stopped.</summary>
    public async Task<IReadOnlyList<LastRun>> LastRunOfEachAsync(IReadOnlyCollection<string> servers, CancellationToken cancellationToken)
    {
        var stopped = RefreshOutcome.Stopped.Word();
        var last = new List<LastRun>();
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        foreach (var server in servers)
        {
            var run = await context.RefreshRuns
                .Where(run => run.Server == server && run.Outcome != stopped)
                .OrderByDescending(run => run.Id)
                .Select(run => new { run.ConnectionId, run.Outcome, run.EndedAt })
                .FirstOrDefaultAsync(cancellationToken);
            if (run is not null)
                last.Add(new LastRun(server, run.ConnectionId, RefreshOutcomeExtensions.Parse(run.Outcome), run.EndedAt));
        }

        return last;
    }

    /// <summary>The PBX of the refresh with this id; null when none is recorded.</summary>
    public async Task<string?> ServerOfRunAsync(string connectionId, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        return await context.RefreshRuns.Where(run => run.ConnectionId == connectionId).Select(run => run.Server).SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>The PBX of the refresh that wrote this snapshot file; null when none is recorded.</summary>
    public async Task<string?> ServerOfSnapshotAsync(string fileName, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        return await context.RefreshRuns.Where(run => run.SnapshotFile == fileName).Select(run => run.Server).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>The departments of all extensions, in alphabetical order.</summary>
    public async Task<IReadOnlyList<string>> DepartmentsAsync(CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        return await context.Extensions.Where(extension => extension.Department != null)
            .Select(extension => extension.Department!).Distinct().OrderBy(department => department).ToListAsync(cancellationToken);
    }

    /// <summary>The last saved of these changes of one extension, newest first.</summary>
    private static async Task<List<ChangeEntry>> EntriesAsync(
        AmiBlazorDbContext context, IQueryable<StatusChange> changes, int count, CancellationToken cancellationToken)
    {
        // The index on extension and time holds the ids as well, so that only the rows that are shown are read.
        var last = changes.OrderByDescending(change => change.Id).Take(count).Select(change => change.Id);
        return await context.StatusChanges.AsNoTracking()
            .Where(change => last.Contains(change.Id))
            .OrderByDescending(change => change.Id)
            .Select(change => new ChangeEntry(change.Id, change.At, change.FromCode, change.ToCode, ChangeSource.Known(change.Source)))
            .ToListAsync(cancellationToken);
    }

    private static IQueryable<Extension> Within(IQueryable<Extension> extensions, ExtensionScope scope)
    {
        if (scope.Servers is { } servers)
            extensions = extensions.Where(extension => servers.Contains(extension.Server));
        if (scope.Departments is { } departments)
            extensions = extensions.Where(extension => departments.Contains(extension.Department!));
        return extensions;
    }

    private static IQueryable<Extension> Narrow(AmiBlazorDbContext context, IQueryable<Extension> extensions, ExtensionFilter filter)
    {
        if (filter.Server is { } server) extensions = extensions.Where(extension => extension.Server == server);
        if (filter.Context is { } dialplanContext)
            extensions = extensions.Where(extension => extension.Context == dialplanContext);
        if (filter.Gone is { } gone) extensions = extensions.Where(extension => extension.Present != gone);
        if (!filter.WithArchived) extensions = extensions.Where(extension => extension.ArchivedAt == null);
        if (filter.Status is { } status)
        {
            var isUnknown = status == ExtensionStatus.Unknown;
            var codes = ExtensionCodes.Known.Where(code => isUnknown || ExtensionStatusExtensions.FromCode(code) == status).ToArray();
            extensions = isUnknown
                ? extensions.Where(extension => !codes.Contains(extension.StatusCode))
                : extensions.Where(extension => codes.Contains(extension.StatusCode));
        }

        if (string.IsNullOrWhiteSpace(filter.Text)) return extensions;
        var text = filter.Text.Trim();
        var pattern = LikePattern.Containing(text);
        if (LikePattern.IgnoresCase(context.Database, text))
        {
            return extensions.Where(extension =>
                EF.Functions.Like(extension.Exten, pattern, LikePattern.Escape) ||
                EF.Functions.Like(extension.Name!, pattern, LikePattern.Escape) ||
                EF.Functions.Like(extension.PbxName!, pattern, LikePattern.Escape) ||
                EF.Functions.Like(extension.Department!, pattern, LikePattern.Escape) ||
                EF.Functions.Like(extension.Note!, pattern, LikePattern.Escape) ||
                EF.Functions.Like(extension.Email!, pattern, LikePattern.Escape) ||
                EF.Functions.Like(extension.Hint, pattern, LikePattern.Escape) ||
                EF.Functions.Like(extension.Context, pattern, LikePattern.Escape));
        }

#pragma warning disable CA1304, CA1311, MA0011 // This is SQL's lower(), and only the bare ToLower() is translated to it.
        return extensions.Where(extension =>
            EF.Functions.Like(extension.Exten.ToLower(), pattern, LikePattern.Escape) ||
            EF.Functions.Like(extension.Name!.ToLower(), pattern, LikePattern.Escape) ||
            EF.Functions.Like(extension.PbxName!.ToLower(), pattern, LikePattern.Escape) ||
            EF.Functions.Like(extension.Department!.ToLower(), pattern, LikePattern.Escape) ||
            EF.Functions.Like(extension.Note!.ToLower(), pattern, LikePattern.Escape) ||
            EF.Functions.Like(extension.Email!.ToLower(), pattern, LikePattern.Escape) ||
            EF.Functions.Like(extension.Hint.ToLower(), pattern, LikePattern.Escape) ||
            EF.Functions.Like(extension.Context.ToLower(), pattern, LikePattern.Escape));
#pragma warning restore CA1304, CA1311, MA0011
    }
}
