using System.Security.Claims;
using System.Text;
using AmiBlazor.Audit;
using AmiBlazor.Demo;

namespace AmiBlazor.Hosting;

/// <summary>What those read who are not let in: problem details for scripts, a plain sentence for a browser.</summary>
internal static class AuthProblems
{
    /// <summary>Whether the request is for scripts, and not for a page.</summary>
    public static bool IsForScripts(HttpRequest request) =>
        request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
        || request.Path.StartsWithSegments("/openapi", StringComparison.OrdinalIgnoreCase)
        || request.Path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase);

    /// <summary>Answers with a status and one or two sentences, in the form that the request can read.</summary>
    public static Task WriteAsync(HttpContext context, int status, string sentences)
    {
        context.Response.Headers.CacheControl = "no-store";
        return IsForScripts(context.Request)
            ? TypedResults.Problem(title: sentences, statusCode: status).ExecuteAsync(context)
            : TypedResults.Text(sentences + "\n", "text/plain", Encoding.UTF8, status).ExecuteAsync(context);
    }

    /// <summary>Answers one who is signed in and may not do this.</summary>
    public static Task WriteForbiddenAsync(HttpContext context)
    {
        DeniedRequestAuditor.Note(context);
        var role = context.User.FindFirstValue(ClaimTypes.Role);
        return WriteAsync(context, StatusCodes.Status403Forbidden, $"“{context.User.Identity?.Name}” has the role {role}, which may not do this.");
    }
}
