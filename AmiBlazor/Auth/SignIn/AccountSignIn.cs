using System.Security.Claims;
using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Auth.Sessions;
using AmiBlazor.Data.Rows;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Auth.SignIn;

/// <summary>
/// Identity's sign-in manager, with a pending sign-in of our own between password and second factor, and with sessions that the server can end: a cookie
/// that Identity alone would issue opens nothing.
/// </summary>
internal sealed class AccountSignIn(
    UserManager<Account> users,
    IHttpContextAccessor contexts,
    IUserClaimsPrincipalFactory<Account> principals,
    IOptions<IdentityOptions> options,
    ILogger<SignInManager<Account>> logger,
    IAuthenticationSchemeProvider schemes,
    IUserConfirmation<Account> confirmation,
    SessionStore sessions)
    : SignInManager<Account>(users, contexts, principals, options, logger, schemes, confirmation)
{
    // Stands in the cookie of a pending sign-in.
    private const string RememberMe = "stay";

    /// <summary>Starts a session of this browser, which issues its cookie.</summary>
    /// <param name="account">The account, which is not disabled.</param>
    /// <param name="isPersistent">Whether the cookie outlives the browser.</param>
    /// <param name="method">One of <see cref="SessionMethods"/>.</param>
    public async Task StartSessionAsync(Account account, bool isPersistent, string method)
    {
        // The cookie of the session that this browser had is replaced: nothing ends that one otherwise.
        if (AuthClaims.GetAccountId(Context.User) is { } former && AuthClaims.GetSessionId(Context.User) is { } replaced)
            await sessions.EndAsync(former, replaced);

        var (id, token) = await sessions.StartAsync(Context, account.Id, method);
        var properties = new AuthenticationProperties { IsPersistent = isPersistent };
        properties.SetString(SessionToken.Item, token);
        await Context.SignInAsync(AuthSchemes.Cookie, CachedAccount.Of(account).Principal(address: null, id), properties);
    }

    /// <summary>Replaces the session of this browser, whose account has a new security stamp.</summary>
    /// <param name="account">The account.</param>
    /// <param name="method">How the person of the former session signed in.</param>
    public async Task RestartSessionAsync(Account account, string method)
    {
        var former = await Context.AuthenticateAsync(AuthSchemes.Cookie);
        await StartSessionAsync(account, former.Properties?.IsPersistent ?? false, method);
    }

    /// <summary>Remembers, for some minutes, that the password was right.</summary>
    public Task SignInPendingAsync(Account account, bool rememberMe)
    {
        var identity = new ClaimsIdentity(
            [new(ClaimTypes.Name, account.UserName!), new(AuthClaims.Stamp, account.SecurityStamp ?? "")], IdentityConstants.TwoFactorUserIdScheme);
        var properties = new AuthenticationProperties();
        if (rememberMe) properties.Items[RememberMe] = "";
        return Context.SignInAsync(IdentityConstants.TwoFactorUserIdScheme, new ClaimsPrincipal(identity), properties);
    }

    /// <summary>The pending sign-in of this browser; null if there is none or it has expired.</summary>
    public async Task<PendingTwoFactorSignIn?> GetPendingAsync()
    {
        var ticket = await Context.AuthenticateAsync(IdentityConstants.TwoFactorUserIdScheme);
        return ticket is { Succeeded: true, Principal: { } pending }
            ? new(
                pending.FindFirstValue(ClaimTypes.Name) ?? "",
                pending.FindFirstValue(AuthClaims.Stamp) ?? "",
                ticket.Properties.Items.ContainsKey(RememberMe))
            : null;
    }

    /// <summary>Ends the pending sign-in.</summary>
    public Task EndPendingAsync() => Context.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
}

/// <summary>A sign-in whose password was right and whose second factor is still missing.</summary>
/// <param name="UserName">The name of the account.</param>
/// <param name="Stamp">The security stamp of the account when the password was checked.</param>
/// <param name="RememberMe">Whether the session outlives the browser.</param>
internal sealed record PendingTwoFactorSignIn(string UserName, string Stamp, bool RememberMe);
