using System.Text;

namespace AmiBlazor.Hosting;

/// <summary>Answers to requests that are refused: problem details for scripts, a plain sentence for a browser.</summary>
internal static class AuthProblems
{
    /// <summary>True if the request is for REST, OpenAPI or health, and not for a page.</summary>
    public static bool IsForScripts(HttpRequest request) =>
        request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
        || request.Path.StartsWithSegments("/openapi", StringComparison.OrdinalIgnoreCase)
        || request.Path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase);

    /// <summary>Answers with a status and one or two sentences, in the form that the sender reads.</summary>
    public static Task WriteAsync(HttpContext context, int status, string sentences)
    {
        context.Response.Headers.CacheControl = "no-store";
        return IsForScripts(context.Request)
            ? TypedResults.Problem(title: sentences, statusCode: status).ExecuteAsync(context)
            : TypedResults.Text(sentences + "\n", "text/plain", Encoding.UTF8, status).ExecuteAsync(context);
    }
}
