using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AmiBlazor.Api;

/// <summary>Health checks for monitoring. Open to anonymous callers, to whom they reveal nothing but words.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("/health").AllowAnonymous().DisableRateLimiting().WithTags("Health");
        group.MapGet("/live", Live)
            .WithName("GetLiveness")
            .WithSummary("Responds while the process is running.");
        group.MapGet("/ready", ReadyAsync)
            .WithName("GetReadiness")
            .WithSummary("Whether the process is ready: its database is reachable and migrated, and it does not stop. With an API key, includes the version of the database.")
            .Produces<HealthResponse>(StatusCodes.Status503ServiceUnavailable);
    }

    private static Ok<HealthResponse> Live() =>
        TypedResults.Ok(new HealthResponse("healthy", new Dictionary<string, HealthCheckResponse>(StringComparer.Ordinal)));

    private static async Task<Results<Ok<HealthResponse>, JsonHttpResult<HealthResponse>>> ReadyAsync(
        HealthCheckService checks, HttpContext context, CancellationToken cancellationToken)
    {
        context.Response.Headers.CacheControl = "no-store";
        var report = await checks.CheckHealthAsync(cancellationToken);

        // An exact version tells a stranger which faults to try.
        var knows = context.User.Identity?.IsAuthenticated ?? false;
        var response = new HealthResponse(
            Word(report.Status),
            report.Entries.ToDictionary(
                entry => entry.Key,
                entry => new HealthCheckResponse(Word(entry.Value.Status), entry.Value.Description, Math.Round(entry.Value.Duration.TotalMilliseconds, 1)),
                StringComparer.Ordinal),
            knows ? DataValue(report, "sqlite") : null,
            knows ? DataValue(report, "postgreSql") : null);
        return report.Status == HealthStatus.Unhealthy
            ? TypedResults.Json(response, statusCode: StatusCodes.Status503ServiceUnavailable)
            : TypedResults.Ok(response);
    }

    /// <summary>A value that a check reported besides its status.</summary>
    private static string? DataValue(HealthReport report, string key) =>
        report.Entries.Values.Select(entry => entry.Data.TryGetValue(key, out var value) ? value as string : null).FirstOrDefault(value => value is not null);

    private static string Word(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => "healthy",
        HealthStatus.Degraded => "degraded",
        _ => "unhealthy",
    };
}
