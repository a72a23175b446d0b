using AmiBlazor.Audit;
using AmiBlazor.Board;
using AmiBlazor.Data;
using AmiBlazor.Data.Rows;
using AmiBlazor.Demo;
using AmiBlazor.Store;
using Microsoft.EntityFrameworkCore;

namespace AmiBlazor.History;

/// <summary>Questions that the database answers.</summary>
internal sealed partial class ExtensionQueries(IDbContextFactory<AmiBlazorDbContext> factory)
{
    private const string Escape = "\\";

    /// <summary>
    /// The extensions of the scope that pass the filter, by server, context and exten.
    /// </summary>
    public async Task<IReadOnlyList<VerifiedRow>> ListAsync(ExtensionScope scope, ExtensionFilter filter, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);

        // The list time in the same statement: read apart, a save between the two would lend an old row the new list's time.
        var query =
            from extension in Narrow(Within(context.Extensions.AsNoTracking(), scope), filter)
            join pbx in context.Pbxs on extension.Server equals pbx.Server into pbxs
            from pbx in pbxs.DefaultIfEmpty()
            orderby extension.Server, extension.Context, extension.Exten
            select new { Extension = extension, LastListAt = pbx == null ? null : pbx.LastListAt, LastListBy = pbx == null ? null : pbx.LastListBy };
        var rows = new List<VerifiedRow>();
        await foreach (var found in query.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            var extension = found.Extension;
            var row = BoardRowMapper.Of(extension, new ExtensionKey(extension.Server, extension.Context, extension.Exten), extension.LastSeen);
            var (verifiedAt, verifiedBy) = row.VerifiedWith(
                new BoardPbx(extension.Server, found.LastListAt) { LastListBy = ChangeSource.Known(found.LastListBy ?? ChangeSource.Refresh) });
            rows.Add(new VerifiedRow(row with { LastSeen = row.LastSeenWith(found.LastListAt) }, verifiedAt, verifiedBy));
        }

        return rows;
    }

    /// <summary>The changes of one extension, newest first; null when the scope has no such extension.</summary>
    /// <param name="scope">Of which extensions it must be one.</param>
    /// <param name="key">The extension.</param>
    /// <param name="from">The earliest time that counts; null for no bound.</param>
    /// <param name="to">The latest time that counts; null for no bound.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public async Task<IReadOnlyList<HistoryEntry>?> HistoryAsync(
        ExtensionScope scope, ExtensionKey key, DateTimeOffset? from, DateTimeOffset? to, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        var id = await Within(context.Extensions, scope)
            .Where(extension => extension.Server == key.Server && extension.Context == key.Context && extension.Exten == key.Exten)
            .Select(extension => (int?)extension.Id)
            .SingleOrDefaultAsync(cancellationToken);
        if (id is null)
            return null;
        var changes = context.StatusChanges.Where(change => change.ExtensionId == id);
        if (from is not null)
            changes = changes.Where(change => change.At >= from);
        if (to is not null)
            changes = changes.Where(change => change.At <= to);
        return await changes
            .OrderByDescending(change => change.At).ThenByDescending(change => change.Id)
            .Select(change => new HistoryEntry(
                change.At, change.FromCode, change.ToCode, change.Source, change.Run == null ? null : change.Run.ConnectionId))
            .ToListAsync(cancellationToken);
    }

    /// <summary>The last ended refreshes of the scope's PBXs, newest first.</summary>
    public async Task<IReadOnlyList<RunRecord>> LastRunsAsync(ExtensionScope scope, int count, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        var runs = context.RefreshRuns.AsNoTracking();
        if (scope.Servers is { } servers) runs = runs.Where(run => servers.Contains(run.Server));
        return await runs
            .OrderByDescending(run => run.EndedAt).ThenByDescending(run => run.Id)
            .Take(count)
            .Select(run => RunRecordMapper.Of(run))
            .ToListAsync(cancellationToken);
    }

    /// <summary>The newest refresh of each of these PBXs that was not stopped: its id, outcome and end.</summary>
    public async Task<IReadOnlyList<LastRun>> LastRunOfEachAsync(IReadOnlyCollection<string> servers, CancellationToken cancellationToken)
    {
        var stopped = RefreshOutcome.Stopped.Word();
        var last = new List<LastRun>();
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        foreach (var server in servers)
        {
            var run = await context.RefreshRuns
                .Where(run => run.Server == server && run.Outcome != stopped)
                .OrderByDescending(run => run.EndedAt).ThenByDescending(run => run.Id)
                .Select(run => new { run.ConnectionId, run.Outcome, run.EndedAt })
                .FirstOrDefaultAsync(cancellationToken);
            if (run is not null) last.Add(new LastRun(server, run.ConnectionId, RefreshOutcomeExtensions.Parse(run.Outcome), run.EndedAt));
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

    private static IQueryable<Extension> Within(IQueryable<Extension> extensions, ExtensionScope scope)
    {
        if (scope.Servers is { } servers)
            extensions = extensions.Where(extension => servers.Contains(extension.Server));
        if (scope.Departments is { } departments)
            extensions = extensions.Where(extension => departments.Contains(extension.Department!));
        return extensions;
    }

    private static IQueryable<Extension> Narrow(IQueryable<Extension> extensions, ExtensionFilter filter)
    {
        if (filter.Server is { } server)
            extensions = extensions.Where(extension => extension.Server == server);
        if (filter.Context is { } dialplanContext)
            extensions = extensions.Where(extension => extension.Context == dialplanContext);
        if (filter.Status is { } status)
        {
            var isUnknown = status == ExtensionStatus.Unknown;
            var codes = ExtensionStatusExtensions.KnownCodes.Where(code => isUnknown || ExtensionStatusExtensions.FromCode(code) == status).ToArray();
            extensions = isUnknown
                ? extensions.Where(extension => !codes.Contains(extension.StatusCode))
                : extensions.Where(extension => codes.Contains(extension.StatusCode));
        }

        if (string.IsNullOrWhiteSpace(filter.Text))
            return extensions;
        var pattern = Contains(filter.Text.Trim());
#pragma warning disable CA1304, CA1311, MA0011 // This is SQL's lower(), and only the bare ToLower() is translated to it.
        return extensions.Where(extension =>
            EF.Functions.Like(extension.Exten.ToLower(), pattern, Escape) ||
            EF.Functions.Like(extension.Name!.ToLower(), pattern, Escape) ||
            EF.Functions.Like(extension.Department!.ToLower(), pattern, Escape) ||
            EF.Functions.Like(extension.Hint.ToLower(), pattern, Escape) ||
            EF.Functions.Like(extension.Context.ToLower(), pattern, Escape));
#pragma warning restore CA1304, CA1311, MA0011
    }

    /// <summary>The pattern of LIKE for text that is meant as it stands.</summary>
    private static string Contains(string text) =>
        "%" + text.ToLowerInvariant().Replace(Escape, Escape + Escape, StringComparison.Ordinal)
            .Replace("%", Escape + "%", StringComparison.Ordinal).Replace("_", Escape + "_", StringComparison.Ordinal) + "%";
}
