using AmiBlazor.Audit;
using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Auth.Sessions;
using AmiBlazor.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace AmiBlazor.Auth.Cookies;

/// <summary>Replaces the principal of each request by the account as it is now, and redirects browsers without a valid session to the sign-in page.</summary>
internal sealed class BrowserCookieEvents(AccountCache accounts, SessionCache sessions, SessionUsage usage) : CookieAuthenticationEvents
{
    /// <summary>The query parameter of the sign-in page that tells why the session has ended.</summary>
    public const string Ended = "ended";

    /// <summary>Its value if the account was changed or disabled, or the session was ended.</summary>
    public const string EndedByChange = "changed";

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        if (await FindAccountAsync(context) is { } account && sessions.Of(context.Principal) is { } session
            && SessionCache.IsToken(session, context.Properties.GetString(SessionToken.Item)))
        {
            usage.Used(session.Id);
            context.ReplacePrincipal(account.Principal(ClientAddress.Of(context.HttpContext), session.Id));
            return;
        }

        context.RejectPrincipal();

        // Only a page can tell why, so only a request for a page deletes the cookie: a circuit that reconnects must leave it to the page.
        if (!IsForPage(context.Request)) return;
        context.HttpContext.Items[Ended] = EndedByChange;
        await context.HttpContext.SignOutAsync(AuthSchemes.Cookie);
    }

    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        var http = context.HttpContext;
        if (AuthProblems.IsForScripts(http.Request)) return http.ChallengeAsync(AuthSchemes.ApiKey);
        if (!IsForPage(http.Request))
            return AuthProblems.WriteAsync(http, StatusCodes.Status401Unauthorized, "You are not signed in.");

        http.Response.Headers.CacheControl = "no-store";
        var query = QueryString.Create("back", http.Request.Path + http.Request.QueryString);
        if (http.Items[Ended] is string why) query = query.Add(Ended, why);
        http.Response.Redirect(http.Request.PathBase + "/sign-in" + query);
        return Task.CompletedTask;
    }

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context) =>
        DeniedRequestAuditor.ForbidAsync(context.HttpContext);

    /// <summary>The account. Before its cookie is rejected, the database is asked, because another node may have just created or changed it.</summary>
    private async Task<CachedAccount?> FindAccountAsync(CookieValidatePrincipalContext context)
    {
        if (accounts.Of(context.Principal) is { } account) return account;
        if (await accounts.GetCurrentAsync(context.Principal, context.HttpContext.RequestAborted) is not { } changed)
            return null;
        await accounts.ReloadAsync(context.HttpContext.RequestAborted);
        return changed;
    }

    private static bool IsForPage(HttpRequest request) =>
        HttpMethods.IsGet(request.Method)
        && !request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase)
        && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
