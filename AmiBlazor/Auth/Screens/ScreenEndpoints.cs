namespace AmiBlazor.Auth.Screens;

internal static class ScreenEndpoints
{
    /// <summary>
    /// What a screen that shows a code asks every few seconds: 200 once it is paired, with its token in a cookie; 204 while it waits; 410 when its code is no
    /// longer valid.
    /// </summary>
    public static IEndpointConventionBuilder MapScreens(this IEndpointRouteBuilder endpoints) => endpoints
        .MapPost("/screen/pairing", async (HttpContext context, IScreenPairings pairings, ScreenCache screens) =>
        {
            var secret = ScreenCookies.GetPairing(context);
            if (await pairings.PickUpAsync(secret) is { } token)
            {
                // The administrator was on another node, from which this one has not heard yet. The screen opens its wall at once.
                if (screens.Find(token) is null) await screens.ReloadAsync(CancellationToken.None);
                ScreenCookies.SetToken(context, token);
                return Results.Ok();
            }

            return await pairings.IsWaitingAsync(secret) ? Results.NoContent() : Results.StatusCode(StatusCodes.Status410Gone);
        })
        .AllowAnonymous().ExcludeFromDescription();
}
