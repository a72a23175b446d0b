using System.Data.Common;
using AmiBlazor.Store;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AmiBlazor.Api;

/// <summary>Errors as problem details (RFC 9457), with a title for a person.</summary>
internal static class Problems
{
    /// <summary>A call that is wrong: 400, naming the parameter also where a program finds it.</summary>
    public static ProblemHttpResult Parameter(string name, string sentence) => TypedResults.Problem(
        title: sentence, statusCode: StatusCodes.Status400BadRequest, extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["parameter"] = name });

    public static ProblemHttpResult NotFound(string sentence) => TypedResults.Problem(title: sentence, statusCode: StatusCodes.Status404NotFound);

    public static ProblemHttpResult Forbidden(string sentence) => TypedResults.Problem(title: sentence, statusCode: StatusCodes.Status403Forbidden);

    public static ProblemHttpResult Conflict(string sentence) => TypedResults.Problem(title: sentence, statusCode: StatusCodes.Status409Conflict);

    /// <summary>Answers for a handler that threw. What it threw is in the log, and of it only what is meant for people is in the answer.</summary>
    public static Task WriteExceptionAsync(HttpContext context)
    {
        var (status, title) = context.Features.Get<IExceptionHandlerFeature>()?.Error switch
        {
            BadHttpRequestException bad => (bad.StatusCode, Title(context, bad.StatusCode)),
            StoreException store => (StatusCodes.Status503ServiceUnavailable, store.Message),
            DbException => (StatusCodes.Status503ServiceUnavailable, "The database does not answer. Try again in a moment; the log of the server says more."),
            _ => (StatusCodes.Status500InternalServerError, Title(context, StatusCodes.Status500InternalServerError)),
        };
        return TypedResults.Problem(title: title, statusCode: status).ExecuteAsync(context);
    }

    /// <summary>Answers where only a status was set, as for an address that nothing is mapped to.</summary>
    public static Task WriteStatusAsync(HttpContext context) =>
        TypedResults.Problem(title: Title(context, context.Response.StatusCode), statusCode: context.Response.StatusCode).ExecuteAsync(context);

    private static string Title(HttpContext context, int status) => status switch
    {
        StatusCodes.Status404NotFound => $"There is nothing at {context.Request.Path}. The document /openapi/v1.json lists what there is.",
        StatusCodes.Status405MethodNotAllowed =>
            $"{context.Request.Path} does not know the method {context.Request.Method}; allowed is {context.Response.Headers.Allow}.",
        StatusCodes.Status413PayloadTooLarge => "The body of the request is too large: no call here needs one.",
        StatusCodes.Status500InternalServerError => "AmiBlazor failed at this. The log of the server says more.",
        _ => "The request could not be understood.",
    };
}
