using AmiBlazor.Audit;
using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Auth.Sessions;
using AmiBlazor.Data.Rows;
using AmiBlazor.Hosting;
using Microsoft.AspNetCore.Identity;

namespace AmiBlazor.Auth.SignIn;

/// <summary>
/// The proof that the person who owns the account sits in front of a signed-in browser: the password, and a code where two-factor authentication is on.
/// Whatever changes how somebody signs in asks for it, because a session may have been left open or its cookie copied. Scoped to a request.
/// </summary>
internal sealed class PersonProof(
    UserManager<Account> users,
    AccountSignIn signIn,
    SignInAttempts attempts,
    AccountLocks locks,
    AccountCache accounts,
    SessionCache sessionCache,
    SessionStore sessions,
    AuditLog audit)
{
    /// <summary>What the user is told if the account is gone or the session has ended.</summary>
    public static FormattableString Gone => $"This account no longer exists, or its session has ended. Sign in again.";

    private static FormattableString WrongPassword => $"The password is wrong.";

    /// <summary>
    /// Acts on the account of the signed-in user as it is in the database. Attempts at one account run one after the other: side by side they would outrun
    /// the lockout.
    /// </summary>
    /// <param name="context">The request.</param>
    /// <param name="action">The purpose, for the audit log.</param>
    /// <param name="act">Does it, and returns what the user is told.</param>
    /// <returns>What the user is told; null if it succeeded.</returns>
    public async Task<FormattableString?> ActAsync(HttpContext context, AuditAction action, Func<Account, Actor, Task<FormattableString?>> act)
    {
        if (!SecureTransport.IsUsed(context.Request)) return SecureTransport.Sentence;
        if (accounts.Of(context.User) is not { } known) return Gone;
        var actor = Actor.Of(context);
        if (action != AuditAction.SignOut && await attempts.CheckRateLimitAsync(context, actor, action) is { } throttled)
            return throttled;

        using var accountLock = await locks.AcquireAsync(users.NormalizeName(known.UserName), context.RequestAborted);

        // Read from the database: the cache may be some seconds old.
        return await sessionCache.GetCurrentAsync(context.User, context.RequestAborted) is not null
            && await users.FindByNameAsync(known.UserName) is { DisabledAt: null } account
            && string.Equals(account.SecurityStamp, known.Stamp, StringComparison.Ordinal)
            ? await act(account, actor)
            : Gone;
    }

    /// <summary>Asks for the password. Wrong ones count as they do at sign-in.</summary>
    /// <returns>What the user is told; null if it is right.</returns>
    public Task<FormattableString?> CheckPasswordAsync(HttpContext context, Account account, Actor actor, AuditAction action, string? password) =>
        CheckAsync(context, account, actor, action, password, needsCode: false, code: null);

    /// <summary>Asks for the password, and for a code of the app or a recovery code where two-factor authentication is on.</summary>
    /// <returns>What the user is told; null if both are right.</returns>
    public Task<FormattableString?> CheckAsync(HttpContext context, Account account, Actor actor, AuditAction action, string? password, string? code) =>
        CheckAsync(context, account, actor, action, password, account.TwoFactorEnabled, code);

    /// <summary>Notes that the signed-in user is the owner of the account, for what administrators may do in the minutes that follow.</summary>
    /// <returns>What the user is told; null if they proved it.</returns>
    public Task<FormattableString?> ConfirmAsync(HttpContext context, string? password, string? code) =>
        ActAsync(context, AuditAction.Confirmation, async (account, actor) =>
        {
            if (await CheckAsync(context, account, actor, AuditAction.Confirmation, password, code) is { } refused) return refused;
            await NoteAsync(context, actor);
            return null;
        });

    /// <summary>Notes that the person of this session has proved who they are.</summary>
    public async Task NoteAsync(HttpContext context, Actor actor, string? detail = null)
    {
        if (AuthClaims.GetSessionId(context.User) is not { } session) return;
        await sessions.ProveAsync(session);
        await audit.WriteAsync(actor, AuditAction.Confirmation, AuditOutcome.Done, detail: detail);
    }

    /// <summary>Saves the changes with a new security stamp, which ends all sessions, and starts a new one for this browser.</summary>
    public async Task RenewSessionAsync(HttpContext context, Account account)
    {
        var method = sessionCache.Of(context.User)?.Method ?? SessionMethods.Password;
        if ((await users.UpdateSecurityStampAsync(account)).Sentence() is { } problem)
            throw new InvalidOperationException(FormattableString.Invariant(problem));
        await accounts.ReloadAsync(CancellationToken.None);
        await KnownDevices.RememberAsync(context, account);
        await signIn.RestartSessionAsync(account, method);
    }

    private async Task<FormattableString?> CheckAsync(
        HttpContext context, Account account, Actor actor, AuditAction action, string? password, bool needsCode, string? code)
    {
        var key = await SignInAttempts.KeyAsync(context, account);
        if (await attempts.CheckLockoutAsync(key, actor, action) is { } locked) return locked;
        if (!await attempts.IsPasswordAsync(account, password))
            return await attempts.RecordFailureAsync(key, actor, action, "Wrong password", WrongPassword);
        if (needsCode)
        {
            if (!await IsCodeAsync(account, code))
                return await attempts.RecordFailureAsync(key, actor, action, "Wrong code", SignInService.WrongCode);

            // Saves that it was used, whatever follows.
            if ((await users.UpdateAsync(account)).Sentence() is not null) return SignInService.Changed;
        }

        await attempts.ClearAsync(key);
        return null;
    }

    // Without the phone a recovery code will do.
    private async Task<bool> IsCodeAsync(Account account, string? code) => Totp.Clean(code) is { Length: Totp.Digits } digits
        ? await users.VerifyTwoFactorTokenAsync(account, TokenOptions.DefaultAuthenticatorProvider, digits)
        : await users.RedeemTwoFactorRecoveryCodeAsync(account, code ?? "") is { Succeeded: true };
}
