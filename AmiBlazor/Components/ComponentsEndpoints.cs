using System.Data.Common;
using AmiBlazor.Auth.Setup;
using AmiBlazor.Components.Exports;
using AmiBlazor.Components.Layout;
using AmiBlazor.Components.Plans;
using AmiBlazor.Components.Theming;
using AmiBlazor.Hosting;
using AmiBlazor.Store;
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

    /// <summary>
    /// Answers whatever failed with a page, or a sentence for a program, that says so and no more than is meant for people; the exception is in the server
    /// log. Without it the answer would be empty and without our headers, and show the exception where the environment is Development. Must come before all
    /// endpoints.
    /// </summary>
    public static IApplicationBuilder UseErrorPage(this IApplicationBuilder app) =>
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = WriteErrorAsync });

    /// <summary>
    /// Compresses the live grid, whose first rows are by far the largest answer; must come before all endpoints. It alone: a page that holds a password's
    /// link or an API key must not tell by its length what is in it (BREACH).
    /// </summary>
    public static IApplicationBuilder UseGridCompression(this IApplicationBuilder app) => app.UseWhen(
        static context => context.Request.Path == "/", static grid => grid.UseResponseCompression());

    private static Task WriteErrorAsync(HttpContext context) => context.Features.Get<IExceptionHandlerFeature>()?.Error switch
    {
        StoreException store => AuthProblems.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, store.Message),
        DbException => AuthProblems.WriteAsync(
            context, StatusCodes.Status503ServiceUnavailable, "The database is not responding. Try again in a moment; see the server log for details."),
        _ => AuthProblems.WriteAsync(
            context,
            StatusCodes.Status500InternalServerError,
            "The page could not be shown because of an internal error in AmiBlazor. Try again in a moment; see the server log for details."),
    };

    /// <summary>Maps every page and the exports.</summary>
    public static IEndpointRouteBuilder MapComponents(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapRazorComponents<App>().AddInteractiveServerRenderMode(options =>
        {
            // SecurityHeaders already forbids frames in every response; a second, weaker policy would only confuse.
            options.ContentSecurityFrameAncestorsPolicy = null;
        });
        endpoints.MapExports();
        endpoints.MapPlanPictures();
        endpoints.MapThemeSheet().AllowAnonymous().DisableRateLimiting().WithMetadata(new AllowBeforeSetup());
        return endpoints;
    }
}
