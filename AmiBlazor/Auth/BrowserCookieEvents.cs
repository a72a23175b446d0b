using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace AmiBlazor.Auth;

/// <summary>Looks again at each cookie, and answers browsers that are not let in.</summary>
internal sealed class BrowserCookieEvents(TrustedNetworks networks) : CookieAuthenticationEvents
{
    /// <summary>A cookie that was given for an address is good from such an address only: it does not travel.</summary>
    public override Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        if (LocalSignIn.LetIn(context.Principal) && !networks.Sent(context.HttpContext)) context.RejectPrincipal();
        return Task.CompletedTask;
    }

    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        var http = context.HttpContext;
        if (AuthProblems.IsForScripts(http.Request)) return http.ChallengeAsync(AuthSchemes.ApiKey);

        return AuthProblems.WriteAsync(http, StatusCodes.Status403Forbidden, TrustedNetworks.IsForwarded(http.Request)
            ? "AmiBlazor does not let you in: you come through a proxy, and who is behind it is not known. "
                + "Open AmiBlazor directly, from its own machine or from a network of the setting Auth:TrustedNetworks."
            : $"AmiBlazor does not let this computer in: its address {TrustedNetworks.Address(http)} is not trusted. "
                + "Whoever runs AmiBlazor can add your network to the setting Auth:TrustedNetworks, for example Auth__TrustedNetworks__0=192.168.1.0/24.");
    }

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context) =>
        AuthProblems.WriteForbiddenAsync(context.HttpContext);
}
