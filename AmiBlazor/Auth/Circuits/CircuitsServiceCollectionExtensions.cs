using AmiBlazor.Hosting;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Auth.Circuits;

internal static class CircuitsServiceCollectionExtensions
{
    /// <summary>The open circuits: who owns each, how many an account may have, and how much memory one may take.</summary>
    public static IServiceCollection AddCircuits(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<CircuitLimitOptions>().Bind(configuration.GetSection(Limits.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<CircuitLimitOptions>, CircuitLimitOptionsValidator>();
        services.AddSingleton<CircuitOwners>();
        services.AddSingleton<CircuitRegistry>();
        services.AddSingleton<CircuitConnectionGuard>();
        services.AddSingleton<CircuitEventThrottle>();
        services.AddScoped<CircuitAuthenticationStateProvider>();
        services.AddScoped<AuthenticationStateProvider>(circuit => circuit.GetRequiredService<CircuitAuthenticationStateProvider>());
        services.AddScoped<CircuitHandler, CircuitRegistration>();

        services.AddOptions<CircuitOptions>().Configure<IOptions<CircuitLimitOptions>>(static (circuits, limits) =>
        {
            circuits.MaxBufferedUnacknowledgedRenderBatches = limits.Value.CircuitBufferedBatches;
            circuits.DisconnectedCircuitMaxRetained = limits.Value.RetainedPages;
            circuits.DisconnectedCircuitRetentionPeriod = limits.Value.RetainedTime;
        });
        services.AddOptions<HubOptions>().Configure<IOptions<CircuitLimitOptions>>(
            static (hub, limits) =>
            {
                hub.MaximumReceiveMessageSize = limits.Value.CircuitMessageBytes;
                hub.AddFilter<CircuitEventThrottle>();
            });
        return services;
    }

    /// <summary>Guards the connections of circuits. It needs to know who sent the request.</summary>
    public static IApplicationBuilder UseCircuitConnectionGuard(this IApplicationBuilder app) => app.Use(static (context, next) =>

        // Resolved per request: the options of the guard are not validated yet while the pipeline is composed.
        context.Request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase)
            ? context.RequestServices.GetRequiredService<CircuitConnectionGuard>().ServeAsync(context, next)
            : next(context));
}
