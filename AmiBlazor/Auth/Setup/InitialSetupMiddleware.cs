using AmiBlazor.Hosting;

namespace AmiBlazor.Auth.Setup;

/// <summary>While there is no account, answers 503 to everything except the setup page, its static files and health.</summary>
internal sealed class InitialSetupMiddleware(RequestDelegate next, InitialSetup setup)
{
    private const string Closed =
        "AmiBlazor has no account yet. Open the link at the end of the startup log, or configure Setup:Administrator and restart AmiBlazor.";

    public Task InvokeAsync(HttpContext context)
    {
        if (!setup.IsPending || IsOpen(context)) return next(context);
        context.Response.Headers.RetryAfter = "30";
        return AuthProblems.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, Closed);
    }

    private bool IsOpen(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase)
        || (context.Request.Path.Equals(InitialSetup.Path, StringComparison.OrdinalIgnoreCase) && setup.Knows(context.Request.Query["token"]))
        || context.GetEndpoint()?.Metadata.GetMetadata<AllowBeforeSetup>() is not null;
}

/// <summary>Marks endpoints that the setup page needs: its styles and scripts.</summary>
internal sealed class AllowBeforeSetup;
