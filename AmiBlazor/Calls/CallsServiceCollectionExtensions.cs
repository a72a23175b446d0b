using Microsoft.Extensions.Options;

namespace AmiBlazor.Calls;

internal static class CallsServiceCollectionExtensions
{
    /// <summary>The calls of all PBXs; the main connections bring them.</summary>
    public static IServiceCollection AddCalls(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<CallOptions>().Bind(configuration.GetSection(CallOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<CallOptions>, CallOptionsValidator>();
        services.AddSingleton<CallBoard>();
        return services;
    }
}
