using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Hosting;

internal static class HostingServiceCollectionExtensions
{
    /// <summary>
    /// The host names that are answered if <c>AllowedHosts</c> is not set. If any name were answered, an attacker could point a host name of their own at
    /// this machine (DNS rebinding).
    /// </summary>
    private static readonly string[] OwnHostNames = ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>Host names, the reverse proxy, request sizes, a clean log, whether the program stops, and a server that does not name itself.</summary>
    public static IServiceCollection AddHosting(this IServiceCollection services, IConfiguration configuration)
    {
        services.Replace(ServiceDescriptor.Singleton<ILoggerFactory, CleanLoggerFactory>());
        services.TryAddSingleton(static provider => new HostRestart(provider.GetRequiredService<IHostApplicationLifetime>().StopApplication));
        services.Configure<KestrelServerOptions>(static kestrel => kestrel.AddServerHeader = false);
        services.AddHealthChecks().AddCheck<ShutdownHealth>("running");
        return services
            .AddProblemDetails()
            .AddRequestSize(configuration)

            // Each puts its startup filter first: the reverse proxy is the outermost, and host names are checked next.
            .AddHostNames(configuration)
            .AddReverseProxy(configuration);
    }

    private static IServiceCollection AddRequestSize(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<RequestSizeOptions>().Bind(configuration.GetSection(Limits.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<RequestSizeOptions>, RequestSizeOptionsValidator>();
        services.AddOptions<KestrelServerOptions>().Configure<IOptions<RequestSizeOptions>>(
            static (kestrel, limits) => kestrel.Limits.MaxRequestBodySize = limits.Value.RequestBytes);
        services.AddOptions<FormOptions>().Configure<IOptions<RequestSizeOptions>>(static (form, limits) =>
        {
            form.BufferBodyLengthLimit = form.MultipartBodyLengthLimit = limits.Value.RequestBytes;
            form.ValueLengthLimit = limits.Value.RequestBytes;
            form.ValueCountLimit = 200;
        });
        return services;
    }

    private static IServiceCollection AddHostNames(this IServiceCollection services, IConfiguration configuration)
    {
        var configured = !string.IsNullOrWhiteSpace(configuration["AllowedHosts"]);
        services.Configure<HostFilteringOptions>(options =>
        {
            options.IncludeFailureMessage = false;
            if (!configured) options.AllowedHosts = OwnHostNames;
        });

        // The first startup filter is the outermost: before the host filter, which the framework has registered already.
        services.Insert(0, ServiceDescriptor.Singleton<IStartupFilter, HostFilteringMessage>());
        return services;
    }

    private static IServiceCollection AddReverseProxy(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ReverseProxyOptions>().Bind(configuration.GetSection(ReverseProxyOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ReverseProxyOptions>, ReverseProxyOptionsValidator>();

        // Configured last, so that ASPNETCORE_FORWARDEDHEADERS_ENABLED cannot make the framework trust every sender.
        services.AddOptions<ForwardedHeadersOptions>().PostConfigure<IOptions<ReverseProxyOptions>>(
            static (forwarded, proxies) => ReverseProxy.Configure(forwarded, proxies.Value));
        services.Insert(0, ServiceDescriptor.Singleton<IStartupFilter, ReverseProxy>());
        return services;
    }
}
