using System.Text.Json;
using AmiBlazor.Audit;
using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Data.Rows;
using AmiBlazor.Hosting;
using Microsoft.AspNetCore.Identity;

namespace AmiBlazor.Auth.SignIn;

/// <summary>
/// Passkeys (WebAuthn): the device confirms the person by finger, face or PIN, so that one is password and second factor in one. One for each request.
/// </summary>
internal sealed class PasskeyService(AccountSignIn signIn, UserManager<Account> users, SignInAttempts tries, AuditLog audit, TimeProvider time)
{
    /// <summary>How many one account may have.</summary>
    public const int Most = 10;

    public const int LongestName = 40;

    // An answer of a device is some kilobytes at most.
    private const int LongestAnswer = 32 * 1024;

    private static readonly FormattableString NotConfirmed = $"This passkey was not confirmed, or is not known here. Try again, or use your password.";

    /// <summary>What a browser needs to make one, as the JSON of WebAuthn; keeps its challenge in a cookie of a few minutes.</summary>
    /// <returns>Null where there is no account any more.</returns>
    public async Task<string?> CreationOptionsAsync(HttpContext context) => await users.GetUserAsync(context.User) is { } account
        ? await signIn.MakePasskeyCreationOptionsAsync(
            new PasskeyUserEntity { Id = await users.GetUserIdAsync(account), Name = account.UserName!, DisplayName = account.UserName! })
        : null;

    /// <summary>What a browser needs to confirm one, whoever's it is.</summary>
    public Task<string> RequestOptionsAsync() => signIn.MakePasskeyRequestOptionsAsync(user: null);

    /// <summary>Those of who is signed in, oldest first.</summary>
    public async Task<IReadOnlyList<UserPasskeyInfo>> OfAsync(HttpContext context) => await users.GetUserAsync(context.User) is { } account
        ? [.. (await users.GetPasskeysAsync(account)).OrderBy(passkey => passkey.CreatedAt)]
        : [];

    /// <summary>Adds the passkey that a browser has made, where the password is right, too: a browser left open is not enough.</summary>
    /// <returns>What is wrong; null where it was added.</returns>
    public async Task<FormattableString?> AddAsync(HttpContext context, string? password, string? name, string? answer)
    {
        if (await users.GetUserAsync(context.User) is not { } account) return ProfileService.Gone;
        if (name is not { Length: > 0 and <= LongestName } || name.Any(char.IsControl)) return $"Give the passkey a name of 1 to {LongestName} characters.";
        if ((await users.GetPasskeysAsync(account)).Count >= Most) return $"An account has at most {Most} passkeys. Remove one first.";
        var actor = Actor.Of(context);
        if (await tries.ThrottleAsync(context, actor, AuditAction.Passkey) is { } throttled) return throttled;
        if (await tries.LockedAsync(account, actor, AuditAction.Passkey) is { } locked) return locked;
        if (!await tries.IsPasswordAsync(account, password))
            return await tries.WrongAsync(account, actor, AuditAction.Passkey, "Wrong password", $"The password is wrong.");

        if (await AttestedAsync(answer) is not { } passkey)
        {
            await audit.WriteAsync(Actor.Of(context), AuditAction.Passkey, AuditOutcome.Failed, name, "Not confirmed.");
            return NotConfirmed;
        }

        passkey.Name = name;
        if ((await users.AddOrUpdatePasskeyAsync(account, passkey)).Sentence() is { } problem) return problem;
        await audit.WriteAsync(Actor.Of(context), AuditAction.Passkey, AuditOutcome.Done, name, "Added.");
        return null;
    }

    /// <summary>Removes one.</summary>
    /// <param name="context">The request.</param>
    /// <param name="id">Its number as the page knows it.</param>
    public async Task RemoveAsync(HttpContext context, string? id)
    {
        if (await users.GetUserAsync(context.User) is not { } account) return;
        var found = (await users.GetPasskeysAsync(account)).FirstOrDefault(passkey => string.Equals(IdOf(passkey), id, StringComparison.Ordinal));
        if (found is null) return;
        await users.RemovePasskeyAsync(account, found.CredentialId);
        await audit.WriteAsync(Actor.Of(context), AuditAction.Passkey, AuditOutcome.Done, found.Name, "Removed.");
    }

    /// <summary>Signs in whoever the passkey belongs to.</summary>
    /// <returns>What to say; null where he is in.</returns>
    public async Task<FormattableString?> SignInAsync(HttpContext context, string? answer, bool stay)
    {
        if (!SecureTransport.IsUsed(context.Request)) return SecureTransport.Sentence;
        if (await tries.ThrottleAsync(context, Actor.Of(context), AuditAction.SignIn) is { } throttled) return throttled;
        var result = await AssertedAsync(answer);
        if (result is not { Succeeded: true })
        {
            await audit.WriteAsync(Actor.Of(context), AuditAction.SignIn, AuditOutcome.Failed, detail: "Passkey not confirmed.");
            return NotConfirmed;
        }

        var account = result.User;
        var actor = Actor.Of(context) with { Kind = Actor.Account, Name = account.UserName! };
        var signedIn = await signIn.SignInAccountAsync(account, stay);
        if (!signedIn.Succeeded)
        {
            await audit.WriteAsync(actor, AuditAction.SignIn, AuditOutcome.Failed, detail: "Passkey, but " + (signedIn.IsLockedOut ? "locked." : "disabled."));
            return signedIn.IsLockedOut ? $"Too many wrong tries. Try again later." : SignInService.Disabled;
        }

        // With it the device's count of uses is kept, by which a copied key is found.
        account.LastSignInAt = time.GetUtcNow();
        await users.AddOrUpdatePasskeyAsync(account, result.Passkey);
        await audit.WriteAsync(actor, AuditAction.SignIn, AuditOutcome.Done, detail: "Passkey.");
        return null;
    }

    /// <summary>How the page names one.</summary>
    public static string IdOf(UserPasskeyInfo passkey) => Convert.ToHexStringLower(passkey.CredentialId);

    private async Task<UserPasskeyInfo?> AttestedAsync(string? answer)
    {
        if (answer is not { Length: > 0 and < LongestAnswer }) return null;
        try
        {
            return await signIn.PerformPasskeyAttestationAsync(answer) is { Succeeded: true } result ? result.Passkey : null;
        }
        catch (Exception unusable) when (unusable is InvalidOperationException or JsonException)
        {
            // No challenge was asked for, or its cookie has run out.
            return null;
        }
    }

    private async Task<PasskeyAssertionResult<Account>?> AssertedAsync(string? answer)
    {
        if (answer is not { Length: > 0 and < LongestAnswer }) return null;
        try
        {
            return await signIn.PerformPasskeyAssertionAsync(answer);
        }
        catch (Exception unusable) when (unusable is InvalidOperationException or JsonException)
        {
            return null;
        }
    }
}
