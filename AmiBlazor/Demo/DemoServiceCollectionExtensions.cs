using AmiBlazor.Ami;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Demo;

internal static class DemoServiceCollectionExtensions
{
    /// <summary>
    /// The demo PBX, where the configuration asks for it or names no other. It is added to the servers last, as one more PBX that is reached over a
    /// socket like any other; nothing else of the program knows that it is a demo.
    /// </summary>
    public static IServiceCollection AddDemo(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DemoOptions>()
            .Bind(configuration.GetSection(DemoOptions.Section))
            .PostConfigure(demo => demo.Enabled ??= !configuration.GetSection(AmiOptions.Section + ":Servers").GetChildren().Any())
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<DemoOptions>, DemoOptionsValidator>();
        services.AddSingleton<DemoPbx>();
        services.AddHostedService(provider => provider.GetRequiredService<DemoPbx>());
        services.AddOptions<AmiOptions>().PostConfigure<IOptions<DemoOptions>, DemoPbx>((ami, demo, pbx) =>
        {
            if (demo.Value.Enabled is true)
            {
                ami.Servers.Add(pbx.Server());
            }
        });
        return services;
    }
}
