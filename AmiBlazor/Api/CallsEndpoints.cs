using AmiBlazor.Auth.Authorization;
using AmiBlazor.Calls;
using AmiBlazor.Refresh;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AmiBlazor.Api;

/// <summary>Calls, as they are at this moment.</summary>
internal static class CallsEndpoints
{
    public static void MapCalls(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("/calls").RequireAuthorization(Policies.See).WithTags("Calls").ProducesRefusals();
        group.MapGet("", List)
            .WithName("ListCalls")
            .WithSummary("The calls of each PBX at this moment, longest first.")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .DescribesParameter("server", "Name of a PBX; all of them if it is left out.");
    }

    private static Results<Ok<IEnumerable<CallsResponse>>, ProblemHttpResult> List(
        [FromQuery] string? server, CallViewer viewer, CallBoard board, HttpContext http)
    {
        var scope = ExtensionScopes.Of(http.User);
        var health = board.Health.Where(one => scope.Includes(one.Server) && (string.IsNullOrEmpty(server) || string.Equals(one.Server, server, StringComparison.Ordinal)))
            .ToList();
        if (health.Count == 0 && !string.IsNullOrEmpty(server)) return Problems.NotFound(new UnknownServerException(server).Message);
        var visibility = viewer.For(http.User);
        return TypedResults.Ok<IEnumerable<CallsResponse>>([.. health.Select(one => CallsResponse.Of(one, visibility.Of(board.For(one.Server))))]);
    }
}
