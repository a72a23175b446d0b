using AmiBlazor.Hosting;

namespace AmiBlazor.Auth.Setup;

/// <summary>While there is no account, nothing is answered but the first page, its files, and whether the program is well.</summary>
internal sealed class InitialSetupMiddleware(RequestDelegate next, InitialSetup firstStart)
{
    private const string Closed =
        "AmiBlazor has no account yet. Open the link that its log shows at the end of the start, or configure Setup:Administrator and start it again.";

    public Task InvokeAsync(HttpContext context)
    {
        if (!firstStart.IsPending || IsOpen(context)) return next(context);
        context.Response.Headers.RetryAfter = "30";
        return AuthProblems.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, Closed);
    }

    private bool IsOpen(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase)
        || (context.Request.Path.Equals(InitialSetup.Path, StringComparison.OrdinalIgnoreCase) && firstStart.Knows(context.Request.Query["token"]))
        || context.GetEndpoint()?.Metadata.GetMetadata<AllowBeforeSetup>() is not null;
}

/// <summary>Marks an endpoint that the first page needs: its styles and scripts.</summary>
internal sealed class AllowBeforeSetup;
