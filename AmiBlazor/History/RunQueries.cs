using System.Linq.Expressions;
using AmiBlazor.Board;
using AmiBlazor.Data;
using AmiBlazor.Data.Rows;
using AmiBlazor.Store;
using Microsoft.EntityFrameworkCore;

namespace AmiBlazor.History;

/// <summary>Queries of refreshes. The database filters, sorts, pages and counts.</summary>
internal sealed class RunQueries(IDbContextFactory<AmiBlazorDbContext> factory)
{
    /// <summary>One page of the ended refreshes.</summary>
    /// <param name="scope">The PBXs that may be read.</param>
    /// <param name="filter">Narrows the refreshes.</param>
    /// <param name="sort">The order.</param>
    /// <param name="number">The page's number, counted from 1; a number past the end gives the last page.</param>
    /// <param name="size">How many refreshes a page has.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public async Task<RunPage> PageAsync(ExtensionScope scope, RunFilter filter, RunSort sort, int number, int size, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        var runs = Narrow(Within(context.RefreshRuns.AsNoTracking(), scope), filter);
        var total = await runs.CountAsync(cancellationToken);
        number = Math.Clamp(number, 1, Math.Max(1, (total + size - 1) / size));
        var rows = await Sorted(runs, sort).Skip((number - 1) * size).Take(size).ToListAsync(cancellationToken);
        return new RunPage(number, total, rows.ConvertAll(RunRecordMapper.Of));
    }

    /// <summary>The PBXs of the scope of which a list was ever saved, by name.</summary>
    public async Task<IReadOnlyList<string>> ServersAsync(ExtensionScope scope, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        var known = context.Pbxs.Select(pbx => pbx.Server);
        if (scope.Servers is { } servers) known = known.Where(server => servers.Contains(server));
        return await known.OrderBy(server => server).ToListAsync(cancellationToken);
    }

    /// <summary>The recorded refreshes with these ids, as far as their PBX is in the scope, in the order in which they happened.</summary>
    public async Task<IReadOnlyList<RunRecord>> FindAsync(ExtensionScope scope, IReadOnlyList<string> connectionIds, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        var rows = await Within(context.RefreshRuns.AsNoTracking(), scope)
            .Where(run => connectionIds.Contains(run.ConnectionId))
            .OrderBy(run => run.Id)
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(RunRecordMapper.Of);
    }

    /// <summary>What a refresh changed, in the order of context and exten.</summary>
    /// <param name="scope">The extensions that may be read, as they are now.</param>
    /// <param name="connectionId">The refresh's id.</param>
    /// <param name="after">The last change of the part before; null for the first part.</param>
    /// <param name="count">The most changes to return.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public async Task<IReadOnlyList<RunChange>> ChangesAsync(
        ExtensionScope scope, string connectionId, ExtensionKey? after, int count, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        var runId = context.RefreshRuns.Where(run => run.ConnectionId == connectionId).Select(run => (int?)run.Id);
        var transitions =
            from change in context.StatusChanges
            where change.RunId == runId.Single()
            select new Transition { Extension = change.Extension!, FromCode = change.FromCode, ToCode = change.ToCode };
        return await Page(Within(transitions, scope), after, count).ToListAsync(cancellationToken);
    }

    /// <summary>How many extensions have another status after the later refresh than after the earlier one.</summary>
    public async Task<int> CountDifferencesAsync(ExtensionScope scope, string earlier, string later, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        return await Within(await DifferencesAsync(context, earlier, later, cancellationToken), scope).CountAsync(cancellationToken);
    }

    /// <summary>
    /// The extensions that have another status after the later refresh than after the earlier one of the same PBX, in the order of context and exten.
    /// </summary>
    /// <param name="scope">The extensions that may be read, as they are now.</param>
    /// <param name="earlier">The id of the earlier refresh.</param>
    /// <param name="later">The id of the later refresh.</param>
    /// <param name="after">The last change of the part before; null for the first part.</param>
    /// <param name="count">The most changes to return.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public async Task<IReadOnlyList<RunChange>> DifferencesAsync(
        ExtensionScope scope, string earlier, string later, ExtensionKey? after, int count, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        return await Page(Within(await DifferencesAsync(context, earlier, later, cancellationToken), scope), after, count).ToListAsync(cancellationToken);
    }

    /// <summary>
    /// The first and the last status of each extension between the ends of two refreshes. Refreshes of one PBX follow one another, and so do their ids: a
    /// change that a refresh found lies between the two when its refresh's id does, the earlier refresh itself excluded. Every other change, also one whose
    /// refresh was deleted, lies between them by its time: a refresh requests its list after the one before has ended.
    /// </summary>
    private static async Task<IQueryable<Transition>> DifferencesAsync(
        AmiBlazorDbContext context, string earlier, string later, CancellationToken cancellationToken)
    {
        var start = await context.RefreshRuns.AsNoTracking().SingleAsync(run => run.ConnectionId == earlier, cancellationToken);
        var end = await context.RefreshRuns.AsNoTracking().SingleAsync(run => run.ConnectionId == later, cancellationToken);
        var between =
            from change in context.StatusChanges
            where change.Extension!.Server == end.Server
                && ((change.RunId > start.Id && change.RunId <= end.Id) || (change.RunId == null && change.At > start.EndedAt && change.At <= end.EndedAt))
            group change.Id by change.ExtensionId into changes
            select new { First = changes.Min(), Last = changes.Max() };
        return
            from span in between
            join first in context.StatusChanges on span.First equals first.Id
            join last in context.StatusChanges on span.Last equals last.Id
            where first.FromCode == null || first.FromCode != last.ToCode
            select new Transition { Extension = last.Extension!, FromCode = first.FromCode, ToCode = last.ToCode };
    }

    private static IQueryable<RunChange> Page(IQueryable<Transition> transitions, ExtensionKey? after, int count)
    {
        if (after is { Context: var dialplanContext, Exten: var exten })
        {
#pragma warning disable CA1310, MA0001, MA0074 // This is SQL's >, in the database's own order.
            transitions = transitions.Where(transition =>
                transition.Extension.Context.CompareTo(dialplanContext) > 0
                || (transition.Extension.Context == dialplanContext && transition.Extension.Exten.CompareTo(exten) > 0));
#pragma warning restore CA1310, MA0001, MA0074
        }

        return transitions
            .OrderBy(transition => transition.Extension.Context).ThenBy(transition => transition.Extension.Exten)
            .Take(count)
            .Select(transition => new RunChange(
                new ExtensionKey(transition.Extension.Server, transition.Extension.Context, transition.Extension.Exten),
                transition.Extension.Name ?? transition.Extension.PbxName,
                transition.FromCode,
                transition.ToCode));
    }

    private static IQueryable<RefreshRun> Within(IQueryable<RefreshRun> runs, ExtensionScope scope) =>
        scope.Servers is { } servers ? runs.Where(run => servers.Contains(run.Server)) : runs;

    private static IQueryable<Transition> Within(IQueryable<Transition> transitions, ExtensionScope scope)
    {
        if (scope.Servers is { } servers)
            transitions = transitions.Where(transition => servers.Contains(transition.Extension.Server));
        if (scope.Departments is { } departments)
            transitions = transitions.Where(transition => departments.Contains(transition.Extension.Department!));
        return transitions;
    }

    private static IQueryable<RefreshRun> Narrow(IQueryable<RefreshRun> runs, RunFilter filter)
    {
        if (filter.Server is { } server) runs = runs.Where(run => run.Server == server);
        if (filter.Outcome is { } outcome)
        {
            var word = outcome.Word();
            runs = runs.Where(run => run.Outcome == word);
        }

        return runs;
    }

    private static IOrderedQueryable<RefreshRun> Sorted(IQueryable<RefreshRun> runs, RunSort sort)
    {
        if (sort.Column == RunColumn.When)
        {
            // As they were saved, which is as they ended, whatever the clock did in between.
            return sort.Descending
                ? runs.OrderByDescending(run => run.Id)
                : runs.OrderBy(run => run.Id);
        }

        Expression<Func<RefreshRun, int>> figure = sort.Column switch
        {
            RunColumn.Known => run => run.ExtensionsChecked,
            RunColumn.Changed => run => run.Changed,
            RunColumn.Added => run => run.Added,
            RunColumn.MarkedOffline => run => run.MarkedOffline,
            RunColumn.Differing => run => run.Differing ?? -1,
            _ => run => run.Rows,
        };
        return (sort.Descending ? runs.OrderByDescending(figure) : runs.OrderBy(figure)).ThenByDescending(run => run.Id);
    }

    private sealed class Transition
    {
        public required Extension Extension { get; init; }

        public int? FromCode { get; init; }

        public int ToCode { get; init; }
    }
}
