using AmiBlazor.Components.Exports;
using AmiBlazor.Components.Layout;
using AmiBlazor.Hosting;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Diagnostics;

namespace AmiBlazor.Components;

internal static class ComponentsEndpoints
{
    /// <summary>
    /// Answers a person's browser at an address that nothing is mapped to with the page that says so. Goes before everything that answers; what scripts
    /// and the page's own files ask for keeps its bare answer.
    /// </summary>
    public static IApplicationBuilder UseNotFoundPage(this IApplicationBuilder app) => app
        .UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true)
        .Use(static (context, next) =>
        {
            // Not by UseWhen: a branch of the pipeline cannot route anew.
            if (!IsForPerson(context.Request) && context.Features.Get<IStatusCodePagesFeature>() is { } pages) pages.Enabled = false;
            return next(context);
        });

    /// <summary>Every page.</summary>
    public static IEndpointRouteBuilder MapComponents(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapRazorComponents<App>().AddInteractiveServerRenderMode(options =>
        {
            // SecurityHeaders forbids frames for all answers; a second policy beside it would say less.
            options.ContentSecurityFrameAncestorsPolicy = null;
        });
        endpoints.MapExports();
        return endpoints;
    }

    private static bool IsForPerson(HttpRequest request) =>
        HttpMethods.IsGet(request.Method)
        && !AuthProblems.IsForScripts(request)
        && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
