using System.Security.Cryptography;
using AmiBlazor.Audit;
using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Auth.Sessions;
using AmiBlazor.Data.Rows;
using AmiBlazor.Hosting;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace AmiBlazor.Auth.SignIn;

/// <summary>What users do with their own accounts, in a browser that is signed in. Scoped to a request.</summary>
internal sealed class ProfileService(
    UserManager<Account> users,
    AccountStore store,
    AccountSignIn signIn,
    SignInAttempts attempts,
    AccountLocks locks,
    AccountCache accounts,
    SessionStore sessions,
    SessionCache sessionCache,
    IServiceScopeFactory scopes,
    IDataProtectionProvider protection,
    AuditLog audit,
    TimeProvider time)
{
    /// <summary>How long a new key waits for its first code.</summary>
    private static readonly TimeSpan KeyLifetime = TimeSpan.FromMinutes(30);

    /// <summary>What the user is told if the account is gone or the session has ended.</summary>
    public static FormattableString Gone => $"This account no longer exists, or its session has ended. Sign in again.";

    private static FormattableString WrongPassword => $"The password is wrong.";

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
                account.TwoFactorEnabled ? await manager.CountRecoveryCodesAsync(account) : 0)
            : null;
    }

    /// <summary>Changes the password. Every other session ends; this one continues.</summary>
    /// <returns>What the user is told; null if it succeeded.</returns>
    public Task<FormattableString?> ChangePasswordAsync(HttpContext context, string? password, string? wanted) =>
        ActAsync(context, AuditAction.PasswordChange, async (account, actor) =>
        {
            if (await VerifyPasswordAsync(account, actor, AuditAction.PasswordChange, password) is { } refused)
                return refused;
            if (string.Equals(password, wanted, StringComparison.Ordinal))
                return $"This is your current password. Enter a different one.";
            account.AccessFailedCount = 0;
            if ((await users.ChangePasswordAsync(account, password!, wanted ?? "")).Sentence() is { } problem)
            {
                await audit.WriteAsync(actor, AuditAction.PasswordChange, AuditOutcome.Failed, detail: "The new password is not allowed.");
                return problem;
            }

            await RenewSessionAsync(context, account);
            await audit.WriteAsync(actor, AuditAction.PasswordChange, AuditOutcome.Done);
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
        ActAsync(context, AuditAction.SignOut, async (account, actor) =>
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
    /// <returns>What the user is told, or the recovery codes, which are shown only once.</returns>
    public async Task<(FormattableString? Problem, IReadOnlyList<string>? Codes)> TurnOnAsync(HttpContext context, string key, string? code)
    {
        IReadOnlyList<string>? codes = null;
        var problem = await ActAsync(context, AuditAction.SecondFactor, async (account, actor) =>
        {
            if (account.TwoFactorEnabled) return $"Two-factor authentication is already on.";
            if (Totp.Find(key, Totp.Clean(code), time.GetUtcNow(), last: 0) is not { } step)
            {
                await audit.WriteAsync(actor, AuditAction.SecondFactor, AuditOutcome.Failed, detail: "Wrong code while turning it on.");
                return $"The code is wrong. Check that the clock of your phone is correct, then enter the code that the app shows now.";
            }

            await store.SetAuthenticatorKeyAsync(account, key, CancellationToken.None);
            await store.SetLastStepAsync(account, step, CancellationToken.None);
            account.TwoFactorEnabled = true;
            codes = await NewCodesAsync(account);
            await RenewSessionAsync(context, account);
            await audit.WriteAsync(actor, AuditAction.SecondFactor, AuditOutcome.Done, detail: "Turned on.");
            return null;
        });
        return (problem, codes);
    }

    /// <summary>Turns the second factor off. Every other session ends; this one continues.</summary>
    /// <returns>What the user is told; null if it succeeded.</returns>
    public Task<FormattableString?> TurnOffAsync(HttpContext context, string? password, string? code) =>
        ActAsync(context, AuditAction.SecondFactor, async (account, actor) =>
        {
            if (await VerifyPasswordAndCodeAsync(account, actor, password, code) is { } refused) return refused;
            await store.RemoveSecondFactorAsync(account, CancellationToken.None);
            await RenewSessionAsync(context, account);
            await audit.WriteAsync(actor, AuditAction.SecondFactor, AuditOutcome.Done, detail: "Turned off.");
            return null;
        });

    /// <summary>Replaces the recovery codes.</summary>
    /// <returns>What the user is told, or the codes, which are shown only once.</returns>
    public async Task<(FormattableString? Problem, IReadOnlyList<string>? Codes)> RenewCodesAsync(HttpContext context, string? password, string? code)
    {
        IReadOnlyList<string>? codes = null;
        var problem = await ActAsync(context, AuditAction.SecondFactor, async (account, actor) =>
        {
            if (await VerifyPasswordAndCodeAsync(account, actor, password, code) is { } refused) return refused;
            codes = await NewCodesAsync(account);
            await audit.WriteAsync(actor, AuditAction.SecondFactor, AuditOutcome.Done, detail: "New recovery codes.");
            return null;
        });
        return (problem, codes);
    }

    private async Task<FormattableString?> ActAsync(HttpContext context, AuditAction action, Func<Account, Actor, Task<FormattableString?>> act)
    {
        if (!SecureTransport.IsUsed(context.Request)) return SecureTransport.Sentence;
        if (accounts.Of(context.User) is not { } known) return Gone;
        var actor = Actor.Of(context);
        if (action != AuditAction.SignOut && await attempts.CheckRateLimitAsync(context, actor, action) is { } throttled)
            return throttled;

        using var accountLock = await locks.AcquireAsync(users.NormalizeName(known.UserName), context.RequestAborted);

        // Read from the database: the cache may be some seconds old.
        return await users.FindByNameAsync(known.UserName) is { DisabledAt: null } account
            && string.Equals(account.SecurityStamp, known.Stamp, StringComparison.Ordinal)
            ? await act(account, actor)
            : Gone;
    }

    // Wrong passwords count as they do at sign-in: a session that was left open must not allow unlimited guesses.
    private async Task<FormattableString?> VerifyPasswordAsync(Account account, Actor actor, AuditAction action, string? password) =>
        await attempts.CheckLockoutAsync(account, actor, action) is { } locked ? locked
        : await attempts.IsPasswordAsync(account, password) ? null
        : await attempts.RecordFailureAsync(account, actor, action, "Wrong password", WrongPassword);

    private async Task<FormattableString?> VerifyPasswordAndCodeAsync(Account account, Actor actor, string? password, string? code)
    {
        const AuditAction Action = AuditAction.SecondFactor;
        if (!account.TwoFactorEnabled) return $"Two-factor authentication is already off.";
        if (await VerifyPasswordAsync(account, actor, Action, password) is { } refused) return refused;

        // Without the phone a recovery code will do.
        var isRight = Totp.Clean(code) is { Length: Totp.Digits } digits
            ? await users.VerifyTwoFactorTokenAsync(account, TokenOptions.DefaultAuthenticatorProvider, digits)
            : await users.RedeemTwoFactorRecoveryCodeAsync(account, code ?? "") is { Succeeded: true };
        if (!isRight)
            return await attempts.RecordFailureAsync(account, actor, Action, "Wrong code", SignInService.WrongCode);
        account.AccessFailedCount = 0;
        return null;
    }

    private async Task<IReadOnlyList<string>> NewCodesAsync(Account account) =>
        [.. await users.GenerateNewTwoFactorRecoveryCodesAsync(account, RecoveryCodes.Count)
            ?? throw new InvalidOperationException("The recovery codes were not saved.")];

    /// <summary>Saves the changes with a new security stamp, which ends all sessions, and starts a new one for this browser.</summary>
    private async Task RenewSessionAsync(HttpContext context, Account account)
    {
        var method = sessionCache.Of(context.User)?.Method ?? SessionMethods.Password;
        if ((await users.UpdateSecurityStampAsync(account)).Sentence() is { } problem)
            throw new InvalidOperationException(FormattableString.Invariant(problem));
        await accounts.ReloadAsync(CancellationToken.None);
        await signIn.RestartSessionAsync(account, method);
    }

    private ITimeLimitedDataProtector ProtectorOf(HttpContext context) => protection
        .CreateProtector("AmiBlazor.NewAuthenticatorKey", context.User.Identity?.Name ?? "").ToTimeLimitedDataProtector();
}
