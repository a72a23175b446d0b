using AmiBlazor.Audit;
using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.Passwords;
using AmiBlazor.Data.Rows;
using Microsoft.AspNetCore.Identity;

namespace AmiBlazor.Auth.SignIn;

/// <summary>Rate limit, lockout and audit of every attempt at a password or code, at sign-in and on the pages of one's own account.</summary>
internal sealed class SignInAttempts(
    UserManager<Account> users, SignInLockout lockout, SignInRateLimiter limiter, AuditLog audit, TimeProvider time)
{
    /// <summary>Counts an attempt against the address of the sender.</summary>
    /// <returns>What the user is told; null if the attempt may be made.</returns>
    public async Task<FormattableString?> CheckRateLimitAsync(HttpContext context, Actor actor, AuditAction action)
    {
        if (await limiter.TryAcquireAsync(context)) return null;
        if (await limiter.ShouldRecordAsync(context))
            await audit.WriteAsync(actor, action, AuditOutcome.Refused, detail: "Too many attempts from this IP address.");
        return $"Too many attempts from this IP address. Wait a minute, then try again.";
    }

    /// <summary>What failed attempts of this sender at the account are counted under.</summary>
    public static async Task<LockoutKey> KeyAsync(HttpContext context, Account account) =>
        LockoutKey.Of(account.NormalizedUserName ?? "", await KnownDevices.FindAsync(context, account));

    /// <summary>What the user is told while the key is locked; null if it is not.</summary>
    public async Task<FormattableString?> CheckLockoutAsync(LockoutKey key, Actor actor, AuditAction action, string detail = "Locked.")
    {
        if (await lockout.LockedUntilAsync(key) is not { } until) return null;
        await audit.WriteAsync(actor, action, AuditOutcome.Failed, detail: detail);
        return LockoutMessage(until);
    }

    /// <summary>Whether the password is right. A text that is too long for a password is not hashed.</summary>
    public async Task<bool> IsPasswordAsync(Account account, string? password) =>
        password is { Length: > 0 and <= PasswordPolicy.Longest } && await users.CheckPasswordAsync(account, password);

    /// <summary>Counts a failed attempt, which may lock the key.</summary>
    /// <param name="key">What it is counted under.</param>
    /// <param name="actor">Who made the attempt.</param>
    /// <param name="action">The purpose of the attempt.</param>
    /// <param name="detail">What was wrong, for the audit log.</param>
    /// <param name="sentence">What was wrong, for the user.</param>
    /// <returns>What the user is told.</returns>
    public async Task<FormattableString> RecordFailureAsync(LockoutKey key, Actor actor, AuditAction action, string detail, FormattableString sentence)
    {
        var until = await lockout.RecordFailureAsync(key);
        await audit.WriteAsync(actor, action, AuditOutcome.Failed, detail: until is null ? detail + "." : detail + "; now locked.");
        return until is null ? sentence : LockoutMessage(until.Value);
    }

    /// <summary>Forgets the failed attempts: all that was asked for has been given.</summary>
    public Task ClearAsync(LockoutKey key) => lockout.ClearAsync(key);

    /// <summary>Tells how many minutes a lockout still lasts, at least one.</summary>
    private FormattableString LockoutMessage(DateTimeOffset until)
    {
        var minutes = Math.Max(1, (int)Math.Ceiling((until - time.GetUtcNow()).TotalMinutes));
        if (minutes == 1) return $"Too many failed attempts. Try again in 1 minute.";
        return $"Too many failed attempts. Try again in {minutes} minutes.";
    }
}
