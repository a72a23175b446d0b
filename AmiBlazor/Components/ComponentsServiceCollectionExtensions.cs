using System.IO.Compression;
using AmiBlazor.Auth.Circuits;
using AmiBlazor.Components.Administration;
using AmiBlazor.Components.Calls;
using AmiBlazor.Components.Control;
using AmiBlazor.Components.Languages;
using AmiBlazor.Components.Layout;
using AmiBlazor.Components.Plans;
using AmiBlazor.Components.Shared;
using AmiBlazor.Components.Views;
using AmiBlazor.Components.Walls;
using AmiBlazor.Hosting;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using MudBlazor;
using MudBlazor.Services;

namespace AmiBlazor.Components;

internal static class ComponentsServiceCollectionExtensions
{
    /// <summary>Registers the pages and what each circuit needs.</summary>
    public static IServiceCollection AddComponents(this IServiceCollection services, IConfiguration configuration)
    {
        RenderTreeTrimmer.Configure(configuration);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(StartupNotices.None);
        services.AddSingleton<RefusalPage>(RefusalPageHtml.Of);
        services.AddScoped<Localizer>();
        services.AddScoped<DisplayPreferencesService>();
        services.AddScoped<ScopeChoicesProvider>();
        services.AddScoped<PhoneChoices>();
        services.AddScoped<CircuitConnectionState>();
        services.AddScoped<CircuitHandler>(circuit => circuit.GetRequiredService<CircuitConnectionState>());
        services.AddScoped<CurrentUser>();
        services.AddScoped<CircuitFreeze>();
        services.AddScoped<CircuitCalls>();
        services.AddScoped<CircuitScope>();
        services.AddScoped<CircuitControl>();
        services.AddScoped<WallReader>();
        services.AddScoped<CircuitFavourites>();
        services.AddScoped<CircuitViews>();
        services.AddScoped<CircuitPlans>();
        services.AddScoped<PersonSaving>();
        services.AddCascadingAuthenticationState();
        services.AddMudBlazor();
        services.AddResponseCompression(static options =>
        {
            options.EnableForHttps = true;
            options.MimeTypes = ["text/html"];
        });
        services.Configure<BrotliCompressionProviderOptions>(static options => options.Level = CompressionLevel.Optimal);

        // The limits of a circuit are configured in the section Limits.
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddOptions<HubOptions>().Configure<IOptions<CircuitTimings>>(static (hub, timings) => hub.KeepAliveInterval = timings.Value.KeepAlive);
        return services;
    }

    /// <summary>Registers MudBlazor, which speaks the user's language and leaves it to <see cref="SnackbarHost"/> how many messages are shown.</summary>
    public static IServiceCollection AddMudBlazor(this IServiceCollection services) => services
        .AddMudServices(static options =>
        {
            options.SnackbarConfiguration.MaxDisplayedSnackbars = int.MaxValue;
            options.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomCenter;
        })
        .AddLocalizationInterceptor<MudTexts>();
}
