using AmiBlazor.Auth.Authorization;
using AmiBlazor.Hosting;
using Microsoft.AspNetCore.Authorization;

namespace AmiBlazor.Auth.Screens;

/// <summary>
/// Lets a screen open its wall, the circuit of the wall, and what is open to anybody; nothing else, whatever else would let it pass. It stands before
/// authorization, which refuses a screen as well where a role is asked for.
/// </summary>
internal sealed class ScreenConfinement(RequestDelegate next)
{
    /// <summary>The page that a screen may open.</summary>
    public const string WallPath = "/wall";

    /// <summary>The page where a screen is paired.</summary>
    public const string PairingPath = "/screen";

    public Task InvokeAsync(HttpContext context) =>
        AuthClaims.GetScreenId(context.User) is null || IsOpen(context) ? next(context) : RefuseAsync(context);

    /// <summary>Answers 403, and records it in the audit log.</summary>
    public static Task RefuseAsync(HttpContext context)
    {
        DeniedRequestAuditor.Record(context, reason: "A screen opens its wall alone.");
        return AuthProblems.WriteAsync(context, StatusCodes.Status403Forbidden, "This browser is paired as a wall screen. It opens its wall (/wall) and nothing else.");
    }

    private static bool IsOpen(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null
        || context.Request.Path.Equals(WallPath, StringComparison.OrdinalIgnoreCase)
        || context.Request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase);
}
