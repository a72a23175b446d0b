using AmiBlazor.Auth.Authorization;
using AmiBlazor.Board;
using AmiBlazor.Calls;
using AmiBlazor.Queues;
using AmiBlazor.Refresh;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AmiBlazor.Api;

/// <summary>Queues, as they are at this moment.</summary>
internal static class QueuesEndpoints
{
    public static void MapQueues(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("/queues").RequireAuthorization(Policies.See).WithTags("Queues").ProducesRefusals();
        group.MapGet("", List)
            .WithName("ListQueues")
            .WithSummary("The queues of each PBX at this moment: who waits, what the agents do, and what came of today's calls.")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .DescribesParameter("server", "Name of a PBX; all of them if it is left out.");
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
