using AmiBlazor.Auth.Authorization;
using AmiBlazor.Board;
using AmiBlazor.Calls;
using AmiBlazor.Refresh;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AmiBlazor.Api;

/// <summary>Calls, as they are at this moment.</summary>
internal static class CallsEndpoints
{
    private static readonly string[] Outcomes = [.. CallOutcomes.All.Select(outcome => outcome.Word())];

    public static void MapCalls(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("/calls").RequireAuthorization(Policies.See).WithTags("Calls").ProducesRefusals();
        group.MapGet("", List)
            .WithName("ListCalls")
            .WithSummary("The calls of each PBX at this moment, longest first.")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .DescribesParameter("server", "Name of a PBX; all of them if it is left out.");
        group.MapGet("/history", HistoryAsync)
            .WithName("ListCallHistory")
            .WithSummary("The calls that have ended, newest first, each once with its legs.")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .DescribesParameter("server", "Name of a PBX.")
            .DescribesParameter("extension", "Extension that took part.")
            .DescribesParameter("context", "Dialplan context of the extension.")
            .DescribesParameter("party", "Part of the number or name of a party, as far as the caller may see these.")
            .DescribesParameter("queue", "Queue through which the call came.")
            .DescribesParameter("outcome", "Outcome of the call.", Outcomes)
            .DescribesParameter("from", "ISO 8601 time; only calls that began at or after it. UTC if it has no offset.")
            .DescribesParameter("to", "ISO 8601 time; only calls that began at or before it. UTC if it has no offset.")
            .DescribesParameter("limit", "The most calls of this page, 1 to 1,000; the default is 100.")
            .DescribesParameter("after", "Where the page begins, from the header Link (rel=next) of the page before.");
    }

    private static async Task<Results<Ok<IEnumerable<CallHistoryResponse>>, ProblemHttpResult>> HistoryAsync(
        [FromQuery] string? server,
        [FromQuery] string? extension,
        [FromQuery] string? context,
        [FromQuery] string? party,
        [FromQuery] string? queue,
        [FromQuery] string? outcome,
        [FromQuery] string? from,
        [FromQuery] string? to,
        [FromQuery] string? limit,
        [FromQuery] string? after,
        CallQueries queries,
        LiveBoard extensions,
        NumberPrivacies privacies,
        RefreshService refreshes,
        HttpContext http,
        CancellationToken cancellationToken)
    {
        if (RequestPeriod.Read(from, to, out var first, out var last) is { } problem) return problem;
        if (!string.IsNullOrEmpty(outcome) && CallOutcomes.Of(outcome) is null)
            return Problems.Parameter("outcome", $"outcome is “{outcome}”; allowed are {string.Join(", ", Outcomes)}.");
        if (RequestPage.Read(limit, after, out var most, out var cursor) is { } wrong) return wrong;

        var scope = ExtensionScopes.Of(http.User);
        var privacy = privacies.Of(http.User);
        var filter = new CallFilter(NullIfEmpty(server), NullIfEmpty(context), NullIfEmpty(extension), first, last, NullIfEmpty(outcome), NullIfEmpty(queue))
        {
            Party = NullIfEmpty(party),
            PartyPrivacy = privacy,
        };
        var calls = await queries.PageAsync(scope, filter, cursor, most, cancellationToken);
        if (calls.Count == 0 && filter.Server is { } name && !(scope.Includes(name) && refreshes.Servers.Contains(name, StringComparer.Ordinal)))
            return Problems.NotFound(new UnknownServerException(name).Message);
        if (calls.Count == most) RequestPage.LinkNext(http, CallCursor.Write(calls[^1]));

        var visibility = new CallVisibility(scope, privacy, extensions.Snapshot);
        return TypedResults.Ok(calls.Select(call => CallHistoryResponse.Of(visibility.Of(call))));
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static Results<Ok<IEnumerable<CallsResponse>>, ProblemHttpResult> List(
        [FromQuery] string? server, CallBoard board, LiveBoard extensions, NumberPrivacies privacies, HttpContext http)
    {
        var scope = ExtensionScopes.Of(http.User);
        var health = board.Health.Where(one => scope.Includes(one.Server)).ToList();
        if (!string.IsNullOrEmpty(server)) health.RemoveAll(one => !string.Equals(one.Server, server, StringComparison.Ordinal));
        if (health.Count == 0 && !string.IsNullOrEmpty(server)) return Problems.NotFound(new UnknownServerException(server).Message);
        var visibility = new CallVisibility(scope, privacies.Of(http.User), extensions.Snapshot);
        return TypedResults.Ok<IEnumerable<CallsResponse>>([.. health.Select(one => CallsResponse.Of(one, visibility, board.For(one.Server)))]);
    }
}
