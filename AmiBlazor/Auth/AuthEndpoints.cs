namespace AmiBlazor.Auth;

internal static class AuthEndpoints
{
    /// <summary>What the pages post to that is no page.</summary>
    public static IEndpointRouteBuilder MapAuth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/sign-out", async (HttpContext context, SignIns signIns) =>
        {
            await signIns.SignOutAsync(context);
            return TypedResults.LocalRedirect("/sign-in");
        }).RequireAuthorization(Policies.See).ExcludeFromDescription();
        endpoints.MapPost("/sign-in/passkey", async (Passkeys passkeys) => TypedResults.Content(await passkeys.RequestOptionsAsync(), "application/json"))
            .AllowAnonymous().ExcludeFromDescription();
        endpoints.MapPost("/account/passkeys/new", async (HttpContext context, Passkeys passkeys) =>
            await passkeys.CreationOptionsAsync(context) is { } options ? Results.Content(options, "application/json") : Results.NotFound())
            .RequireAuthorization(Policies.Own).WithMetadata(new AuditAs(AuditAction.Passkey)).ExcludeFromDescription();
        return endpoints;
    }
}
