using AmiBlazor.Demo;
using AmiBlazor.Hosting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Auth.RateLimiting;

/// <summary>
/// Refuses a body that says it is too large, in words, before anything reads it. One that does not say how long it is ends where Kestrel counts
/// <see cref="RequestLimitOptions.RequestBytes"/> of it.
/// </summary>
internal sealed class RequestSizeMiddleware(RequestDelegate next, IOptions<RequestLimitOptions> limits)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.ContentLength > limits.Value.RequestBytes) return RefuseAsync(context);

        // A page's connection is answered as long as the page is open: nothing waits for its end here.
        var canHaveBody = context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody ?? true;
        return canHaveBody && context.Request.ContentLength is null ? ReadAsync(context) : next(context);
    }

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
        FormattableString.Invariant($"This is too large to be answered: at most {limits.Value.RequestBytes} bytes are. The setting Limits:RequestBytes says so."));
}
