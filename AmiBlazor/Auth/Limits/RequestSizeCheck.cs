using Microsoft.Extensions.Options;

namespace AmiBlazor.Auth.Limits;

/// <summary>
/// Refuses a body that says it is too large, in words, before anything reads it. One that does not say how long it is ends where Kestrel counts
/// <see cref="CallLimits.RequestBytes"/> of it.
/// </summary>
internal sealed class RequestSizeCheck(RequestDelegate next, IOptions<CallLimits> limits)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Request.ContentLength > limits.Value.RequestBytes)
        {
            await RefuseAsync(context);
            return;
        }

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
