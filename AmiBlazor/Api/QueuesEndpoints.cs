using AmiBlazor.Auth.Authorization;
using AmiBlazor.Board;
using AmiBlazor.Calls;
using AmiBlazor.Queues;
using AmiBlazor.Refresh;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AmiBlazor.Api;

/// <summary>Queues, as they are at this moment, and the log-in history of their agents.</summary>
internal static class QueuesEndpoints
{
    private static readonly string[] Events = [.. AgentEvents.All.Select(what => what.Word())];

    public static void MapQueues(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("/queues").RequireAuthorization(Policies.See).WithTags("Queues").ProducesRefusals();
        group.MapGet("", List)
            .WithName("ListQueues")
            .WithSummary("The queues of each PBX at this moment: who waits, what the agents do, and what came of today's calls.")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .DescribesParameter("server", "Name of a PBX; all of them if it is left out.");
        group.MapGet("/agents/history", HistoryAsync)
            .WithName("ListAgentHistory")
            .WithSummary("When agents were logged in to queues, and when they were paused; the latest beginnings first.")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .DescribesParameter("server", "Name of a PBX.")
            .DescribesParameter("queue", "Name of a queue.")
            .DescribesParameter("interface", "What the queue dials, such as PJSIP/1002.")
            .DescribesParameter("extension", "Extension of the agent's phone.")
            .DescribesParameter("event", "What the agent was.", Events)
            .DescribesParameter("from", "ISO 8601 time; only what lasted then or later. UTC if it has no offset.")
            .DescribesParameter("to", "ISO 8601 time; only what began at or before it. UTC if it has no offset.")
            .DescribesParameter("limit", "The most times of this page, 1 to 1,000; the default is 100.")
            .DescribesParameter("after", "Where the page begins, from the header Link (rel=next) of the page before.");
    }

    private static async Task<Results<Ok<IEnumerable<AgentLogResponse>>, ProblemHttpResult>> HistoryAsync(
        [FromQuery] string? server,
        [FromQuery] string? queue,
        [FromQuery] string? @interface,
        [FromQuery] string? extension,
        [FromQuery] string? @event,
        [FromQuery] string? from,
        [FromQuery] string? to,
        [FromQuery] string? limit,
        [FromQuery] string? after,
        AgentLogQueries queries,
        RefreshService refreshes,
        HttpContext http,
        CancellationToken cancellationToken)
    {
        if (RequestPeriod.Read(from, to, out var first, out var last) is { } problem) return problem;
        if (!string.IsNullOrEmpty(@event) && AgentEvents.Of(@event) is null)
            return Problems.Parameter("event", $"event is “{@event}”; allowed are {string.Join(", ", Events)}.");
        if (RequestPage.Read(limit, after, out var most, out var cursor) is { } wrong) return wrong;

        var scope = ExtensionScopes.Of(http.User);
        var filter = new AgentLogFilter(
            CallPartyResponse.NullIfEmpty(server), CallPartyResponse.NullIfEmpty(queue), CallPartyResponse.NullIfEmpty(@interface), CallPartyResponse.NullIfEmpty(extension),
            AgentEvents.Of(@event), first, last);
        var times = await queries.PageAsync(scope, filter, cursor, most, cancellationToken);
        if (times.Count == 0 && filter.Server is { } name && !(scope.Includes(name) && refreshes.Servers.Contains(name, StringComparer.Ordinal)))
            return Problems.NotFound(new UnknownServerException(name).Message);
        if (times.Count == most) RequestPage.LinkNext(http, CallCursor.Write(times[^1].Since, times[^1].Row.Id));
        return TypedResults.Ok(times.Select(AgentLogResponse.Of));
    }

    private static Results<Ok<IEnumerable<QueuesResponse>>, ProblemHttpResult> List(
        [FromQuery] string? server,
        CallBoard calls,
        QueueBoard board,
        LiveBoard extensions,
        NumberPrivacies privacies,
        TimeProvider time,
        HttpContext http)
    {
        var scope = ExtensionScopes.Of(http.User);
        var health = calls.Health.Where(one => scope.Includes(one.Server)).ToList();
        if (!string.IsNullOrEmpty(server)) health.RemoveAll(one => !string.Equals(one.Server, server, StringComparison.Ordinal));
        if (health.Count == 0 && !string.IsNullOrEmpty(server)) return Problems.NotFound(new UnknownServerException(server).Message);
        var visibility = new QueueVisibility(new CallVisibility(scope, privacies.Of(http.User), extensions.Snapshot));
        return TypedResults.Ok<IEnumerable<QueuesResponse>>(
            [.. health.Select(one => QueuesResponse.Of(one, visibility.Of(board.For(one.Server)), time.GetUtcNow()))]);
    }
}
