using AmiBlazor.Auth.Setup;
using AmiBlazor.Components.Exports;
using AmiBlazor.Components.Layout;
using AmiBlazor.Components.Theming;
using AmiBlazor.Hosting;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Diagnostics;

namespace AmiBlazor.Components;

internal static class ComponentsEndpoints
{
    /// <summary>
    /// Answers a browser with the page "not found" if nothing is mapped to the address. Must come before all endpoints. API calls and requests for
    /// static files keep their plain 404.
    /// </summary>
    public static IApplicationBuilder UseNotFoundPage(this IApplicationBuilder app) => app
        .UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true)
        .Use(static (context, next) =>
        {
            // Not by UseWhen: a branch of the pipeline cannot be routed again.
            if (!AuthProblems.IsForPerson(context.Request) && context.Features.Get<IStatusCodePagesFeature>() is { } pages)
                pages.Enabled = false;
            return next(context);
        });

    /// <summary>Maps every page and the exports.</summary>
    public static IEndpointRouteBuilder MapComponents(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapRazorComponents<App>().AddInteractiveServerRenderMode(options =>
        {
            // SecurityHeaders already forbids frames in every response; a second, weaker policy would only confuse.
            options.ContentSecurityFrameAncestorsPolicy = null;
        });
        endpoints.MapExports();
        endpoints.MapThemeSheet().AllowAnonymous().DisableRateLimiting().WithMetadata(new AllowBeforeSetup());
        return endpoints;
    }
}
