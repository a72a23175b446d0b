using AmiBlazor.Audit;
using AmiBlazor.Auth.Passwords;
using AmiBlazor.Data.Rows;
using Microsoft.AspNetCore.Identity;

namespace AmiBlazor.Auth.SignIn;

/// <summary>Counts the tries to prove that one is whom an account belongs to, wherever a password or a code is asked for.</summary>
internal sealed class SignInAttempts(UserManager<Account> users, SignInRateLimiter throttle, AuditLog audit, TimeProvider time)
{
    /// <summary>Counts a try against its address.</summary>
    /// <returns>What to say; null where the try may be made.</returns>
    public async Task<FormattableString?> ThrottleAsync(HttpContext context, Actor actor, AuditAction action)
    {
        if (throttle.TryAcquire(context)) return null;
        if (throttle.ShouldRecord(context)) await audit.WriteAsync(actor, action, AuditOutcome.Refused, detail: "Too many tries from this address.");
        return $"Too many tries came from this address. Wait a minute and try again.";
    }

    /// <summary>Says that an account is locked; null where it is not.</summary>
    public async Task<FormattableString?> LockedAsync(Account account, Actor actor, AuditAction action)
    {
        if (!await users.IsLockedOutAsync(account)) return null;
        await audit.WriteAsync(actor, action, AuditOutcome.Failed, detail: "Locked.");
        return Locked(account.LockoutEnd);
    }

    /// <summary>Whether it is the account's password. What is too long to be one is not hashed.</summary>
    public async Task<bool> IsPasswordAsync(Account account, string? password) =>
        password is { Length: > 0 and <= PasswordPolicy.Longest } && await users.CheckPasswordAsync(account, password);

    /// <summary>Counts a wrong try, which may lock the account.</summary>
    /// <param name="account">Whose password or code was tried.</param>
    /// <param name="actor">Who tried.</param>
    /// <param name="action">What for.</param>
    /// <param name="detail">What was wrong, for the audit.</param>
    /// <param name="sentence">What was wrong, for him.</param>
    /// <returns>What to say.</returns>
    public async Task<FormattableString> WrongAsync(Account account, Actor actor, AuditAction action, string detail, FormattableString sentence)
    {
        await users.AccessFailedAsync(account);
        var locked = await users.IsLockedOutAsync(account);
        await audit.WriteAsync(actor, action, AuditOutcome.Failed, detail: locked ? detail + "; locked now." : detail + ".");
        return locked ? Locked(account.LockoutEnd) : sentence;
    }

    /// <summary>Says until when something is locked.</summary>
    public FormattableString Locked(DateTimeOffset? until)
    {
        var minutes = Math.Max(1, (int)Math.Ceiling(((until ?? default) - time.GetUtcNow()).TotalMinutes));
        if (minutes == 1) return $"Too many wrong tries. Try again in 1 minute.";
        return $"Too many wrong tries. Try again in {minutes} minutes.";
    }
}
