using System.Data.Common;
using AmiBlazor.Store;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AmiBlazor.Api;

/// <summary>Errors as problem details (RFC 9457), with a title for people.</summary>
internal static class Problems
{
    /// <summary>400 for an invalid parameter, which an extension member names for programs.</summary>
    public static ProblemHttpResult Parameter(string name, string sentence) => TypedResults.Problem(
        title: sentence,
        statusCode: StatusCodes.Status400BadRequest,
        extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["parameter"] = name });

    public static ProblemHttpResult NotFound(string sentence) => TypedResults.Problem(title: sentence, statusCode: StatusCodes.Status404NotFound);

    public static ProblemHttpResult Forbidden(string sentence) => TypedResults.Problem(title: sentence, statusCode: StatusCodes.Status403Forbidden);

    public static ProblemHttpResult Conflict(string sentence) => TypedResults.Problem(title: sentence, statusCode: StatusCodes.Status409Conflict);

    /// <summary>The response to an exception of an endpoint. The exception is logged; only texts meant for people are returned.</summary>
    public static Task WriteExceptionAsync(HttpContext context)
    {
        var (status, title) = context.Features.Get<IExceptionHandlerFeature>()?.Error switch
        {
            BadHttpRequestException bad => (bad.StatusCode, Title(context, bad.StatusCode)),
            StoreException store => (StatusCodes.Status503ServiceUnavailable, store.Message),
            DbException => (StatusCodes.Status503ServiceUnavailable, "The database is not responding. Try again in a moment; see the server log for details."),
            _ => (StatusCodes.Status500InternalServerError, Title(context, StatusCodes.Status500InternalServerError)),
        };
        return TypedResults.Problem(title: title, statusCode: status).ExecuteAsync(context);
    }

    /// <summary>The response if only a status was set, as for an unmapped address.</summary>
    public static Task WriteStatusAsync(HttpContext context) =>
        TypedResults.Problem(title: Title(context, context.Response.StatusCode), statusCode: context.Response.StatusCode).ExecuteAsync(context);

    private static string Title(HttpContext context, int status) => status switch
    {
        StatusCodes.Status404NotFound => $"{context.Request.Path} does not exist. /openapi/v1.json lists every call.",
        StatusCodes.Status405MethodNotAllowed =>
            $"{context.Request.Path} does not support the method {context.Request.Method}; allowed is {context.Response.Headers.Allow}.",
        StatusCodes.Status413PayloadTooLarge => "The request body is too large; no call needs one.",
        StatusCodes.Status500InternalServerError => "The request failed because of an internal error in AmiBlazor. See the server log for details.",
        _ => "The request could not be understood.",
    };
}
