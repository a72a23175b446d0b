using AmiBlazor.Auth.Cookies;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Hosting;

internal static class TransportServiceCollectionExtensions
{
    /// <summary>Reverse proxies, the antiforgery cookie, and a server that does not say what it is. After whatever else looks at a request first of all.</summary>
    public static IServiceCollection AddTransport(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ReverseProxyOptions>().Bind(configuration.GetSection(ReverseProxyOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ReverseProxyOptions>, ReverseProxyOptionsValidator>();

        // Last of all, so that no switch of the framework (ASPNETCORE_FORWARDEDHEADERS_ENABLED) makes it believe everybody.
        services.AddOptions<ForwardedHeadersOptions>().PostConfigure<IOptions<ReverseProxyOptions>>(
            static (forwarded, proxies) => ReverseProxy.Configure(forwarded, proxies.Value));
        services.Insert(0, ServiceDescriptor.Singleton<IStartupFilter, ReverseProxy>());

        services.AddHttpContextAccessor();
        services.AddOptions<AntiforgeryOptions>().Configure<IHttpContextAccessor>(static (antiforgery, contexts) =>
        {
            antiforgery.Cookie = new AntiforgeryCookie(contexts);

            // SecurityHeaders forbids all frames, which says more.
            antiforgery.SuppressXFrameOptionsHeader = true;
        });
        services.Configure<KestrelServerOptions>(static kestrel => kestrel.AddServerHeader = false);
        return services;
    }
}
