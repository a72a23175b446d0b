using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AmiBlazor.Live;

/// <summary>Whether the database takes what the PBXs report; until it does, the board stands still, however reachable both are.</summary>
internal sealed class SavingHealth(MainConnections connections) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        connections.All.Any(connection => connection.NotSaved is not null)
            ? HealthCheckResult.Degraded("What the PBXs report cannot be saved: their status may be outdated.")
            : HealthCheckResult.Healthy("What the PBXs report is saved."));
}
