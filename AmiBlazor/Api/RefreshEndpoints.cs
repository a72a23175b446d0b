using System.Security.Claims;
using AmiBlazor.Audit;
using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Auth.RateLimiting;
using AmiBlazor.Demo;
using AmiBlazor.History;
using AmiBlazor.Live;
using AmiBlazor.Refresh;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AmiBlazor.Api;

/// <summary>Endpoints that start, stop and list refreshes.</summary>
internal static class RefreshEndpoints
{
    private const int RecentRuns = 20;
    private const string All = "all";
    private const string Changed = "changed";

    public static void MapRefresh(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("/extensions").WithTags("Refresh").ProducesRefusals();
        var acting = group.MapGroup("").RequireAuthorization(Policies.Refresh);
        var refreshing = acting.MapGroup("").RequireRateLimiting(RateLimits.RefreshPolicy);
        refreshing.MapPost("/hybrid-refresh", RefreshAsync).WithMetadata(new AuditMetadata(AuditAction.Refresh, "server")).WithName("Refresh").DescribesRefresh(
            "Refreshes one PBX, or all of them, each over an AMI connection of its own, and waits for the end.");
        refreshing.MapPost("/refresh", RefreshAsync).WithMetadata(new AuditMetadata(AuditAction.Refresh, "server")).WithName("ManualRefresh").DescribesRefresh("The older name of hybrid-refresh.");
        acting.MapPost("/hybrid-refresh/{connectionId}/stop", StopAsync)
            .WithMetadata(new AuditMetadata(AuditAction.Stop, "connectionId"))
            .WithName("StopRefresh")
            .WithSummary("Stops a running refresh; nothing of it is saved.")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .DescribesParameter("connectionId", "The id of the refresh, from hybrid-refresh/status.");
        acting.MapPost("/hybrid-refresh/close", StopAllAsync)
            .WithMetadata(new AuditMetadata(AuditAction.Stop))
            .WithName("StopAllRefreshes")
            .WithSummary("Stops every running refresh.");
        group.MapGet("/hybrid-refresh/status", StatusAsync)
            .RequireAuthorization(Policies.See)
            .WithName("GetRefreshStatus")
            .WithSummary("The running refreshes with their progress, the last 20 ended ones, the main connections' health.")
            .WithDescription(
                "A main connection is off, connecting, syncing, following, down or refused; the extensions of a PBX are live only while it is following. "
                + "differing, of a refresh or a verification, counts the extensions shown differently from the PBX although it was live: it should be 0, "
                + "null if it was not measured.")
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    private static RouteHandlerBuilder DescribesRefresh(this RouteHandlerBuilder endpoint, string summary) => endpoint
        .WithSummary(summary)
        .WithDescription(
            "A call during a running refresh of the same PBX joins it. A response other than 200 has changed no extension; "
            + "of several PBXs, one can fail (success is then false) without the others.")
        .ProducesEither<RefreshResponse, RefreshAllResponse>()
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status429TooManyRequests)
        .ProducesProblem(StatusCodes.Status500InternalServerError)
        .ProducesProblem(StatusCodes.Status502BadGateway)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
        .ProducesProblem(StatusCodes.Status504GatewayTimeout)
        .DescribesParameter("server", "Name of a configured PBX; without it, every one is refreshed.")
        .DescribesParameter("results", "Which extensions the answer lists: all of the PBX, or those that changed or are new.", All, Changed);

    private static async Task<Results<Ok<RefreshResponse>, Ok<RefreshAllResponse>, ProblemHttpResult>> RefreshAsync(
        [FromQuery] string? server,
        [FromQuery] string? results,
        RefreshService refreshes,
        RefreshResponseFactory answers,
        CurrentScope currentScope,
        ClaimsPrincipal user,
        CancellationToken cancellationToken)
    {
        if (results is not (null or All or Changed))
            return Problems.Parameter("results", $"results is “{results}”; allowed are {All} and {Changed}.");

        var scope = await currentScope.GetCurrentAsync(user, cancellationToken);
        var changedOnly = string.Equals(results, Changed, StringComparison.Ordinal);
        return server switch
        {
            null => await RefreshAllAsync(),
            "" => Problems.Parameter("server", "server is empty; give the name of a configured PBX, or leave server out to refresh every one."),
            _ => await RefreshOneAsync(),
        };

        async Task<Results<Ok<RefreshResponse>, Ok<RefreshAllResponse>, ProblemHttpResult>> RefreshOneAsync()
        {
            if (!scope.Includes(server)) return Problems.NotFound(new UnknownServerException(server).Message);

            RefreshResult result;
            bool joined;
            try
            {
                (result, joined) = await refreshes.RefreshAsync(server, Actor.Of(user), cancellationToken);
            }
            catch (UnknownServerException unknown)
            {
                return Problems.NotFound(unknown.Message);
            }

            var data = await answers.DataAsync(result, joined, scope, changedOnly, cancellationToken);
            return data.Success
                ? TypedResults.Ok(new RefreshResponse(Success: true, data.Message, data))
                : Failed(RefreshResponseFactory.StatusOf(result), data.Message, data.Detail, data);
        }

        async Task<Results<Ok<RefreshResponse>, Ok<RefreshAllResponse>, ProblemHttpResult>> RefreshAllAsync()
        {
            var all = await refreshes.RefreshAllAsync(scope, Actor.Of(user), cancellationToken);
            if (all.Count == 0)
                return Problems.NotFound(scope.IsAll ? "No PBX is configured: the setting Ami:Servers is empty." : "Your account has no access to any PBX. Ask an administrator for access.");

            var data = await answers.DataAsync(all, scope, changedOnly, cancellationToken);
            var failed = data.Servers.Where(one => !one.Success).ToList();
            var message = string.Join(' ', (failed.Count > 0 ? failed : data.Servers).Select(one => one.Message));
            return failed.Count < data.Servers.Count
                ? TypedResults.Ok(new RefreshAllResponse(failed.Count == 0, message, data))
                : Failed(RefreshResponseFactory.StatusOf(all[0].Result), message, failed[0].Detail, data);
        }
    }

    private static async Task<Results<Ok<StopResponse>, ProblemHttpResult>> StopAsync(
        string connectionId, RefreshService refreshes, CurrentScope currentScope, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        await refreshes.StopAsync(await currentScope.GetCurrentAsync(user, cancellationToken), connectionId, Actor.Of(user), cancellationToken) switch
        {
            StopAnswer.Stopped => TypedResults.Ok(new StopResponse(Success: true, "The refresh was stopped; nothing was changed.", new StopData(1))),
            StopAnswer.AlreadySaved => Problems.Conflict("Too late to stop: the list was complete and is already saved."),
            StopAnswer.AlreadyEnded => Problems.Conflict("This refresh has ended already."),
            _ => Problems.NotFound($"No refresh has the id “{connectionId}”."),
        };

    private static async Task<Ok<StopResponse>> StopAllAsync(
        RefreshService refreshes, CurrentScope currentScope, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var stopped = await refreshes.StopAllAsync(await currentScope.GetCurrentAsync(user, cancellationToken), Actor.Of(user), cancellationToken);
        var message = stopped switch
        {
            0 => "No refresh was running that could be stopped.",
            1 => "1 refresh was stopped; nothing was changed by it.",
            _ => FormattableString.Invariant($"{stopped} refreshes were stopped; nothing was changed by them."),
        };
        return TypedResults.Ok(new StopResponse(Success: true, message, new StopData(stopped)));
    }

    private static async Task<Ok<RefreshStatusResponse>> StatusAsync(
        RunningRefreshes refreshes,
        MainConnections connections,
        ExtensionQueries queries,
        ClaimsPrincipal user,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var scope = ExtensionScopes.Of(user);
        var recent = await queries.LastRunsAsync(scope, RecentRuns, cancellationToken);
        var now = time.GetUtcNow();
        return TypedResults.Ok(new RefreshStatusResponse(
            [.. refreshes.Running.Where(run => scope.Includes(run.Server)).Select(run => RunningResponse.Of(run, now))],
            [.. recent.Select(run => EndedResponse.Of(run, scope.IncludesAllDepartments))],
            [.. connections.All.Where(main => scope.Includes(main.Server)).Select(main => MainConnectionResponse.Of(main, scope.IncludesAllDepartments))]));
    }

    private static ProblemHttpResult Failed(int status, string title, string? detail, object data) => TypedResults.Problem(
        title: title,
        detail: detail,
        statusCode: status,
        extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["success"] = false, ["data"] = data });
}
