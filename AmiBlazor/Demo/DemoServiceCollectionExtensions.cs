using AmiBlazor.Ami;
using AmiBlazor.Pbxs;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Demo;

internal static class DemoServiceCollectionExtensions
{
    /// <summary>
    /// Registers the demo PBX, which runs if the configuration enables it, or no other PBX is configured or connected in the page. It is added to the servers
    /// last and reached over a socket like any other PBX; the rest of the program does not know that it is a demo.
    /// </summary>
    public static IServiceCollection AddDemo(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DemoOptions>()
            .Bind(configuration.GetSection(DemoOptions.Section))
            .PostConfigure<IServiceProvider>((demo, services) => demo.Enabled ??=
                !configuration.GetSection(AmiOptions.Section + ":Servers").GetChildren().Any() && services.GetService<PbxFile>() is not { HasAny: true })
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<DemoOptions>, DemoOptionsValidator>();
        services.AddSingleton<DemoPbx>();
        services.AddHostedService(provider => provider.GetRequiredService<DemoPbx>());
        services.AddHostedService<DemoPeople>();
        services.AddOptions<AmiOptions>().PostConfigure<IOptions<DemoOptions>, DemoPbx>((ami, demo, pbx) =>
        {
            if (demo.Value.Enabled is true) ami.Servers.Add(pbx.Server());
        });
        return services;
    }
}
