using AmiBlazor.Board;
using AmiBlazor.Data;
using AmiBlazor.Data.Rows;
using Microsoft.EntityFrameworkCore;

namespace AmiBlazor.Queues;

/// <summary>Queries of the times of agents. The database filters, sorts and pages.</summary>
internal sealed class AgentLogQueries(IDbContextFactory<AmiBlazorDbContext> factory)
{
    /// <summary>A page of times, the latest beginnings first.</summary>
    /// <param name="scope">
    /// The extensions that may be read: a time counts when the agent's extension does. That of an agent outside counts where all departments do.
    /// </param>
    /// <param name="filter">Narrows them.</param>
    /// <param name="before">The last of the page before; null for the first page.</param>
    /// <param name="count">The most to return.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public async Task<IReadOnlyList<AgentTime>> PageAsync(
        ExtensionScope scope, AgentLogFilter filter, (DateTimeOffset Since, long Id)? before, int count, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        var times = Narrow(context.AgentLog.AsNoTracking(), filter);
        if (scope.Servers is { } servers) times = times.Where(time => servers.Contains(time.Server));
        if (scope.Departments is { } departments)
        {
            times = times.Where(time => context.Extensions.Any(row =>
                row.Server == time.Server && row.Context == time.Context && row.Exten == time.Exten && departments.Contains(row.Department!)));
        }

        if (before is var (since, id)) times = times.Where(time => time.Since < since || (time.Since == since && time.Id < id));
        var page = await times.OrderByDescending(time => time.Since).ThenByDescending(time => time.Id).Take(count).ToListAsync(cancellationToken);
        return page.ConvertAll(AgentLog.Of);
    }

    private static IQueryable<AgentLogEntry> Narrow(IQueryable<AgentLogEntry> times, AgentLogFilter filter)
    {
        if (filter.Server is { } server) times = times.Where(time => time.Server == server);
        if (filter.Queue is { } queue) times = times.Where(time => time.Queue == queue);
        if (filter.Interface is { } agent) times = times.Where(time => time.Interface == agent);
        if (filter.Exten is { } exten) times = times.Where(time => time.Exten == exten);
        if (filter.Event is { } what && what.Word() is var word) times = times.Where(time => time.Event == word);

        // Whatever was so at some moment of the period.
        if (filter.From is { } from) times = times.Where(time => time.Until == null || time.Until >= from);
        if (filter.To is { } to) times = times.Where(time => time.Since <= to);
        return times;
    }
}

/// <summary>Which times of agents; null parts do not filter.</summary>
/// <param name="Server">The PBX.</param>
/// <param name="Queue">The queue.</param>
/// <param name="Interface">What the queue dials.</param>
/// <param name="Exten">The extension of the agent's phone.</param>
/// <param name="Event">What the agent was.</param>
/// <param name="From">The beginning of the period.</param>
/// <param name="To">Its end.</param>
internal sealed record AgentLogFilter(
    string? Server = null, string? Queue = null, string? Interface = null, string? Exten = null, AgentEvent? Event = null, DateTimeOffset? From = null,
    DateTimeOffset? To = null);
