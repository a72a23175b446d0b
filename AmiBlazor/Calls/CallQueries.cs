using System.Runtime.CompilerServices;
using AmiBlazor.Ami;
using AmiBlazor.Board;
using AmiBlazor.Data;
using AmiBlazor.Data.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Calls;

/// <summary>Queries of calls that have ended. The database filters, sorts and pages.</summary>
internal sealed class CallQueries(IDbContextFactory<AmiBlazorDbContext> factory, IOptions<AmiOptions> ami)
{
    // Of calls that were under way when the program ended, the next list of their PBX tells what became of them; only where there will be none, nobody does.
    private readonly string[] _followed = [.. ami.Value.Servers.Where(server => server is { Live: true, Calls: true }).Select(server => server.Name)];

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
        var ended = context.Calls.AsNoTracking().Where(call => call.EndedAt != null || !_followed.Contains(call.Server));
        var calls = Narrow(context, Within(context, ended, scope), scope, filter);
        if (before is var (startedAt, id)) calls = calls.Where(call => call.StartedAt < startedAt || (call.StartedAt == startedAt && call.Id < id));
        var page = await calls.OrderByDescending(call => call.StartedAt).ThenByDescending(call => call.Id).Take(count).Include(call => call.Legs)
            .AsSplitQuery().ToListAsync(cancellationToken);
        return page.ConvertAll(CallHistoryMapper.Past);
    }

    /// <summary>All calls that match, newest first, read in batches, so that a slow reader holds nothing open in the database.</summary>
    /// <inheritdoc cref="PageAsync"/>
    public async IAsyncEnumerable<PastCall> ReadAsync(
        ExtensionScope scope, CallFilter filter, int count, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        const int Batch = 500;
        (DateTimeOffset StartedAt, long Id)? before = null;
        for (var left = count; left > 0;)
        {
            var page = await PageAsync(scope, filter, before, Math.Min(Batch, left), cancellationToken);
            foreach (var call in page) yield return call;
            if (page.Count < Math.Min(Batch, left)) yield break;
            left -= page.Count;
            before = (page[^1].StartedAt, page[^1].RowId);
        }
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

    private static IQueryable<CallEntry> Narrow(AmiBlazorDbContext context, IQueryable<CallEntry> calls, ExtensionScope scope, CallFilter filter)
    {
        if (filter.Server is { } server) calls = calls.Where(call => call.Server == server);
        if (filter.From is { } from) calls = calls.Where(call => call.StartedAt >= from);
        if (filter.To is { } to) calls = calls.Where(call => call.StartedAt <= to);
        if (filter.Outcome is { } outcome) calls = WithOutcome(calls, outcome);
        if (filter.Queue is { } queue) calls = calls.Where(call => call.Queue == queue);
        if (filter.Party is { } party) calls = WithParty(context, calls, scope, party, filter.PartyPrivacy);
        if (filter.Exten is not { } exten) return calls;

        // By the legs' index, once: the calls of one extension are few among all. Asked of each call on its own, a day of calls took SQLite minutes.
        var legs = context.CallLegs.Where(leg => leg.Exten == exten);
        if (filter.Context is { } dialplanContext) legs = legs.Where(leg => leg.Context == dialplanContext);
        if (scope.Departments is { } departments)
        {
            // Who may not see an extension does not find its calls either.
            legs = legs.Where(leg => context.Calls.Any(call => call.Id == leg.CallEntryId && context.Extensions.Any(row =>
                row.Server == call.Server && row.Context == leg.Context && row.Exten == leg.Exten && departments.Contains(row.Department!))));
        }

        var found = legs.Select(leg => leg.CallEntryId);
        return calls.Where(call => found.Contains(call.Id));
    }

    /// <summary>What became of a call without an end nobody knows, unless it was answered.</summary>
    private static IQueryable<CallEntry> WithOutcome(IQueryable<CallEntry> calls, string outcome)
    {
        var (answered, unknown) = (CallOutcome.Answered.Word(), CallOutcome.Unknown.Word());
        if (outcome == answered) return calls.Where(call => call.Outcome == answered);
        return outcome == unknown
            ? calls.Where(call => call.Outcome == unknown || (call.EndedAt == null && call.Outcome != answered))
            : calls.Where(call => call.Outcome == outcome && call.EndedAt != null);
    }

    /// <summary>
    /// The calls of which a party is found by a part of its number or name, as far as the viewer sees these: what is hidden cannot be guessed by searching.
    /// </summary>
    private static IQueryable<CallEntry> WithParty(
        AmiBlazorDbContext context, IQueryable<CallEntry> calls, ExtensionScope scope, string party, NumberPrivacy privacy)
    {
        var pattern = LikePattern.Containing(party);
        var ignoresCase = LikePattern.IgnoresCase(context.Database, party);
        var extensions = context.Extensions.AsQueryable();
        if (scope.Departments is { } departments) extensions = extensions.Where(row => departments.Contains(row.Department!));
        var (seesAll, seesOutside) = (scope.IncludesAllDepartments, privacy == NumberPrivacy.Full);
#pragma warning disable CA1304, CA1311, MA0011 // This is SQL's lower(), and only the bare ToLower() is translated to it.
        return calls.Where(call => call.Legs.Any(leg =>
            (leg.Exten != null
                && ((seesAll && (EF.Functions.Like(ignoresCase ? leg.Exten : leg.Exten.ToLower(), pattern, LikePattern.Escape)
                        || EF.Functions.Like(ignoresCase ? leg.Name : leg.Name.ToLower(), pattern, LikePattern.Escape)))
                    || extensions.Any(row => row.Server == call.Server && row.Context == leg.Context && row.Exten == leg.Exten
                        && (EF.Functions.Like(ignoresCase ? row.Exten : row.Exten.ToLower(), pattern, LikePattern.Escape)
                            || EF.Functions.Like(ignoresCase ? leg.Name : leg.Name.ToLower(), pattern, LikePattern.Escape)
                            || EF.Functions.Like(ignoresCase ? row.Name! : row.Name!.ToLower(), pattern, LikePattern.Escape)))))
            || (leg.Exten == null && seesOutside
                && (seesAll || !context.Extensions.Any(row => row.Server == call.Server && row.Exten == leg.Number))
                && (EF.Functions.Like(ignoresCase ? leg.Number : leg.Number.ToLower(), pattern, LikePattern.Escape)
                    || EF.Functions.Like(ignoresCase ? leg.Name : leg.Name.ToLower(), pattern, LikePattern.Escape)))
            || (seesAll && seesOutside && EF.Functions.Like(ignoresCase ? leg.Dialled : leg.Dialled.ToLower(), pattern, LikePattern.Escape))));
#pragma warning restore CA1304, CA1311, MA0011
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
    string? Queue = null)
{
    /// <summary>A part of a party's number or name.</summary>
    public string? Party { get; init; }

    /// <summary>How much of parties outside whoever searches sees.</summary>
    public NumberPrivacy PartyPrivacy { get; init; } = NumberPrivacy.None;
}
