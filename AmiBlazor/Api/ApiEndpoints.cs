using AmiBlazor.Auth.Authorization;
using AmiBlazor.Hosting;

namespace AmiBlazor.Api;

internal static class ApiEndpoints
{
    /// <summary>
    /// Makes every error under the scripts' addresses problem details, whoever it comes from. Goes before everything that may refuse a request.
    /// </summary>
    public static IApplicationBuilder UseApiProblems(this IApplicationBuilder app) => app.UseWhen(
        static context => AuthProblems.IsForScripts(context.Request),
        static scripts => scripts
            .UseStatusCodePages(static context => Problems.WriteStatusAsync(context.HttpContext))
            .UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = Problems.WriteExceptionAsync }));

    /// <summary>Every REST resource.</summary>
    public static IEndpointRouteBuilder MapApi(this IEndpointRouteBuilder endpoints)
    {
        var api = endpoints.MapGroup("/api").WithCallRules();
        api.MapExtensions();
        api.MapRefresh();
        api.MapSnapshots();
        endpoints.MapHealth();
        endpoints.MapOpenApi("/openapi/{documentName}.json").RequireAuthorization(Policies.See);
        return endpoints;
    }
}
