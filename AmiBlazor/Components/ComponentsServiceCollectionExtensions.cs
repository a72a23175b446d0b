using AmiBlazor.Components.Administration;
using AmiBlazor.Components.Languages;
using AmiBlazor.Components.Layout;
using AmiBlazor.Components.Shared;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Radzen;

namespace AmiBlazor.Components;

internal static class ComponentsServiceCollectionExtensions
{
    /// <summary>The pages and their circuits.</summary>
    public static IServiceCollection AddComponents(this IServiceCollection services, IConfiguration configuration)
    {
        RenderTreeTrimmer.Configure(configuration);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(StartupNotices.None);
        services.AddScoped<Localizer>();
        services.AddScoped<DisplayPreferencesService>();
        services.AddScoped<ScopeChoicesProvider>();
        services.AddScoped<CircuitConnectionState>();
        services.AddScoped<CircuitHandler>(circuit => circuit.GetRequiredService<CircuitConnectionState>());
        services.AddScoped<UiLibrary>();
        services.AddScoped<CurrentUser>();
        services.AddScoped<CircuitScope>();
        services.AddRadzenComponents();
        services.AddCascadingAuthenticationState();

        // What a circuit may take, the section Limits says.
        services.AddRazorComponents().AddInteractiveServerComponents()

            // A pulled cable is noticed by silence alone: app.js takes the connection for lost after 15 s without one of these.
            .AddHubOptions(options => options.KeepAliveInterval = TimeSpan.FromSeconds(5));
        return services;
    }
}
