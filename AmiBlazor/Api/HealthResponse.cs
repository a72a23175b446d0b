namespace AmiBlazor.Api;

/// <summary>The health of the process.</summary>
/// <param name="Status"><c>healthy</c>, <c>degraded</c> or <c>unhealthy</c>: the worst of the checks.</param>
/// <param name="Checks">The checks by name.</param>
/// <param name="Sqlite">The version of SQLite in use, such as <c>3.53.4</c>; null if unknown, if another database is used, or for an anonymous caller.</param>
/// <param name="PostgreSql">The version of the PostgreSQL server, such as <c>15.18</c>; null if unknown, if SQLite is used, or for an anonymous caller.</param>
internal sealed record HealthResponse(
    string Status, IReadOnlyDictionary<string, HealthCheckResponse> Checks, string? Sqlite = null, string? PostgreSql = null);

/// <summary>One check.</summary>
/// <param name="Status"><c>healthy</c>, <c>degraded</c> or <c>unhealthy</c>.</param>
/// <param name="Description">A sentence for people; null if there is nothing to say. Exceptions are logged, not returned.</param>
/// <param name="DurationMs">The duration in milliseconds.</param>
internal sealed record HealthCheckResponse(string Status, string? Description, double DurationMs);
