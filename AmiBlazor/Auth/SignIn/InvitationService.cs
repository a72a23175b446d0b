using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using AmiBlazor.Audit;
using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Data;
using AmiBlazor.Data.Rows;
using AmiBlazor.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace AmiBlazor.Auth.SignIn;

/// <summary>
/// One-time links by which users choose their passwords, so that no administrator ever sets or learns one. A link expires after 72 hours, as soon as a
/// newer one is made, and as soon as the account has new credentials: it holds the account's security stamp. Only its maker sees it; no log holds it.
/// Scoped to a request.
/// </summary>
internal sealed class InvitationService(
    AmiBlazorDbContext context,
    UserManager<Account> users,
    AccountStore store,
    AdministratorTransaction administration,
    SignInAttempts attempts,
    AccountCache accounts,
    AuditLog audit)
{
    /// <summary>The address of the page.</summary>
    public const string Path = "/set-password";

    private const int LongestToken = 2000;

    private static readonly FormattableString Void = $"This link is no longer valid: it was used or has expired. Ask an administrator for a new one.";

    /// <summary>Creates a link for an account.</summary>
    /// <param name="who">The administrator; null for the command line.</param>
    /// <param name="id">The number of the account.</param>
    /// <returns>The path and query of the link, or what the administrator is told.</returns>
    public async Task<(string? Link, FormattableString? Problem)> MakeAsync(ClaimsPrincipal? who, int id)
    {
        string? link = null;
        var name = accounts.Find(id)?.UserName ?? "";
        var problem = await administration.DoAsync(who, AuditAction.InvitationMade, name, async actor =>
        {
            var account = await context.Accounts.SingleOrDefaultAsync(account => account.Id == id, CancellationToken.None);
            if (account is null) return $"This account no longer exists.";
            if (account.DisabledAt is not null) return $"This account is disabled. Enable it first.";

            // Somebody at a browser that was left open must not gain more than its session.
            if (accounts.Of(who)?.Id == id) return $"To change your own password, go to “Your account”.";

            audit.Add(context, actor, AuditAction.InvitationMade, account.UserName);

            // Earlier links, which may have been lost, are void from now on; sessions go on until the new password is set.
            var secret = await users.GeneratePasswordResetTokenAsync(account);
            await store.SetLinkAsync(account, HashOf(secret), CancellationToken.None);
            if (AdministratorTransaction.Sentence(await users.UpdateAsync(account)) is { } wrong) return wrong;

            // Identity writes base 64, which would have to be escaped in an address.
            var token = WebEncoders.Base64UrlEncode(Convert.FromBase64String(secret));
            link = string.Create(CultureInfo.InvariantCulture, $"{Path}?account={id}&token={token}");
            return null;
        });
        await accounts.ReloadAsync(CancellationToken.None);
        return (problem is null ? link : null, problem);
    }

    /// <summary>The user name of a link's account; null if the link is not valid.</summary>
    public async Task<string?> NameAsync(int id, string? token) => await FindAsync(id, token) is var (account, _) ? account.UserName : null;

    /// <summary>Sets the password that the user chose. Ends the account's sessions, links and lockout.</summary>
    /// <returns>What the user is told; null if it succeeded.</returns>
    public async Task<FormattableString?> UseAsync(HttpContext http, int id, string? token, string? password)
    {
        if (!SecureTransport.IsUsed(http.Request)) return SecureTransport.Sentence;
        if (await attempts.CheckRateLimitAsync(http, Actor.Of(http), AuditAction.PasswordChange) is { } tooMany)
            return tooMany;
        if (await FindAsync(id, token) is not var (account, valid))
        {
            await audit.WriteAsync(
                Actor.Of(http), AuditAction.PasswordChange, AuditOutcome.Failed, accounts.Find(id)?.UserName, "By a link that is no longer valid.");
            return Void;
        }

        var isFirst = account.PasswordHash is null;
        audit.Add(
            context, new Actor(account.UserName!, Actor.Account, ClientAddress.Of(http)), AuditAction.PasswordChange, account.UserName,
            isFirst ? "First password, by link." : "By link.");
        var result = await users.ResetPasswordAsync(account, valid, password ?? "");
        context.ChangeTracker.Clear();
        if (result.Succeeded) await SignInLockout.ClearAsync(context, account.NormalizedUserName);
        await accounts.ReloadAsync(CancellationToken.None);
        return result.Errors.Any(error => error.Code is nameof(IdentityErrorDescriber.InvalidToken) or nameof(IdentityErrorDescriber.ConcurrencyFailure))
            ? Void
            : result.Sentence();
    }

    private async Task<(Account Account, string Token)?> FindAsync(int id, string? token)
    {
        if (token is not { Length: > 0 and <= LongestToken }) return null;
        string decoded;
        try
        {
            decoded = Convert.ToBase64String(WebEncoders.Base64UrlDecode(token));
        }
        catch (FormatException)
        {
            return null;
        }

        var account = await context.Accounts.SingleOrDefaultAsync(account => account.Id == id && account.DisabledAt == null, CancellationToken.None);
        return account is not null && await users.VerifyUserTokenAsync(account, InvitationTokens.Name, UserManager<Account>.ResetPasswordTokenPurpose, decoded)
            && await IsNewestAsync(account, decoded)
            ? (account, decoded) : null;
    }

    // A link of a version that did not note it has no other beside it.
    private async Task<bool> IsNewestAsync(Account account, string token) =>
        await store.GetLinkAsync(account, CancellationToken.None) is not { } newest || string.Equals(newest, HashOf(token), StringComparison.Ordinal);

    private static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
