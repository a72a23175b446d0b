using System.Net;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Ami;

internal static class AmiServiceCollectionExtensions
{
    /// <summary>The options of the PBXs, the connector and its metrics.</summary>
    public static IServiceCollection AddAmi(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AmiOptions>()
            // Without this, the binder silently leaves out a server that has a value of the wrong kind.
            .Bind(configuration.GetSection(AmiOptions.Section), binder => binder.ErrorOnUnknownConfiguration = true)
            .PostConfigure<IServiceProvider>((options, provider) => ResolveSecretFiles(options, provider.GetService<IHostEnvironment>()))
            .ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AmiOptions>, AmiOptionsValidator>());
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(new AmiLimits());
        services.TryAddSingleton<AmiMetrics>();
        services.TryAddSingleton<AmiResolver>(Dns.GetHostAddressesAsync);
        services.TryAddSingleton<AmiDialer>();
        services.TryAddSingleton<AmiLogins>();
        services.TryAddSingleton<AmiConnector>();
        return services;
    }

    /// <summary>Makes relative paths absolute: they are relative to the content root, wherever the program was started.</summary>
    private static void ResolveSecretFiles(AmiOptions options, IHostEnvironment? environment)
    {
        if (environment is null) return;
        foreach (var server in options.Servers)
        {
            server.SecretFile = Absolute(server.SecretFile);
            server.Control.SecretFile = Absolute(server.Control.SecretFile);
        }

        string? Absolute(string? path) => string.IsNullOrWhiteSpace(path) ? path : Path.GetFullPath(path, environment.ContentRootPath);
    }
}
