using AmiBlazor.Auth.Authorization;
using AmiBlazor.Hosting;

namespace AmiBlazor.Api;

internal static class ApiEndpoints
{
    /// <summary>
    /// Turns every error of an API request into problem details, whoever reports it. Must come before everything that may refuse a request.
    /// </summary>
    public static IApplicationBuilder UseApiProblems(this IApplicationBuilder app) => app.UseWhen(
        static context => AuthProblems.IsForScripts(context.Request),
        static scripts => scripts
            .UseStatusCodePages(static context => Problems.WriteStatusAsync(context.HttpContext))
            .UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = Problems.WriteExceptionAsync }));

    /// <summary>Maps every REST resource.</summary>
    public static IEndpointRouteBuilder MapApi(this IEndpointRouteBuilder endpoints)
    {
        var api = endpoints.MapGroup("/api").WithCallRules();
        api.MapExtensions();
        api.MapPeople();
        api.MapImport();
        api.MapCalls();
        api.MapQueues();
        api.MapControl(endpoints.ServiceProvider);
        api.MapRefresh();
        api.MapSnapshots();
        endpoints.MapHealth();
        endpoints.MapOpenApi("/openapi/{documentName}.json").RequireAuthorization(Policies.See);
        return endpoints;
    }
}
