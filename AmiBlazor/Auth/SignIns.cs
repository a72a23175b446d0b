using AmiBlazor.Data;
using Microsoft.AspNetCore.Identity;

namespace AmiBlazor.Auth;

/// <summary>Signs people in and out, and writes both down. One for each request.</summary>
internal sealed class SignIns(AccountSignIn signIn, UserManager<Account> users, AuditTrail audit, TimeProvider time)
{
    public static readonly FormattableString NotEncrypted =
        $"This connection is not encrypted: a password would be readable on the way. Open AmiBlazor over HTTPS.";

    public static readonly FormattableString Disabled = $"This account is disabled. Ask an administrator.";

    private static readonly FormattableString Wrong = $"User name or password is wrong.";

    /// <summary>Signs in by password.</summary>
    /// <returns>What to say; null where he is in.</returns>
    public async Task<FormattableString?> SignInAsync(HttpContext context, string? userName, string? password, bool stay)
    {
        var actor = Actor.Of(context, userName ?? "");
        if (!SecureTransport.IsUsed(context.Request)) return NotEncrypted;

        var account = string.IsNullOrEmpty(userName) || userName.Length > UserNameRules.Longest ? null : await users.FindByNameAsync(userName);
        if (account is null || password is null or { Length: > PasswordRules.Longest })
        {
            await audit.WriteAsync(actor, AuditAction.SignIn, AuditOutcome.Failed, detail: "No such account.");
            return Wrong;
        }

        var result = await signIn.PasswordSignInAsync(account, password, stay, lockoutOnFailure: true);
        if (result.Succeeded)
        {
            account.LastSignInAt = time.GetUtcNow();
            await users.UpdateAsync(account);
            await audit.WriteAsync(actor with { Kind = Actor.Account, Name = account.UserName! }, AuditAction.SignIn, AuditOutcome.Done);
            return null;
        }

        await audit.WriteAsync(actor, AuditAction.SignIn, AuditOutcome.Failed, detail: result.ToString());
        return result.IsNotAllowed ? Disabled : Wrong;
    }

    /// <summary>Signs out this browser.</summary>
    public async Task SignOutAsync(HttpContext context)
    {
        await audit.WriteAsync(Actor.Of(context), AuditAction.SignOut, AuditOutcome.Done);
        await signIn.SignOutAsync();
    }
}
