using System.Reflection;
using AmiBlazor.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace AmiBlazor.Api;

/// <summary>
/// The rules for every API call: no unknown or repeated query parameter (a typo in a filter would return everything), no large body, no caching.
/// </summary>
internal static class RequestParameterFilter
{
    /// <summary>The maximum request body in bytes, for calls that do not set their own: the details of one extension need less.</summary>
    private const long LargestBody = 16 * 1024;

    public static RouteGroupBuilder WithCallRules(this RouteGroupBuilder group)
    {
        group.WithMetadata(new RequestSizeLimitAttribute(LargestBody));
        return group.AddEndpointFilterFactory(static (factory, next) =>
        {
            var known = factory.MethodInfo.GetParameters()
                .Where(parameter => parameter.GetCustomAttribute<FromQueryAttribute>() is not null)
                .Select(parameter => parameter.Name!)
                .ToArray();
            return call => Check(call.HttpContext, known) is { } problem ? ValueTask.FromResult<object?>(problem) : next(call);
        });
    }

    private static IResult? Check(HttpContext context, string[] known)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        if (context.Request.ContentLength > (context.GetEndpoint()?.Metadata.GetMetadata<FileUpload>()?.MaxBytes ?? LargestBody))
            return TypedResults.StatusCode(StatusCodes.Status413PayloadTooLarge);

        foreach (var (name, values) in context.Request.Query)
        {
            if (!known.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                return Problems.Parameter(name, known.Length == 0
                    ? $"Unknown query parameter “{name}”; this call accepts none."
                    : $"Unknown query parameter “{name}”; this call accepts {string.Join(", ", known)}.");
            }

            if (values.Count > 1)
                return Problems.Parameter(name, $"The query parameter “{name}” is given {values.Count} times; give it once.");
        }

        return null;
    }
}
