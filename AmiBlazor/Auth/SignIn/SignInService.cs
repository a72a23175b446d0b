using AmiBlazor.Audit;
using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Auth.Passwords;
using AmiBlazor.Auth.Sessions;
using AmiBlazor.Data.Rows;
using AmiBlazor.Hosting;
using Microsoft.AspNetCore.Identity;

namespace AmiBlazor.Auth.SignIn;

/// <summary>Signs users in and out, and records both in the audit log. Scoped to a request.</summary>
internal sealed class SignInService(
    AccountSignIn signIn,
    UserManager<Account> users,
    SignInAttempts attempts,
    AccountLocks locks,
    SessionStore sessions,
    AuditLog audit,
    TimeProvider time)
{
    /// <summary>No failed attempt is answered sooner: the time does not tell what was wrong, and guessing is slow.</summary>
    private static readonly TimeSpan FailureDelay = TimeSpan.FromMilliseconds(400);

    private static readonly Account UnknownUser = new();

    // Made by the same hasher as the hashes of accounts, so that checking it takes as long.
    private static string? _unknownUserHash;

    /// <summary>Signs in by password.</summary>
    public async Task<SignInResponse> SignInAsync(HttpContext context, string? userName, string? password, bool rememberMe)
    {
        if (!SecureTransport.IsUsed(context.Request)) return SignInResponse.Failed(SecureTransport.Sentence);
        var began = time.GetTimestamp();
        var actor = Visitor(context, userName);
        if (await attempts.CheckRateLimitAsync(context, actor, AuditAction.SignIn) is { } throttled)
            return new(throttled, IsThrottled: true);

        var answer = await CheckPasswordAsync(context, actor, userName ?? "", password, rememberMe);
        if (answer.Problem is not null && FailureDelay - time.GetElapsedTime(began) is { Ticks: > 0 } rest)
            await Task.Delay(rest, time, context.RequestAborted);
        return answer;
    }

    /// <summary>Completes a sign-in that <see cref="SignInAsync"/> left pending.</summary>
    /// <param name="context">The request.</param>
    /// <param name="code">The code that was typed.</param>
    /// <param name="isRecovery">Whether it is a recovery code.</param>
    /// <returns>Null if no sign-in is pending and the password must come first.</returns>
    public async Task<SignInResponse?> SecondFactorAsync(HttpContext context, string? code, bool isRecovery)
    {
        if (await signIn.GetPendingAsync() is not { } pending) return null;
        var actor = Visitor(context, pending.UserName);
        if (await attempts.CheckRateLimitAsync(context, actor, AuditAction.SignIn) is { } throttled)
            return new(throttled, IsThrottled: true);

        using var accountLock = await locks.AcquireAsync(users.NormalizeName(pending.UserName), context.RequestAborted);
        var account = await users.FindByNameAsync(pending.UserName);
        if (account is not { DisabledAt: null, TwoFactorEnabled: true } || !string.Equals(account.SecurityStamp, pending.Stamp, StringComparison.Ordinal))
        {
            await signIn.EndPendingAsync();
            return null;
        }

        var key = await SignInAttempts.KeyAsync(context, account);
        if (await attempts.CheckLockoutAsync(key, actor, AuditAction.SignIn) is { } locked)
            return SignInResponse.Failed(locked);
        if (isRecovery)
        {
            if (await users.RedeemTwoFactorRecoveryCodeAsync(account, code ?? "") is { Succeeded: true })
                return await CompleteSignInAsync(context, account, key, actor, pending.RememberMe, SessionMethods.RecoveryCode, "With a recovery code.");
            return SignInResponse.Failed(await attempts.RecordFailureAsync(
                key, actor, AuditAction.SignIn, "Wrong recovery code", $"This is not one of your recovery codes, or it was already used."));
        }

        if (await users.VerifyTwoFactorTokenAsync(account, TokenOptions.DefaultAuthenticatorProvider, Totp.Clean(code)))
            return await CompleteSignInAsync(context, account, key, actor, pending.RememberMe, SessionMethods.Code, "With two-factor authentication.");
        return SignInResponse.Failed(await attempts.RecordFailureAsync(key, actor, AuditAction.SignIn, "Wrong code", WrongCode));
    }

    /// <summary>What the user is told about a wrong code.</summary>
    public static FormattableString WrongCode => $"The code is wrong or was already used. Wait until the app shows the next one.";

    /// <summary>The user name of the pending sign-in; null if there is none.</summary>
    public async Task<string?> GetPendingUserNameAsync() => (await signIn.GetPendingAsync())?.UserName;

    /// <summary>Signs out this browser: its session ends, with all its open pages, and its cookie opens nothing any more.</summary>
    public async Task SignOutAsync(HttpContext context)
    {
        // Of two requests at once, one ends the session and records it.
        if (AuthClaims.GetAccountId(context.User) is { } account && AuthClaims.GetSessionId(context.User) is { } session
            && await sessions.EndAsync(account, session))
        {
            await audit.WriteAsync(Actor.Of(context), AuditAction.SignOut, AuditOutcome.Done);
        }

        await signIn.SignOutAsync();
    }

    private async Task<SignInResponse> CheckPasswordAsync(HttpContext context, Actor actor, string userName, string? password, bool rememberMe)
    {
        // What cannot be the name of an account cannot even be normalized; it is answered like any other that does not exist.
        var name = NameRules.IsText(userName) ? users.NormalizeName(userName) : "";
        using var accountLock = await locks.AcquireAsync(name, context.RequestAborted);
        var account = name.Length == 0 ? null : await users.FindByNameAsync(userName);
        var key = LockoutKey.Of(name, await KnownDevices.FindAsync(context, account));
        if (account is null) return SignInResponse.Failed(await CheckUnknownUserAsync(key, actor, password));
        if (await attempts.CheckLockoutAsync(key, actor, AuditAction.SignIn) is { } locked)
            return SignInResponse.Failed(locked);
        if (!await attempts.IsPasswordAsync(account, password))
            return SignInResponse.Failed(await attempts.RecordFailureAsync(key, actor, AuditAction.SignIn, "Wrong password", Wrong));

        if (account.DisabledAt is not null)
        {
            await audit.WriteAsync(actor, AuditAction.SignIn, AuditOutcome.Refused, detail: "Disabled.");
            return SignInResponse.Failed(Disabled);
        }

        if (!account.TwoFactorEnabled) return await CompleteSignInAsync(context, account, key, actor, rememberMe, SessionMethods.Password, detail: null);

        // The count of failures stays: otherwise somebody who has the password could guess at the code without an end.
        await signIn.SignInPendingAsync(account, rememberMe);
        return SignInResponse.SecondFactorNeeded;
    }

    /// <summary>Does for a name without an account all that is done for an account, and answers the same.</summary>
    private async Task<FormattableString> CheckUnknownUserAsync(LockoutKey key, Actor actor, string? password)
    {
        if (await attempts.CheckLockoutAsync(key, actor, AuditAction.SignIn, "Unknown account; locked.") is { } locked) return locked;

        if (password is { Length: > 0 and <= PasswordPolicy.Longest })
        {
            _unknownUserHash ??= users.PasswordHasher.HashPassword(UnknownUser, Guid.NewGuid().ToString());
            users.PasswordHasher.VerifyHashedPassword(UnknownUser, _unknownUserHash, password);
        }

        return await attempts.RecordFailureAsync(key, actor, AuditAction.SignIn, "Unknown account", Wrong);
    }

    private async Task<SignInResponse> CompleteSignInAsync(
        HttpContext context, Account account, LockoutKey key, Actor actor, bool rememberMe, string method, string? detail)
    {
        account.LastSignInAt = time.GetUtcNow();

        // Saved before the cookie is issued: this also saves that the code was used, and another node may have been faster.
        if ((await users.UpdateAsync(account)).Sentence() is not null)
            return SignInResponse.Failed(Changed);
        await attempts.ClearAsync(key);
        await KnownDevices.RememberAsync(context, account);
        await signIn.StartSessionAsync(account, rememberMe, method);
        await signIn.EndPendingAsync();
        await audit.WriteAsync(actor with { Kind = Actor.Account, Name = account.UserName! }, AuditAction.SignIn, AuditOutcome.Done, detail: detail);
        return SignInResponse.SignedIn;
    }

    public static FormattableString Changed => $"This account has just been changed. Try again.";

    public static FormattableString Disabled => $"This account is disabled. Ask an administrator.";

    private static FormattableString Wrong => $"User name or password is wrong.";

    // The name that was typed counts, whoever this browser is signed in as.
    private static Actor Visitor(HttpContext context, string? name) => new(Bounded(name ?? ""), Actor.Visitor, ClientAddress.Of(context));

    private static string Bounded(string name) => name.Length > NameRules.Longest ? name[..NameRules.Longest] + "…" : name;
}
