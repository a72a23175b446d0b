namespace AmiBlazor.Api;

/// <summary>How the process is.</summary>
/// <param name="Status"><c>healthy</c>, <c>degraded</c> or <c>unhealthy</c>: the worst of the checks.</param>
/// <param name="Checks">By name.</param>
internal sealed record HealthResponse(string Status, IReadOnlyDictionary<string, HealthCheckResponse> Checks);

/// <summary>One check.</summary>
/// <param name="Status"><c>healthy</c>, <c>degraded</c> or <c>unhealthy</c>.</param>
/// <param name="Description">For a person; null where there is nothing to say. Exceptions are in the log, not here.</param>
/// <param name="DurationMs">Milliseconds.</param>
internal sealed record HealthCheckResponse(string Status, string? Description, double DurationMs);
