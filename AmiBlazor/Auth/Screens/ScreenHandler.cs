using System.Text.Encodings.Web;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Auth.Screens;

/// <summary>Authenticates a wall screen by its cookie. A screen whose token opens nothing any more is sent to the page where it is paired.</summary>
internal sealed class ScreenHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggerFactory, UrlEncoder encoder, ScreenCache screens)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggerFactory, encoder)
{
    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (ScreenCookies.GetToken(Context) is not { } token) return Task.FromResult(AuthenticateResult.NoResult());
        if (screens.Find(token) is not { } screen) return Task.FromResult(AuthenticateResult.Fail("The screen is unknown or was revoked."));

        // Kept for as long as the screen comes back.
        if (IsForPage) ScreenCookies.SetToken(Context, token);
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(screen.Principal(ClientAddress.Of(Context)), AuthSchemes.Screen)));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (!IsForPage)
            return AuthProblems.WriteAsync(Context, StatusCodes.Status401Unauthorized, "This screen is unknown or was revoked.");
        ScreenCookies.DeleteToken(Context);
        Response.Headers.CacheControl = "no-store";
        Response.Redirect(Request.PathBase + ScreenConfinement.PairingPath + "?ended=true");
        return Task.CompletedTask;
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => ScreenConfinement.RefuseAsync(Context);

    // Only a page can tell why it ended, so only a request for a page deletes the cookie.
    private bool IsForPage => HttpMethods.IsGet(Request.Method) && AuthProblems.IsForPerson(Request)
        && !Request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase);
}
