using AmiBlazor.Audit;
using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Auth.Passwords;
using AmiBlazor.Data.Rows;
using AmiBlazor.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Auth.SignIn;

/// <summary>Signs people in and out, and writes both down. One for each request.</summary>
internal sealed class SignInService(
    AccountSignIn signIn,
    UserManager<Account> users,
    SignInAttempts tries,
    AccountLocks turns,
    UnknownUserLockout strangers,
    IOptions<IdentityOptions> options,
    AuditLog audit,
    TimeProvider time)
{
    /// <summary>No wrong try is answered sooner, so that the time tells nothing about what was wrong, and guessing takes its time.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(400);

    private static readonly Account Nobody = new();

    // Hashed by the same hasher as everybody's.
    private static string? _nobodysHash;

    /// <summary>Signs in by password.</summary>
    public async Task<SignInResponse> SignInAsync(HttpContext context, string? userName, string? password, bool stay)
    {
        if (!SecureTransport.IsUsed(context.Request)) return SignInResponse.No(SecureTransport.Sentence);
        var began = time.GetTimestamp();
        var actor = Visitor(context, userName);
        if (await tries.ThrottleAsync(context, actor, AuditAction.SignIn) is { } throttled) return new(throttled, IsThrottled: true);

        var answer = await TryPasswordAsync(context, actor, userName ?? "", password, stay);
        if (answer.Problem is not null && Pace - time.GetElapsedTime(began) is { Ticks: > 0 } rest) await Task.Delay(rest, time, context.RequestAborted);
        return answer;
    }

    /// <summary>Signs in by the second factor whom <see cref="SignInAsync"/> let half in.</summary>
    /// <param name="context">The request.</param>
    /// <param name="code">What he typed.</param>
    /// <param name="isRecovery">Whether it is a recovery code.</param>
    /// <returns>Null where nobody is half in, and the password must come first.</returns>
    public async Task<SignInResponse?> SecondFactorAsync(HttpContext context, string? code, bool isRecovery)
    {
        if (await signIn.HalfSignedInAsync() is not { } half) return null;
        var actor = Visitor(context, half.UserName);
        if (await tries.ThrottleAsync(context, actor, AuditAction.SignIn) is { } throttled) return new(throttled, IsThrottled: true);

        using var turn = await turns.TakeAsync(users.NormalizeName(half.UserName), context.RequestAborted);
        var account = await users.FindByNameAsync(half.UserName);
        if (account is not { DisabledAt: null, TwoFactorEnabled: true } || !string.Equals(account.SecurityStamp, half.Stamp, StringComparison.Ordinal))
        {
            await signIn.EndHalfAsync();
            return null;
        }

        if (await tries.LockedAsync(account, actor, AuditAction.SignIn) is { } locked) return SignInResponse.No(locked);
        if (isRecovery)
        {
            if (await users.RedeemTwoFactorRecoveryCodeAsync(account, code ?? "") is { Succeeded: true }) return await CompleteSignInAsync(account, actor, half.RememberMe, "With a recovery code.");
            return SignInResponse.No(await tries.WrongAsync(account, actor, AuditAction.SignIn, "Recovery code wrong", $"This is no recovery code of yours, or it was used already."));
        }

        if (await users.VerifyTwoFactorTokenAsync(account, TokenOptions.DefaultAuthenticatorProvider, Totp.Clean(code)))
            return await CompleteSignInAsync(account, actor, half.RememberMe, "With the second factor.");
        return SignInResponse.No(await tries.WrongAsync(account, actor, AuditAction.SignIn, "Second factor wrong", WrongCode));
    }

    /// <summary>What to say of a code of the app that is not taken.</summary>
    public static FormattableString WrongCode => $"The code is wrong, or it was used already. Wait until the app shows the next one.";

    /// <summary>Who is half in; null where nobody is.</summary>
    public async Task<string?> HalfInAsync() => (await signIn.HalfSignedInAsync())?.UserName;

    /// <summary>Signs out this browser.</summary>
    public async Task SignOutAsync(HttpContext context)
    {
        await audit.WriteAsync(Actor.Of(context), AuditAction.SignOut, AuditOutcome.Done);
        await signIn.SignOutAsync();
    }

    private async Task<SignInResponse> TryPasswordAsync(HttpContext context, Actor actor, string userName, string? password, bool stay)
    {
        var name = userName.Length > UserNameValidator.Longest ? "" : users.NormalizeName(userName);
        using var turn = await turns.TakeAsync(name, context.RequestAborted);
        if (name.Length == 0 || await users.FindByNameAsync(userName) is not { } account) return SignInResponse.No(await TryUnknownUserAsync(actor, name, password));
        if (await tries.LockedAsync(account, actor, AuditAction.SignIn) is { } locked) return SignInResponse.No(locked);
        if (!await tries.IsPasswordAsync(account, password))
            return SignInResponse.No(await tries.WrongAsync(account, actor, AuditAction.SignIn, "Wrong password", Wrong));

        if (account.DisabledAt is not null)
        {
            await audit.WriteAsync(actor, AuditAction.SignIn, AuditOutcome.Refused, detail: "Disabled.");
            return SignInResponse.No(Disabled);
        }

        if (!account.TwoFactorEnabled) return await CompleteSignInAsync(account, actor, stay, detail: null);

        // The wrong tries stay counted: who has the password must not get as many tries at the code as he likes.
        await signIn.SignInPendingAsync(account, stay);
        return SignInResponse.HalfIn;
    }

    /// <summary>Does with a name that is no account's all that would be done with one, and says the same.</summary>
    private async Task<FormattableString> TryUnknownUserAsync(Actor actor, string name, string? password)
    {
        if (strangers.LockedUntil(name) is { } until)
        {
            await audit.WriteAsync(actor, AuditAction.SignIn, AuditOutcome.Failed, detail: "No such account; locked.");
            return tries.Locked(until);
        }

        if (password is { Length: > 0 and <= PasswordPolicy.Longest })
        {
            _nobodysHash ??= users.PasswordHasher.HashPassword(Nobody, Guid.NewGuid().ToString());
            users.PasswordHasher.VerifyHashedPassword(Nobody, _nobodysHash, password);
        }

        var lockout = options.Value.Lockout;
        var locked = strangers.Count(name, lockout.MaxFailedAccessAttempts, lockout.DefaultLockoutTimeSpan);
        await audit.WriteAsync(actor, AuditAction.SignIn, AuditOutcome.Failed, detail: locked is null ? "No such account." : "No such account; locked now.");
        return locked is null ? Wrong : tries.Locked(locked);
    }

    private async Task<SignInResponse> CompleteSignInAsync(Account account, Actor actor, bool stay, string? detail)
    {
        account.AccessFailedCount = 0;
        account.LastSignInAt = time.GetUtcNow();

        // Not in before this is saved: with it is saved that the code was used, and another node may have been first.
        if ((await users.UpdateAsync(account)).Sentence() is not null) return SignInResponse.No($"This account was just changed. Try again.");
        await signIn.SignInAsync(account, stay);
        await signIn.EndHalfAsync();
        await audit.WriteAsync(actor with { Kind = Actor.Account, Name = account.UserName! }, AuditAction.SignIn, AuditOutcome.Done, detail: detail);
        return SignInResponse.In;
    }

    public static FormattableString Disabled => $"This account is disabled. Ask an administrator.";

    private static FormattableString Wrong => $"User name or password is wrong.";

    // Whoever this browser is signed in as: this is about the name that was typed.
    private static Actor Visitor(HttpContext context, string? name) => new(Bounded(name ?? ""), Actor.Visitor, ClientAddress.Of(context));

    private static string Bounded(string name) => name.Length > UserNameValidator.Longest ? name[..UserNameValidator.Longest] + "…" : name;
}
