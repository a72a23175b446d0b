using System.Security.Cryptography;
using AmiBlazor.Audit;
using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Data.Rows;
using AmiBlazor.Hosting;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace AmiBlazor.Auth.SignIn;

/// <summary>What a person does with his own account. One for each request; all of it is for browsers that are signed in.</summary>
internal sealed class ProfileService(
    UserManager<Account> users,
    AccountStore store,
    AccountSignIn signIn,
    SignInAttempts tries,
    AccountLocks turns,
    AccountCache accounts,
    IServiceScopeFactory scopes,
    IDataProtectionProvider protection,
    AuditLog audit,
    TimeProvider time)
{
    /// <summary>So long a new key waits for its first code.</summary>
    private static readonly TimeSpan KeyWaits = TimeSpan.FromMinutes(30);

    /// <summary>What a person reads who has no account any more.</summary>
    public static FormattableString Gone => $"This account is no more, or its session has ended. Sign in again.";

    private static FormattableString WrongPassword => $"The password is wrong.";

    /// <summary>The account of whoever sent the request; null where he has none any more.</summary>
    public async Task<ProfileView?> LookAsync(HttpContext context)
    {
        if (accounts.Of(context.User) is not { } known) return null;

        // In a scope of its own: what is read here must not stand in for what is read when something is changed.
        await using var scope = scopes.CreateAsyncScope();
        var manager = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        return await manager.FindByNameAsync(known.UserName) is { } account
            ? new(
                known.UserName, known.Role, known.Servers, known.Departments, account.CreatedAt, account.LastSignInAt, account.TwoFactorEnabled,
                account.TwoFactorEnabled ? await manager.CountRecoveryCodesAsync(account) : 0)
            : null;
    }

    /// <summary>Changes the password; every other session ends, and this one goes on.</summary>
    /// <returns>What to say; null where it is done.</returns>
    public Task<FormattableString?> ChangePasswordAsync(HttpContext context, string? password, string? wanted) =>
        ActAsync(context, AuditAction.PasswordChange, async (account, actor) =>
        {
            if (await ProveAsync(account, actor, AuditAction.PasswordChange, password) is { } refused) return refused;
            if (string.Equals(password, wanted, StringComparison.Ordinal)) return $"This is the password that you have. Choose another one.";
            account.AccessFailedCount = 0;
            if ((await users.ChangePasswordAsync(account, password!, wanted ?? "")).Sentence() is { } problem)
            {
                await audit.WriteAsync(actor, AuditAction.PasswordChange, AuditOutcome.Failed, detail: "The new one is not allowed.");
                return problem;
            }

            await GoOnAsync(account);
            await audit.WriteAsync(actor, AuditAction.PasswordChange, AuditOutcome.Done);
            return null;
        });

    /// <summary>Ends all sessions of the account, this one too.</summary>
    /// <returns>What to say; null where it is done.</returns>
    public Task<FormattableString?> SignOutEverywhereAsync(HttpContext context) =>
        ActAsync(context, AuditAction.SignOut, async (account, actor) =>
        {
            if ((await users.UpdateSecurityStampAsync(account)).Sentence() is { } problem) return problem;
            await accounts.ReloadAsync(CancellationToken.None);
            await signIn.SignOutAsync();
            await audit.WriteAsync(actor, AuditAction.SignOut, AuditOutcome.Done, detail: "Everywhere.");
            return null;
        });

    /// <summary>A new key for an app, in base 32. Nothing is kept of it before it is confirmed.</summary>
    public string NewKey() => users.GenerateNewAuthenticatorKey();

    /// <summary>The key so that it can go to the browser and come back, from this person alone and within half an hour.</summary>
    public string Protect(HttpContext context, string key) => ProtectorOf(context).Protect(key, time.GetUtcNow() + KeyWaits);

    /// <summary>The reverse of <see cref="Protect"/>; null where it is too old or was never sealed so.</summary>
    public string? Unprotect(HttpContext context, string? sealedKey)
    {
        try
        {
            return string.IsNullOrEmpty(sealedKey) ? null : ProtectorOf(context).Unprotect(sealedKey);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Turns the second factor on; every other session ends, and this one goes on.</summary>
    /// <param name="context">The request.</param>
    /// <param name="key">The key that the app was given.</param>
    /// <param name="code">The code that it shows.</param>
    /// <returns>What to say, or the recovery codes: now and never again.</returns>
    public async Task<(FormattableString? Problem, IReadOnlyList<string>? Codes)> TurnOnAsync(HttpContext context, string key, string? code)
    {
        IReadOnlyList<string>? codes = null;
        var problem = await ActAsync(context, AuditAction.SecondFactor, async (account, actor) =>
        {
            if (account.TwoFactorEnabled) return $"The second factor is on already.";
            if (Totp.Find(key, Totp.Clean(code), time.GetUtcNow(), last: 0) is not { } step)
            {
                await audit.WriteAsync(actor, AuditAction.SecondFactor, AuditOutcome.Failed, detail: "Code wrong while turning it on.");
                return $"The code is wrong. Is the clock of the phone right? Type what the app shows now.";
            }

            await store.SetAuthenticatorKeyAsync(account, key, CancellationToken.None);
            await store.SetLastStepAsync(account, step, CancellationToken.None);
            account.TwoFactorEnabled = true;
            codes = await NewCodesAsync(account);
            await GoOnAsync(account);
            await audit.WriteAsync(actor, AuditAction.SecondFactor, AuditOutcome.Done, detail: "Turned on.");
            return null;
        });
        return (problem, codes);
    }

    /// <summary>Takes the second factor away; every other session ends, and this one goes on.</summary>
    /// <returns>What to say; null where it is done.</returns>
    public Task<FormattableString?> TurnOffAsync(HttpContext context, string? password, string? code) =>
        ActAsync(context, AuditAction.SecondFactor, async (account, actor) =>
        {
            if (await ProveWhollyAsync(account, actor, password, code) is { } refused) return refused;
            await store.ForgetSecondFactorAsync(account, CancellationToken.None);
            await GoOnAsync(account);
            await audit.WriteAsync(actor, AuditAction.SecondFactor, AuditOutcome.Done, detail: "Turned off.");
            return null;
        });

    /// <summary>Makes new recovery codes in the place of the old ones.</summary>
    /// <returns>What to say, or the codes: now and never again.</returns>
    public async Task<(FormattableString? Problem, IReadOnlyList<string>? Codes)> RenewCodesAsync(HttpContext context, string? password, string? code)
    {
        IReadOnlyList<string>? codes = null;
        var problem = await ActAsync(context, AuditAction.SecondFactor, async (account, actor) =>
        {
            if (await ProveWhollyAsync(account, actor, password, code) is { } refused) return refused;
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
        if (action != AuditAction.SignOut && await tries.ThrottleAsync(context, actor, action) is { } throttled) return throttled;

        using var turn = await turns.TakeAsync(users.NormalizeName(known.UserName), context.RequestAborted);

        // As it is now: what is known may be some seconds old.
        return await users.FindByNameAsync(known.UserName) is { DisabledAt: null } account && string.Equals(account.SecurityStamp, known.Stamp, StringComparison.Ordinal)
            ? await act(account, actor)
            : Gone;
    }

    // Wrong passwords count as they do at the door: an open page that somebody left must not be a way to try them all.
    private async Task<FormattableString?> ProveAsync(Account account, Actor actor, AuditAction action, string? password) =>
        await tries.LockedAsync(account, actor, action) is { } locked ? locked
        : await tries.IsPasswordAsync(account, password) ? null
        : await tries.WrongAsync(account, actor, action, "Wrong password", WrongPassword);

    private async Task<FormattableString?> ProveWhollyAsync(Account account, Actor actor, string? password, string? code)
    {
        const AuditAction Action = AuditAction.SecondFactor;
        if (!account.TwoFactorEnabled) return $"The second factor is off already.";
        if (await ProveAsync(account, actor, Action, password) is { } refused) return refused;

        // Who has lost his phone has recovery codes.
        var isRight = Totp.Clean(code) is { Length: Totp.Digits } digits
            ? await users.VerifyTwoFactorTokenAsync(account, TokenOptions.DefaultAuthenticatorProvider, digits)
            : await users.RedeemTwoFactorRecoveryCodeAsync(account, code ?? "") is { Succeeded: true };
        if (!isRight) return await tries.WrongAsync(account, actor, Action, "Second factor wrong", SignInService.WrongCode);
        account.AccessFailedCount = 0;
        return null;
    }

    private async Task<IReadOnlyList<string>> NewCodesAsync(Account account) =>
        [.. await users.GenerateNewTwoFactorRecoveryCodesAsync(account, RecoveryCodes.Count) ?? throw new InvalidOperationException("The recovery codes were not saved.")];

    /// <summary>Saves what was changed under a new security stamp, and gives this browser a cookie that has it.</summary>
    private async Task GoOnAsync(Account account)
    {
        if ((await users.UpdateSecurityStampAsync(account)).Sentence() is { } problem) throw new InvalidOperationException(FormattableString.Invariant(problem));
        await accounts.ReloadAsync(CancellationToken.None);
        await signIn.RefreshSignInAsync(account);
    }

    private ITimeLimitedDataProtector ProtectorOf(HttpContext context) => protection
        .CreateProtector("AmiBlazor.NewAuthenticatorKey", context.User.Identity?.Name ?? "").ToTimeLimitedDataProtector();
}
