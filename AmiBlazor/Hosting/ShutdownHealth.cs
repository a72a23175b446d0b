using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AmiBlazor.Hosting;

/// <summary>
/// Whether the program has been asked to stop. It is not ready from then on, though it still answers until what is under way has ended: a load balancer that
/// asks sends nobody here any more.
/// </summary>
internal sealed class ShutdownHealth(IHostApplicationLifetime lifetime) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        lifetime.ApplicationStopping.IsCancellationRequested
            ? HealthCheckResult.Unhealthy("The program is stopping.")
            : HealthCheckResult.Healthy("The program is running."));
}
