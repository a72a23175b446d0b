namespace AmiBlazor.Api;

/// <summary>How the process is.</summary>
/// <param name="Status"><c>healthy</c>, <c>degraded</c> or <c>unhealthy</c>: the worst of the checks.</param>
/// <param name="Checks">By name.</param>
/// <param name="Sqlite">The version of SQLite that is used, such as <c>3.40.1</c>; null where it is not known or another database is used.</param>
/// <param name="PostgreSql">The version of the PostgreSQL server, such as <c>15.18</c>; null where it is not known or SQLite is used.</param>
/// <param name="Warning">What a person should do about that version; null where there is nothing to do.</param>
internal sealed record HealthResponse(
    string Status, IReadOnlyDictionary<string, HealthCheckResponse> Checks, string? Sqlite = null, string? PostgreSql = null, string? Warning = null);

/// <summary>One check.</summary>
/// <param name="Status"><c>healthy</c>, <c>degraded</c> or <c>unhealthy</c>.</param>
/// <param name="Description">For a person; null where there is nothing to say. Exceptions are in the log, not here.</param>
/// <param name="DurationMs">Milliseconds.</param>
internal sealed record HealthCheckResponse(string Status, string? Description, double DurationMs);
