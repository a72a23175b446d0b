using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AmiBlazor.Data;

/// <summary>Whether the database answers and is migrated to this version.</summary>
internal sealed class DatabaseHealth(IDbContextFactory<AmiBlazorDbContext> factory) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var database = await factory.CreateDbContextAsync(cancellationToken);
            var pending = await database.Database.GetPendingMigrationsAsync(cancellationToken);
            return pending.Any()
                ? HealthCheckResult.Unhealthy("The database is not migrated to this version.")
                : HealthCheckResult.Healthy("The database answers.");
        }
        catch (Exception failure) when (DatabaseFailures.Of(failure) is { } kind)
        {
            return HealthCheckResult.Unhealthy($"The database does not answer: {kind}.", failure);
        }
    }
}
