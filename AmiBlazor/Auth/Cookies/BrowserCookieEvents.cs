using AmiBlazor.Audit;
using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace AmiBlazor.Auth.Cookies;

/// <summary>Looks at each request who the account of its cookie is now, and sends browsers that are not let in to the page where one signs in.</summary>
internal sealed class BrowserCookieEvents(AccountCache accounts) : CookieAuthenticationEvents
{
    /// <summary>Bears, in the query of the page where one signs in, why one has to.</summary>
    public const string Ended = "ended";

    /// <summary>The account was changed or disabled, or its sessions were ended.</summary>
    public const string EndedByChange = "changed";

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        if (await KnownAsync(context) is { } account)
        {
            context.ReplacePrincipal(account.Principal(ClientAddress.Of(context.HttpContext)));
            return;
        }

        context.RejectPrincipal();

        // Only a page can say why, so only its request takes the cookie away: one of a connection that is tried again must leave it to the page.
        if (!OpensPage(context.Request)) return;
        context.HttpContext.Items[Ended] = EndedByChange;
        await context.HttpContext.SignOutAsync(AuthSchemes.Cookie);
    }

    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        var http = context.HttpContext;
        if (AuthProblems.IsForScripts(http.Request)) return http.ChallengeAsync(AuthSchemes.ApiKey);
        if (!OpensPage(http.Request)) return AuthProblems.WriteAsync(http, StatusCodes.Status401Unauthorized, "You are not signed in.");

        http.Response.Headers.CacheControl = "no-store";
        var query = QueryString.Create("back", http.Request.Path + http.Request.QueryString);
        if (http.Items[Ended] is string why) query = query.Add(Ended, why);
        http.Response.Redirect("/sign-in" + query);
        return Task.CompletedTask;
    }

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context) =>
        DeniedRequestAuditor.ForbidAsync(context.HttpContext);

    /// <summary>The account; asked of the database before its cookie is refused, for another node may have made or changed it just now.</summary>
    private async Task<CachedAccount?> KnownAsync(CookieValidatePrincipalContext context)
    {
        if (accounts.Of(context.Principal) is { } account) return account;
        if (await accounts.GetCurrentAsync(context.Principal, context.HttpContext.RequestAborted) is not { } changed) return null;
        await accounts.ReloadAsync(context.HttpContext.RequestAborted);
        return changed;
    }

    private static bool OpensPage(HttpRequest request) =>
        HttpMethods.IsGet(request.Method)
        && !request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase)
        && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
