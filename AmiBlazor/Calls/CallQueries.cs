using AmiBlazor.Board;
using AmiBlazor.Data;
using AmiBlazor.Data.Rows;
using Microsoft.EntityFrameworkCore;

namespace AmiBlazor.Calls;

/// <summary>Queries of calls that have ended. The database filters, sorts and pages.</summary>
internal sealed class CallQueries(IDbContextFactory<AmiBlazorDbContext> factory)
{
    /// <summary>A page of calls, newest first, each with its legs in the order in which they began.</summary>
    /// <param name="scope">
    /// The extensions that may be read: a call counts when one of its extensions does. One without any counts where all departments do.
    /// </param>
    /// <param name="filter">Narrows the calls.</param>
    /// <param name="before">The last call of the page before; null for the first page.</param>
    /// <param name="count">The most calls to return.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public async Task<IReadOnlyList<PastCall>> PageAsync(
        ExtensionScope scope, CallFilter filter, (DateTimeOffset StartedAt, long Id)? before, int count, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        var calls = Narrow(context, Within(context, context.Calls.AsNoTracking(), scope), filter);
        if (before is var (startedAt, id)) calls = calls.Where(call => call.StartedAt < startedAt || (call.StartedAt == startedAt && call.Id < id));
        var page = await calls.OrderByDescending(call => call.StartedAt).ThenByDescending(call => call.Id).Take(count).Include(call => call.Legs)
            .AsSplitQuery().ToListAsync(cancellationToken);
        return page.ConvertAll(CallHistoryMapper.Past);
    }

    private static IQueryable<CallEntry> Within(AmiBlazorDbContext context, IQueryable<CallEntry> calls, ExtensionScope scope)
    {
        if (scope.Servers is { } servers) calls = calls.Where(call => servers.Contains(call.Server));
        if (scope.Departments is { } departments)
        {
            calls = calls.Where(call => call.Legs.Any(leg => context.Extensions.Any(row =>
                row.Server == call.Server && row.Context == leg.Context && row.Exten == leg.Exten && departments.Contains(row.Department!))));
        }

        return calls;
    }

    private static IQueryable<CallEntry> Narrow(AmiBlazorDbContext context, IQueryable<CallEntry> calls, CallFilter filter)
    {
        if (filter.Server is { } server) calls = calls.Where(call => call.Server == server);
        if (filter.From is { } from) calls = calls.Where(call => call.StartedAt >= from);
        if (filter.To is { } to) calls = calls.Where(call => call.StartedAt <= to);
        if (filter.Outcome is { } outcome) calls = calls.Where(call => call.Outcome == outcome);
        if (filter.Queue is { } queue) calls = calls.Where(call => call.Queue == queue);
        if (filter.Exten is not { } exten) return calls;

        // By the legs' index: the calls of one extension are few among all.
        var legs = context.CallLegs.Where(leg => leg.Exten == exten);
        if (filter.Context is { } dialplanContext) legs = legs.Where(leg => leg.Context == dialplanContext);
        return calls.Where(call => legs.Any(leg => leg.CallEntryId == call.Id));
    }
}

/// <summary>Which calls; null parts do not filter.</summary>
/// <param name="Server">The PBX.</param>
/// <param name="Context">The context of <paramref name="Exten"/>.</param>
/// <param name="Exten">An extension that took part.</param>
/// <param name="From">The earliest start.</param>
/// <param name="To">The latest start.</param>
/// <param name="Outcome">A word of <c>CallOutcome</c>.</param>
/// <param name="Queue">The queue that it came through.</param>
internal sealed record CallFilter(
    string? Server = null, string? Context = null, string? Exten = null, DateTimeOffset? From = null, DateTimeOffset? To = null, string? Outcome = null,
    string? Queue = null);
