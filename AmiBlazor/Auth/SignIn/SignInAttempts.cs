using AmiBlazor.Audit;
using AmiBlazor.Auth.Passwords;
using AmiBlazor.Data.Rows;
using Microsoft.AspNetCore.Identity;

namespace AmiBlazor.Auth.SignIn;

/// <summary>Rate limit, lockout and audit of every attempt at a password or code, at sign-in and on the pages of one's own account.</summary>
internal sealed class SignInAttempts(UserManager<Account> users, SignInRateLimiter limiter, AuditLog audit, TimeProvider time)
{
    /// <summary>Counts an attempt against the address of the sender.</summary>
    /// <returns>What the user is told; null if the attempt may be made.</returns>
    public async Task<FormattableString?> CheckRateLimitAsync(HttpContext context, Actor actor, AuditAction action)
    {
        if (limiter.TryAcquire(context)) return null;
        if (limiter.ShouldRecord(context))
            await audit.WriteAsync(actor, action, AuditOutcome.Refused, detail: "Too many attempts from this IP address.");
        return $"Too many attempts from this IP address. Wait a minute, then try again.";
    }

    /// <summary>What the user of a locked account is told; null if the account is not locked.</summary>
    public async Task<FormattableString?> CheckLockoutAsync(Account account, Actor actor, AuditAction action)
    {
        if (!await users.IsLockedOutAsync(account)) return null;
        await audit.WriteAsync(actor, action, AuditOutcome.Failed, detail: "Locked.");
        return LockoutMessage(account.LockoutEnd);
    }

    /// <summary>Whether the password is right. A text that is too long for a password is not hashed.</summary>
    public async Task<bool> IsPasswordAsync(Account account, string? password) =>
        password is { Length: > 0 and <= PasswordPolicy.Longest } && await users.CheckPasswordAsync(account, password);

    /// <summary>Counts a failed attempt, which may lock the account.</summary>
    /// <param name="account">The account whose password or code was wrong.</param>
    /// <param name="actor">Who made the attempt.</param>
    /// <param name="action">The purpose of the attempt.</param>
    /// <param name="detail">What was wrong, for the audit log.</param>
    /// <param name="sentence">What was wrong, for the user.</param>
    /// <returns>What the user is told.</returns>
    public async Task<FormattableString> RecordFailureAsync(Account account, Actor actor, AuditAction action, string detail, FormattableString sentence)
    {
        await users.AccessFailedAsync(account);
        var locked = await users.IsLockedOutAsync(account);
        await audit.WriteAsync(actor, action, AuditOutcome.Failed, detail: locked ? detail + "; now locked." : detail + ".");
        return locked ? LockoutMessage(account.LockoutEnd) : sentence;
    }

    /// <summary>Tells how many minutes a lockout still lasts, at least one.</summary>
    public FormattableString LockoutMessage(DateTimeOffset? until)
    {
        var minutes = Math.Max(1, (int)Math.Ceiling(((until ?? default) - time.GetUtcNow()).TotalMinutes));
        if (minutes == 1) return $"Too many failed attempts. Try again in 1 minute.";
        return $"Too many failed attempts. Try again in {minutes} minutes.";
    }
}
