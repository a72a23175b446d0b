using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Data;

/// <summary>
/// Whether the database answers and is migrated to this version. Its data are the version under the provider's name, <c>sqlite</c> or
/// <c>postgreSql</c>.
/// </summary>
internal sealed class DatabaseHealth(IDbContextFactory<AmiBlazorDbContext> factory, IOptions<DatabaseOptions> options) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var database = await factory.CreateDbContextAsync(cancellationToken);
            await database.Database.OpenConnectionAsync(cancellationToken);
            var data = Data(DatabaseVersion.Of(database.Database.GetDbConnection()));
            var pending = await database.Database.GetPendingMigrationsAsync(cancellationToken);
            return pending.Any()
                ? HealthCheckResult.Unhealthy("The database has not been migrated to this version.", data: data)
                : HealthCheckResult.Healthy("The database is responding.", data);
        }
        catch (Exception failure) when (DatabaseFailures.Of(failure) is { } kind)
        {
            return HealthCheckResult.Unhealthy($"The database is not responding: {kind}.", failure);
        }
    }

    private Dictionary<string, object> Data(string version) =>
        new(StringComparer.Ordinal) { [options.Value.KnownProvider == DatabaseProvider.Sqlite ? "sqlite" : "postgreSql"] = version };
}
