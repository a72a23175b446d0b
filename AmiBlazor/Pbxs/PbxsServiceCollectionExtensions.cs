using AmiBlazor.Ami;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Pbxs;

internal static class PbxsServiceCollectionExtensions
{
    /// <summary>The PBXs that administrators connect in the page. Before the demo PBX, which is the last of the servers.</summary>
    public static IServiceCollection AddPbxs(this IServiceCollection services)
    {
        services.AddSingleton<PbxFile>();
        services.AddSingleton<PagePbxs>();
        services.AddSingleton<IPostConfigureOptions<AmiOptions>>(static provider => provider.GetRequiredService<PagePbxs>());
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<PbxProbe>();
        services.AddSingleton<PbxTests>();
        services.AddSingleton<PbxOverviews>();
        services.AddSingleton<PbxEditor>();
        return services;
    }
}
