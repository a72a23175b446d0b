using AmiBlazor.Ami;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Control;

internal static class ControlServiceCollectionExtensions
{
    /// <summary>Call control of all PBXs that have an account for it.</summary>
    public static IServiceCollection AddControl(this IServiceCollection services)
    {
        services.AddControlOptions();
        services.AddSingleton<ControlMetrics>();
        services.AddSingleton<ControlBoards>();
        services.AddSingleton<ICallControl, CallControl>();
        return services;
    }

    /// <summary>The check of its options, which are a part of <see cref="AmiOptions"/>.</summary>
    public static IServiceCollection AddControlOptions(this IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AmiOptions>, ControlOptionsValidator>());
        return services;
    }
}
