using System.Security.Cryptography;
using AmiBlazor.Audit;
using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Auth.Sessions;
using AmiBlazor.Data.Rows;
using AmiBlazor.Hosting;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Auth.SignIn;

/// <summary>What users do with their own accounts, in a browser that is signed in. Scoped to a request.</summary>
internal sealed class ProfileService(
    UserManager<Account> users,
    AccountStore store,
    AccountSignIn signIn,
    PersonProof proof,
    AccountCache accounts,
    SessionStore sessions,
    SessionCache sessionCache,
    IOptions<AccountSessionOptions> options,
    IServiceScopeFactory scopes,
    IDataProtectionProvider protection,
    AuditLog audit,
    TimeProvider time)
{
    /// <summary>How long a new key waits for its first code.</summary>
    private static readonly TimeSpan KeyLifetime = TimeSpan.FromMinutes(30);

    /// <summary>The account of the signed-in user; null if it is gone or the session has ended.</summary>
    public async Task<ProfileView?> GetAsync(HttpContext context)
    {
        if (accounts.Of(context.User) is not { } known) return null;

        // In a scope of its own: a change must not use the tracked row that is read here.
        await using var scope = scopes.CreateAsyncScope();
        var manager = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        return await manager.FindByNameAsync(known.UserName) is { } account
            ? new(
                known.UserName, known.Role, known.Servers, known.Departments, account.CreatedAt, account.LastSignInAt, account.TwoFactorEnabled,
                account.TwoFactorEnabled ? await manager.CountRecoveryCodesAsync(account) : 0, (await manager.GetPasskeysAsync(account)).Count,
                SecondFactorRequirement.IsMissing(known, sessionCache.Of(context.User), options.Value))
            : null;
    }

    /// <summary>Changes the password. Every other session ends; this one continues.</summary>
    /// <param name="context">The request.</param>
    /// <param name="password">The current password.</param>
    /// <param name="wanted">The new one.</param>
    /// <param name="removePasskeys">Whether to remove the passkeys, too: whoever knew the password may have added one.</param>
    /// <returns>What the user is told; null if it succeeded.</returns>
    public Task<FormattableString?> ChangePasswordAsync(HttpContext context, string? password, string? wanted, bool removePasskeys) =>
        proof.ActAsync(context, AuditAction.PasswordChange, async (account, actor) =>
        {
            if (await proof.CheckPasswordAsync(context, account, actor, AuditAction.PasswordChange, password) is { } refused)
                return refused;
            if (string.Equals(password, wanted, StringComparison.Ordinal))
                return $"This is your current password. Enter a different one.";
            if ((await users.ChangePasswordAsync(account, password!, wanted ?? "")).Sentence() is { } problem)
            {
                await audit.WriteAsync(actor, AuditAction.PasswordChange, AuditOutcome.Failed, detail: "The new password is not allowed.");
                return problem;
            }

            var passkeys = removePasskeys ? await users.GetPasskeysAsync(account) : [];
            foreach (var passkey in passkeys) await users.RemovePasskeyAsync(account, passkey.CredentialId);
            await proof.RenewSessionAsync(context, account);
            await audit.WriteAsync(actor, AuditAction.PasswordChange, AuditOutcome.Done);
            if (passkeys.Count > 0)
                await audit.WriteAsync(actor, AuditAction.Passkey, AuditOutcome.Done, detail: "Removed with the password.");
            return null;
        });

    /// <summary>The sessions of the signed-in user: this one first, then by when they were last seen.</summary>
    public async Task<IReadOnlyList<SessionView>> SessionsAsync(HttpContext context)
    {
        if (AuthClaims.GetAccountId(context.User) is not { } account) return [];
        var here = AuthClaims.GetSessionId(context.User);
        return
        [
            .. (await sessions.ListAsync(account, context.RequestAborted)).Select(row => SessionView.Of(row, isThis: row.Id == here))
                .OrderByDescending(session => session.IsThis),
        ];
    }

    /// <summary>Ends another session of the signed-in user. One that has ended already, or is somebody else's, is not touched.</summary>
    public async Task EndSessionAsync(HttpContext context, int id)
    {
        if (AuthClaims.GetAccountId(context.User) is { } account && await sessions.EndAsync(account, id))
            await audit.WriteAsync(Actor.Of(context), AuditAction.SignOut, AuditOutcome.Done, detail: "Another session.");
    }

    /// <summary>Ends all sessions of the account, including this one.</summary>
    /// <returns>What the user is told; null if it succeeded.</returns>
    public Task<FormattableString?> SignOutEverywhereAsync(HttpContext context) =>
        proof.ActAsync(context, AuditAction.SignOut, async (account, actor) =>
        {
            if ((await users.UpdateSecurityStampAsync(account)).Sentence() is { } problem) return problem;
            await accounts.ReloadAsync(CancellationToken.None);
            await signIn.SignOutAsync();
            await audit.WriteAsync(actor, AuditAction.SignOut, AuditOutcome.Done, detail: "On all devices.");
            return null;
        });

    /// <summary>A new key for an authenticator app, in base 32. It is stored only when <see cref="TurnOnAsync"/> has confirmed it.</summary>
    public string NewKey() => users.GenerateNewAuthenticatorKey();

    /// <summary>Protects a new key while the browser holds it: only the same user can send it back, within half an hour.</summary>
    public string Protect(HttpContext context, string key) => ProtectorOf(context).Protect(key, time.GetUtcNow() + KeyLifetime);

    /// <summary>The reverse of <see cref="Protect"/>; null if it has expired or was not protected for this user.</summary>
    public string? Unprotect(HttpContext context, string? protectedKey)
    {
        try
        {
            return string.IsNullOrEmpty(protectedKey) ? null : ProtectorOf(context).Unprotect(protectedKey);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Turns the second factor on. Every other session ends; this one continues.</summary>
    /// <param name="context">The request.</param>
    /// <param name="key">The key that the app has read.</param>
    /// <param name="code">The code that the app shows.</param>
    /// <param name="password">The password: a session that was left open must not lock its owner out.</param>
    /// <returns>What the user is told, or the recovery codes, which are shown only once.</returns>
    public async Task<(FormattableString? Problem, IReadOnlyList<string>? Codes)> TurnOnAsync(HttpContext context, string key, string? code, string? password)
    {
        IReadOnlyList<string>? codes = null;
        var problem = await proof.ActAsync(context, AuditAction.SecondFactor, async (account, actor) =>
        {
            if (account.TwoFactorEnabled) return $"Two-factor authentication is already on.";
            if (await proof.CheckPasswordAsync(context, account, actor, AuditAction.SecondFactor, password) is { } refused) return refused;
            if (Totp.Find(key, Totp.Clean(code), time.GetUtcNow(), last: 0) is not { } step)
            {
                await audit.WriteAsync(actor, AuditAction.SecondFactor, AuditOutcome.Failed, detail: "Wrong code while turning it on.");
                return $"The code is wrong. Check that the clock of your phone is correct, then enter the code that the app shows now.";
            }

            await store.SetAuthenticatorKeyAsync(account, key, CancellationToken.None);
            await store.SetLastStepAsync(account, step, CancellationToken.None);
            account.TwoFactorEnabled = true;
            codes = await NewCodesAsync(account);
            await proof.RenewSessionAsync(context, account);
            await audit.WriteAsync(actor, AuditAction.SecondFactor, AuditOutcome.Done, detail: "Turned on.");
            return null;
        });
        return (problem, codes);
    }

    /// <summary>Turns the second factor off. Every other session ends; this one continues.</summary>
    /// <returns>What the user is told; null if it succeeded.</returns>
    public Task<FormattableString?> TurnOffAsync(HttpContext context, string? password, string? code) =>
        proof.ActAsync(context, AuditAction.SecondFactor, async (account, actor) =>
        {
            if (options.Value.RequireSecondFactor.Contains(account.Role, StringComparer.Ordinal))
                return $"Your role requires two-factor authentication. It cannot be turned off.";
            if (await CheckChangeAsync(context, account, actor, password, code) is { } refused) return refused;
            await store.RemoveSecondFactorAsync(account, CancellationToken.None);
            await proof.RenewSessionAsync(context, account);
            await audit.WriteAsync(actor, AuditAction.SecondFactor, AuditOutcome.Done, detail: "Turned off.");
            return null;
        });

    /// <summary>Replaces the recovery codes.</summary>
    /// <returns>What the user is told, or the codes, which are shown only once.</returns>
    public async Task<(FormattableString? Problem, IReadOnlyList<string>? Codes)> RenewCodesAsync(HttpContext context, string? password, string? code)
    {
        IReadOnlyList<string>? codes = null;
        var problem = await proof.ActAsync(context, AuditAction.SecondFactor, async (account, actor) =>
        {
            if (await CheckChangeAsync(context, account, actor, password, code) is { } refused) return refused;
            codes = await NewCodesAsync(account);
            await audit.WriteAsync(actor, AuditAction.SecondFactor, AuditOutcome.Done, detail: "New recovery codes.");
            return null;
        });
        return (problem, codes);
    }

    private async Task<FormattableString?> CheckChangeAsync(HttpContext context, Account account, Actor actor, string? password, string? code) =>
        account.TwoFactorEnabled
            ? await proof.CheckAsync(context, account, actor, AuditAction.SecondFactor, password, code)
            : $"Two-factor authentication is already off.";

    private async Task<IReadOnlyList<string>> NewCodesAsync(Account account) =>
        [.. await users.GenerateNewTwoFactorRecoveryCodesAsync(account, RecoveryCodes.Count)
            ?? throw new InvalidOperationException("The recovery codes were not saved.")];

    private ITimeLimitedDataProtector ProtectorOf(HttpContext context) => protection
        .CreateProtector("AmiBlazor.NewAuthenticatorKey", context.User.Identity?.Name ?? "").ToTimeLimitedDataProtector();
}
