using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Data;

/// <summary>
/// Whether the database answers and is migrated to this version. Its data are the version under the provider's name (<c>sqlite</c>,
/// <c>postgreSql</c>), and under <c>warning</c> what there is to say about it.
/// </summary>
internal sealed class DatabaseHealth(IDbContextFactory<AmiBlazorDbContext> factory, IOptions<DatabaseOptions> options, DatabaseVersion versions) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var database = await factory.CreateDbContextAsync(cancellationToken);
            await database.Database.OpenConnectionAsync(cancellationToken);
            var data = Data(versions.Of(database.Database.GetDbConnection()));
            var pending = await database.Database.GetPendingMigrationsAsync(cancellationToken);
            return pending.Any()
                ? HealthCheckResult.Unhealthy("The database is not migrated to this version.", data: data)
                : HealthCheckResult.Healthy("The database answers.", data);
        }
        catch (Exception failure) when (DatabaseFailures.Of(failure) is { } kind)
        {
            return HealthCheckResult.Unhealthy($"The database does not answer: {kind}.", failure);
        }
    }

    private Dictionary<string, object> Data(string version)
    {
        var provider = options.Value.KnownProvider;
        var data = new Dictionary<string, object>(StringComparer.Ordinal) { [provider == DatabaseProvider.Sqlite ? "sqlite" : "postgreSql"] = version };
        if (DatabaseVersion.Warning(provider, version) is { } warning) data["warning"] = warning;
        return data;
    }
}
