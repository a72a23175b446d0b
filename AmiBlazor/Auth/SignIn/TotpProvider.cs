using AmiBlazor.Auth.Accounts;
using AmiBlazor.Data.Rows;
using Microsoft.AspNetCore.Identity;

namespace AmiBlazor.Auth.SignIn;

/// <summary>
/// Identity's provider for authenticator apps, with two differences: a code can be used once, and the time comes from <see cref="TimeProvider"/>. That a
/// code was used is saved when the account is updated.
/// </summary>
internal sealed class TotpProvider(AccountStore store, TimeProvider time) : AuthenticatorTokenProvider<Account>
{
    public override async Task<bool> ValidateAsync(string purpose, string token, UserManager<Account> manager, Account user)
    {
        if (token.Length != Totp.Digits || await store.GetAuthenticatorKeyAsync(user, CancellationToken.None) is not { } key)
            return false;
        var last = await store.GetLastStepAsync(user, CancellationToken.None);
        if (Totp.Find(key, token, time.GetUtcNow(), last) is not { } step) return false;
        await store.SetLastStepAsync(user, step, CancellationToken.None);
        return true;
    }
}
