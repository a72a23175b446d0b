using AmiBlazor.Auth.Circuits;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Auth.RateLimiting;

internal static class LimitsServiceCollectionExtensions
{
    /// <summary>The bounds on what one may ask for and hold open, and what watches over open pages.</summary>
    public static IServiceCollection AddLimits(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection(CircuitLimitOptions.Section);
        services.AddOptions<CircuitLimitOptions>().Bind(section).ValidateOnStart();
        services.AddOptions<RequestLimitOptions>().Bind(section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<CircuitLimitOptions>, LimitsValidator>();
        services.AddSingleton<IValidateOptions<RequestLimitOptions>, LimitsValidator>();
        services.AddSingleton<RefreshRateLimiter>();
        services.AddSingleton<CircuitRegistry>();
        services.AddSingleton<CircuitConnectionGuard>();
        services.AddScoped<CircuitAuthenticationStateProvider>();
        services.AddScoped<AuthenticationStateProvider>(page => page.GetRequiredService<CircuitAuthenticationStateProvider>());
        services.AddScoped<CircuitHandler, CircuitRegistration>();

        services.AddOptions<CircuitOptions>().Configure<IOptions<CircuitLimitOptions>>(static (circuits, limits) =>
        {
            circuits.MaxBufferedUnacknowledgedRenderBatches = limits.Value.CircuitBufferedBatches;
            circuits.DisconnectedCircuitMaxRetained = limits.Value.RetainedPages;
            circuits.DisconnectedCircuitRetentionPeriod = limits.Value.RetainedTime;
        });
        services.AddOptions<HubOptions>().Configure<IOptions<CircuitLimitOptions>>(static (hub, limits) => hub.MaximumReceiveMessageSize = limits.Value.CircuitMessageBytes);
        services.AddOptions<KestrelServerOptions>().Configure<IOptions<RequestLimitOptions>>(static (kestrel, limits) => kestrel.Limits.MaxRequestBodySize = limits.Value.RequestBytes);
        services.AddOptions<FormOptions>().Configure<IOptions<RequestLimitOptions>>(static (form, limits) =>
        {
            form.BufferBodyLengthLimit = form.MultipartBodyLengthLimit = limits.Value.RequestBytes;
            form.ValueLengthLimit = limits.Value.RequestBytes;
            form.ValueCountLimit = 200;
        });
        return services;
    }
}
