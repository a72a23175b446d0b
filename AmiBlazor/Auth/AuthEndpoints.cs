using AmiBlazor.Audit;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Auth.Screens;
using AmiBlazor.Auth.SignIn;

namespace AmiBlazor.Auth;

internal static class AuthEndpoints
{
    /// <summary>The endpoints that forms and scripts of the pages post to.</summary>
    public static IEndpointRouteBuilder MapAuth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/sign-out", async (HttpContext context, SignInService signIn) =>
        {
            await signIn.SignOutAsync(context);
            return TypedResults.LocalRedirect("~/sign-in");
        }).RequireAuthorization(Policies.See).ExcludeFromDescription();
        endpoints.MapPost("/sign-in/passkey", async (PasskeyService passkeys) => TypedResults.Content(await passkeys.RequestOptionsAsync(), "application/json"))
            .AllowAnonymous().ExcludeFromDescription();
        endpoints.MapPost("/account/passkeys/new", async (HttpContext context, PasskeyService passkeys) =>
            await passkeys.CreationOptionsAsync(context) is { } options ? Results.Content(options, "application/json") : Results.NotFound())
            .RequireAuthorization(Policies.Own).WithMetadata(new AuditMetadata(AuditAction.Passkey)).ExcludeFromDescription();
        endpoints.MapScreens();
        return endpoints;
    }
}
