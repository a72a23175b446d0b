using AmiBlazor.Auth.Circuits;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Auth.Limits;

internal static class LimitsServiceCollectionExtensions
{
    /// <summary>The bounds on what one may ask for and hold open, and what watches over open pages.</summary>
    public static IServiceCollection AddLimits(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection(PageLimits.Section);
        services.AddOptions<PageLimits>().Bind(section).ValidateOnStart();
        services.AddOptions<CallLimits>().Bind(section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<PageLimits>, LimitsValidator>();
        services.AddSingleton<IValidateOptions<CallLimits>, LimitsValidator>();
        services.AddSingleton<RefreshTurns>();
        services.AddSingleton<OpenPages>();
        services.AddSingleton<PageChannels>();
        services.AddScoped<PagePerson>();
        services.AddScoped<AuthenticationStateProvider>(page => page.GetRequiredService<PagePerson>());
        services.AddScoped<CircuitHandler, PageEntry>();

        services.AddOptions<CircuitOptions>().Configure<IOptions<PageLimits>>(static (circuits, limits) =>
        {
            circuits.MaxBufferedUnacknowledgedRenderBatches = limits.Value.CircuitBufferedBatches;
            circuits.DisconnectedCircuitMaxRetained = limits.Value.RetainedPages;
            circuits.DisconnectedCircuitRetentionPeriod = limits.Value.RetainedTime;
        });
        services.AddOptions<HubOptions>().Configure<IOptions<PageLimits>>(static (hub, limits) => hub.MaximumReceiveMessageSize = limits.Value.CircuitMessageBytes);
        services.AddOptions<KestrelServerOptions>().Configure<IOptions<CallLimits>>(static (kestrel, limits) => kestrel.Limits.MaxRequestBodySize = limits.Value.RequestBytes);
        services.AddOptions<FormOptions>().Configure<IOptions<CallLimits>>(static (form, limits) =>
        {
            form.BufferBodyLengthLimit = form.MultipartBodyLengthLimit = limits.Value.RequestBytes;
            form.ValueLengthLimit = limits.Value.RequestBytes;
            form.ValueCountLimit = 200;
        });
        return services;
    }
}
