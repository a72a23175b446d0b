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
        return endpoints;
    }
}
