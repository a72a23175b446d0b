using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Hosting;

/// <summary>
/// Refuses a request whose Content-Length is above <see cref="RequestSizeOptions.RequestBytes"/>, with a sentence, before anything reads the body. A body
/// without a Content-Length is counted by Kestrel while it is read.
/// </summary>
internal sealed class RequestSizeMiddleware(RequestDelegate next, IOptions<RequestSizeOptions> limits)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.ContentLength > LimitOf(context)) return RefuseAsync(context);

        // A circuit's connection stays open as long as its page: it has no body, and no async state waits here for its end.
        var canHaveBody = context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody ?? true;
        return canHaveBody && context.Request.ContentLength is null ? ReadAsync(context) : next(context);
    }

    /// <summary>An endpoint that reads a file while it arrives sets a limit of its own.</summary>
    private long LimitOf(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<FileUpload>()?.MaxBytes ?? limits.Value.RequestBytes;

    private async Task ReadAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode == StatusCodes.Status413PayloadTooLarge && !context.Response.HasStarted)
        {
            await RefuseAsync(context);
        }
    }

    private Task RefuseAsync(HttpContext context) => AuthProblems.WriteAsync(
        context,
        StatusCodes.Status413PayloadTooLarge,
        FormattableString.Invariant(
            $"The request is too large; at most {LimitOf(context)} bytes are allowed{(LimitOf(context) == limits.Value.RequestBytes ? " (Limits:RequestBytes)" : "")}."));
}
