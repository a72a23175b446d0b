namespace AmiBlazor.Auth.Screens;

internal static class ScreenEndpoints
{
    /// <summary>
    /// What a screen that shows a code asks every few seconds: 200 once it is paired, with its token in a cookie; 204 while it waits; 410 when its code is no
    /// longer valid.
    /// </summary>
    public static IEndpointConventionBuilder MapScreens(this IEndpointRouteBuilder endpoints) => endpoints
        .MapPost("/screen/pairing", (HttpContext context, ScreenPairings pairings) =>
        {
            var secret = ScreenCookies.GetPairing(context);
            if (pairings.PickUp(secret) is { } token)
            {
                ScreenCookies.SetToken(context, token);
                return Results.Ok();
            }

            return pairings.IsWaiting(secret) ? Results.NoContent() : Results.StatusCode(StatusCodes.Status410Gone);
        })
        .AllowAnonymous().ExcludeFromDescription();
}
