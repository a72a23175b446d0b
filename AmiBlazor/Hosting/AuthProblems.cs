using System.Text;

namespace AmiBlazor.Hosting;

/// <summary>Answers to requests that are refused: problem details for scripts, a page for a person, a plain sentence for all else.</summary>
internal static class AuthProblems
{
    /// <summary>True if the request is for REST, OpenAPI or health, and not for a page.</summary>
    public static bool IsForScripts(HttpRequest request) =>
        request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
        || request.Path.StartsWithSegments("/openapi", StringComparison.OrdinalIgnoreCase)
        || request.Path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase);

    /// <summary>True if a person is waiting for a page, be it after a link or after a form.</summary>
    public static bool IsForPerson(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsPost(request.Method))
        && !IsForScripts(request)
        && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    /// <summary>Answers with a status and one or two sentences, in the form that the sender reads.</summary>
    public static Task WriteAsync(HttpContext context, int status, string sentences)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (IsForScripts(context.Request)) return TypedResults.Problem(title: sentences, statusCode: status).ExecuteAsync(context);

        // A host name that is refused gets no stylesheet either: its sentence stays plain.
        return status != StatusCodes.Status400BadRequest && IsForPerson(context.Request) && context.RequestServices.GetService<RefusalPage>() is { } page
            ? TypedResults.Text(page(status, sentences, context.Request.PathBase.ToUriComponent()), "text/html", Encoding.UTF8, status).ExecuteAsync(context)
            : TypedResults.Text(sentences + "\n", "text/plain", Encoding.UTF8, status).ExecuteAsync(context);
    }
}
