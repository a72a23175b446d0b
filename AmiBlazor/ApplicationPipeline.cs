using AmiBlazor.Api;
using AmiBlazor.Auth.Circuits;
using AmiBlazor.Auth.Cookies;
using AmiBlazor.Auth.Screens;
using AmiBlazor.Auth.Setup;
using AmiBlazor.Auth.SignIn;
using AmiBlazor.Components;
using AmiBlazor.Components.Theming;
using AmiBlazor.Hosting;

namespace AmiBlazor;

internal static class ApplicationPipeline
{
    /// <summary>
    /// The way of every request, from the outside to the endpoint. Before it run two startup filters of Hosting (the reverse proxy's headers, the host
    /// name) and the framework's routing.
    /// </summary>
    public static IApplicationBuilder UseAmiBlazor(this IApplicationBuilder app) => app
        .UseSecurityHeaders(secretPaths: [InitialSetup.Path, InvitationService.Path])
        .UseMiddleware<HttpsRedirect>()

        .UseLibraryFiles()
        .UseGridCompression()

        // How errors look: a page for browsers, problem details for scripts.
        .UseNotFoundPage()
        .UseErrorPage()
        .UseApiProblems()

        // What is refused whoever asks.
        .UseMiddleware<RequestSizeMiddleware>()
        .UseMiddleware<InitialSetupMiddleware>()
        .UseMiddleware<UnstorableText>()

        // Who asks, from which page, how often, and whether they may. A request that a foreign page made a browser send costs its user no token.
        .UseAuthentication()
        .UseMiddleware<SameOriginCheck>()
        .UseRateLimiter()
        .UseMiddleware<ScreenConfinement>()
        .UseAuthorization()
        .UseMiddleware<SecondFactorRequirement>()
        .UseCircuitConnectionGuard()
        .UseAntiforgery();
}
