using System.Security.Claims;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Data.Rows;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Auth.SignIn;

/// <summary>Identity's way of signing in; whoever is disabled learns it where his password was right, and comes no further.</summary>
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
    private const string RememberMe = "stay";

    /// <summary>Lets in one who has been recognised by more than a password.</summary>
    public async Task<SignInResult> SignInAccountAsync(Account user, bool isPersistent) =>
        await PreSignInCheck(user) ?? await SignInOrTwoFactorAsync(user, isPersistent, bypassTwoFactor: true);

    /// <summary>Remembers for some minutes whose password was right.</summary>
    public Task SignInPendingAsync(Account account, bool stay)
    {
        var identity = new ClaimsIdentity(
            [new(ClaimTypes.Name, account.UserName!), new(AuthClaims.Stamp, account.SecurityStamp ?? "")], IdentityConstants.TwoFactorUserIdScheme);
        var properties = new AuthenticationProperties();
        if (stay) properties.Items[RememberMe] = "";
        return Context.SignInAsync(IdentityConstants.TwoFactorUserIdScheme, new ClaimsPrincipal(identity), properties);
    }

    /// <summary>Whose password was right; null where it was nobody's, or too long ago.</summary>
    public async Task<PendingTwoFactorSignIn?> HalfSignedInAsync()
    {
        var ticket = await Context.AuthenticateAsync(IdentityConstants.TwoFactorUserIdScheme);
        return ticket is { Succeeded: true, Principal: { } half }
            ? new(half.FindFirstValue(ClaimTypes.Name) ?? "", half.FindFirstValue(AuthClaims.Stamp) ?? "", ticket.Properties.Items.ContainsKey(RememberMe))
            : null;
    }

    /// <summary>Forgets it.</summary>
    public Task EndHalfAsync() => Context.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);

    protected override async Task<SignInResult> SignInOrTwoFactorAsync(Account user, bool isPersistent, string? loginProvider = null, bool bypassTwoFactor = false)
    {
        if (user.DisabledAt is not null) return SignInResult.NotAllowed;

        // By the account's own word and not by whether its key can be read: what is broken stays closed.
        if (user.TwoFactorEnabled && !bypassTwoFactor)
        {
            await SignInPendingAsync(user, isPersistent);
            return SignInResult.TwoFactorRequired;
        }

        await SignInAsync(user, isPersistent);
        return SignInResult.Success;
    }
}
