using System.Text.Json;
using AmiBlazor.Audit;
using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Auth.Sessions;
using AmiBlazor.Data.Rows;
using AmiBlazor.Hosting;
using Microsoft.AspNetCore.Identity;

namespace AmiBlazor.Auth.SignIn;

/// <summary>
/// Passkeys (WebAuthn). The device verifies its user by fingerprint, face or PIN, so a passkey is password and second factor in one. Scoped to a request.
/// </summary>
internal sealed class PasskeyService(
    AccountSignIn signIn, UserManager<Account> users, SignInAttempts attempts, PersonProof proof, AuditLog audit, TimeProvider time)
{
    /// <summary>The most passkeys of one account.</summary>
    public const int Most = 10;

    public const int LongestName = 40;

    // Characters. A device answers with some kilobytes at most.
    private const int LongestAnswer = 32 * 1024;

    private static readonly FormattableString NotConfirmed = $"This passkey was not verified or is not registered here. Try again, or use your password.";

    /// <summary>The WebAuthn options, as JSON, by which a browser creates a passkey. The challenge is kept in a cookie for some minutes.</summary>
    /// <returns>Null if the account is gone.</returns>
    public async Task<string?> CreationOptionsAsync(HttpContext context) => await users.GetUserAsync(context.User) is { } account
        ? await signIn.MakePasskeyCreationOptionsAsync(
            new PasskeyUserEntity { Id = await users.GetUserIdAsync(account), Name = account.UserName!, DisplayName = account.UserName! })
        : null;

    /// <summary>The WebAuthn options, as JSON, by which a browser signs in with any of its passkeys.</summary>
    public Task<string> RequestOptionsAsync() => signIn.MakePasskeyRequestOptionsAsync(user: null);

    /// <summary>The passkeys of the signed-in user, oldest first.</summary>
    public async Task<IReadOnlyList<UserPasskeyInfo>> OfAsync(HttpContext context) => await users.GetUserAsync(context.User) is { } account
        ? [.. (await users.GetPasskeysAsync(account)).OrderBy(passkey => passkey.CreatedAt)]
        : [];

    /// <summary>Adds a passkey that the browser has created. Every other session ends; this one continues.</summary>
    /// <param name="context">The request.</param>
    /// <param name="password">The password: a session that was left open is not enough.</param>
    /// <param name="code">A code, where two-factor authentication is on: a passkey replaces both.</param>
    /// <param name="name">How the user calls it.</param>
    /// <param name="answer">The device's response as WebAuthn JSON.</param>
    /// <returns>What the user is told; null if it was added.</returns>
    public Task<FormattableString?> AddAsync(HttpContext context, string? password, string? code, string? name, string? answer) =>
        proof.ActAsync(context, AuditAction.Passkey, async (account, actor) =>
        {
            if (name is not { Length: > 0 and <= LongestName } || name.Any(char.IsControl))
                return $"Enter a passkey name of 1 to {LongestName} characters.";
            if ((await users.GetPasskeysAsync(account)).Count >= Most)
                return $"An account can have at most {Most} passkeys. Remove one first.";
            if (await proof.CheckAsync(context, account, actor, AuditAction.Passkey, password, code) is { } refused) return refused;

            if (await AttestedAsync(answer) is not { } passkey)
            {
                await audit.WriteAsync(actor, AuditAction.Passkey, AuditOutcome.Failed, name, "Not verified.");
                return NotConfirmed;
            }

            passkey.Name = name;
            if ((await users.AddOrUpdatePasskeyAsync(account, passkey)).Sentence() is { } problem) return problem;
            await proof.RenewSessionAsync(context, account);
            await audit.WriteAsync(actor, AuditAction.Passkey, AuditOutcome.Done, name, "Added.");
            return null;
        });

    /// <summary>Removes a passkey of the signed-in user. Every other session ends; this one continues.</summary>
    /// <param name="context">The request.</param>
    /// <param name="id">The passkey, as <see cref="IdOf"/> names it.</param>
    /// <param name="password">The password.</param>
    /// <param name="code">A code, where two-factor authentication is on.</param>
    /// <returns>What the user is told; null if it is gone.</returns>
    public Task<FormattableString?> RemoveAsync(HttpContext context, string? id, string? password, string? code) =>
        proof.ActAsync(context, AuditAction.Passkey, async (account, actor) =>
        {
            if (await proof.CheckAsync(context, account, actor, AuditAction.Passkey, password, code) is { } refused) return refused;
            var found = (await users.GetPasskeysAsync(account)).FirstOrDefault(passkey => string.Equals(IdOf(passkey), id, StringComparison.Ordinal));
            if (found is null) return null;
            await users.RemovePasskeyAsync(account, found.CredentialId);
            await proof.RenewSessionAsync(context, account);
            await audit.WriteAsync(actor, AuditAction.Passkey, AuditOutcome.Done, found.Name, "Removed.");
            return null;
        });

    /// <summary>Confirms by a passkey that the signed-in user is the owner of the account.</summary>
    /// <returns>What the user is told; null if they proved it.</returns>
    public Task<FormattableString?> ConfirmAsync(HttpContext context, string? answer) =>
        proof.ActAsync(context, AuditAction.Confirmation, async (account, actor) =>
        {
            // A passkey of somebody else proves nothing.
            if (await AssertedAsync(answer) is not { Succeeded: true } result || result.User.Id != account.Id)
            {
                await audit.WriteAsync(actor, AuditAction.Confirmation, AuditOutcome.Failed, detail: "Passkey not verified.");
                return NotConfirmed;
            }

            if ((await users.AddOrUpdatePasskeyAsync(account, result.Passkey)).Sentence() is not null) return SignInService.Changed;
            await proof.NoteAsync(context, actor, "With a passkey.");
            return null;
        });

    /// <summary>Signs in by passkey.</summary>
    /// <returns>What the user is told; null if it succeeded.</returns>
    public async Task<FormattableString?> SignInAsync(HttpContext context, string? answer, bool rememberMe)
    {
        if (!SecureTransport.IsUsed(context.Request)) return SecureTransport.Sentence;
        if (await attempts.CheckRateLimitAsync(context, Actor.Of(context), AuditAction.SignIn) is { } throttled)
            return throttled;
        var result = await AssertedAsync(answer);
        if (result is not { Succeeded: true })
        {
            await audit.WriteAsync(Actor.Of(context), AuditAction.SignIn, AuditOutcome.Failed, detail: "Passkey not verified.");
            return NotConfirmed;
        }

        var account = result.User;
        var actor = Actor.Of(context) with { Kind = Actor.Account, Name = account.UserName! };
        if (account.DisabledAt is not null)
        {
            await audit.WriteAsync(actor, AuditAction.SignIn, AuditOutcome.Failed, detail: "With a passkey; disabled.");
            return SignInService.Disabled;
        }

        // A lockout does not matter here: a passkey cannot be guessed, and a stranger must not be able to lock its owner out. This also saves the device's
        // signature counter, which reveals a copied key.
        account.LastSignInAt = time.GetUtcNow();
        if ((await users.AddOrUpdatePasskeyAsync(account, result.Passkey)).Sentence() is not null) return SignInService.Changed;
        await KnownDevices.RememberAsync(context, account);
        await signIn.StartSessionAsync(account, rememberMe, SessionMethods.Passkey);
        await audit.WriteAsync(actor, AuditAction.SignIn, AuditOutcome.Done, detail: "With a passkey.");
        return null;
    }

    /// <summary>The id of a passkey on the page.</summary>
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
            // No challenge was requested, or its cookie has expired.
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
