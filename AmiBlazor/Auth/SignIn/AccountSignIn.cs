using System.Security.Claims;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Data.Rows;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Auth.SignIn;

/// <summary>
/// Identity's sign-in manager, with a pending sign-in of our own between password and second factor, and without sign-in for disabled accounts.
/// </summary>
internal sealed class AccountSignIn(
    UserManager<Account> users,
    IHttpContextAccessor contexts,
    IUserClaimsPrincipalFactory<Account> principals,
    IOptions<IdentityOptions> options,
    ILogger<SignInManager<Account>> logger,
    IAuthenticationSchemeProvider schemes,
    IUserConfirmation<Account> confirmation)
    : SignInManager<Account>(users, contexts, principals, options, logger, schemes, confirmation)
{
    // Stands in the cookie of a pending sign-in.
    private const string RememberMe = "stay";

    /// <summary>Signs in a user who has proved more than a password.</summary>
    public async Task<SignInResult> SignInAccountAsync(Account user, bool isPersistent) =>
        await PreSignInCheck(user) ?? await SignInOrTwoFactorAsync(user, isPersistent, bypassTwoFactor: true);

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

    protected override async Task<SignInResult> SignInOrTwoFactorAsync(
        Account user, bool isPersistent, string? loginProvider = null, bool bypassTwoFactor = false)
    {
        if (user.DisabledAt is not null) return SignInResult.NotAllowed;

        // Decided by the account's flag and not by whether its key can be read: a key that cannot be read must not switch the second factor off.
        if (user.TwoFactorEnabled && !bypassTwoFactor)
        {
            await SignInPendingAsync(user, isPersistent);
            return SignInResult.TwoFactorRequired;
        }

        await SignInAsync(user, isPersistent);
        return SignInResult.Success;
    }
}

/// <summary>A sign-in whose password was right and whose second factor is still missing.</summary>
/// <param name="UserName">The name of the account.</param>
/// <param name="Stamp">The security stamp of the account when the password was checked.</param>
/// <param name="RememberMe">Whether the session outlives the browser.</param>
internal sealed record PendingTwoFactorSignIn(string UserName, string Stamp, bool RememberMe);
