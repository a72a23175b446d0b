using AmiBlazor.Data;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Auth;

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
    /// <summary>Lets in one who has been recognised by more than a password.</summary>
    public async Task<SignInResult> ComeInAsync(Account user, bool isPersistent) =>
        await PreSignInCheck(user) ?? await SignInOrTwoFactorAsync(user, isPersistent, bypassTwoFactor: true);

    protected override Task<SignInResult> SignInOrTwoFactorAsync(Account user, bool isPersistent, string? loginProvider = null, bool bypassTwoFactor = false) =>
        user.DisabledAt is null
            ? base.SignInOrTwoFactorAsync(user, isPersistent, loginProvider, bypassTwoFactor)
            : Task.FromResult(SignInResult.NotAllowed);
}
