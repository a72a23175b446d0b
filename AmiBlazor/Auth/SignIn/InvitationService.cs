using System.Globalization;
using System.Security.Claims;
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
/// One-time links by which people choose their passwords, so that no administrator ever sets or learns one. A link is void after 72 hours, and as soon
/// as it, or another, was used: the account's security stamp is in it. It is shown to who made it, and is in no log and no audit. One for each request.
/// </summary>
internal sealed class InvitationService(
    AmiBlazorDbContext context, UserManager<Account> users, AdministratorTransaction administration, SignInAttempts tries, AccountCache known, AuditLog audit)
{
    /// <summary>The address of the page.</summary>
    public const string Path = "/set-password";

    private const int LongestToken = 2000;

    private static readonly FormattableString Void = $"This link is not good any more: it was used, or has ended. Ask an administrator for another.";

    /// <summary>Makes a link for an account.</summary>
    /// <param name="who">Whoever wants it; null where this program itself does, told to by who runs it.</param>
    /// <param name="id">The account.</param>
    /// <returns>Path and query of the link, or what is wrong.</returns>
    public async Task<(string? Link, FormattableString? Problem)> MakeAsync(ClaimsPrincipal? who, int id)
    {
        string? link = null;
        var name = known.Find(id)?.UserName ?? "";
        var problem = await administration.DoAsync(who, AuditAction.InvitationMade, name, async actor =>
        {
            var account = await context.Accounts.SingleOrDefaultAsync(account => account.Id == id, CancellationToken.None);
            if (account is null) return $"There is no such account any more.";
            if (account.DisabledAt is not null) return $"This account is disabled. Enable it first.";

            // Whoever found an open browser must not come further than it.
            if (known.Of(who)?.Id == id) return $"You change your own password on the page of your account.";

            audit.Add(context, actor, AuditAction.InvitationMade, account.UserName);

            // Nobody is signed in with an account that has no password: there a new link can end the ones before, which may be in wrong hands.
            if (account.PasswordHash is null && AdministratorTransaction.Sentence(await users.UpdateSecurityStampAsync(account)) is { } wrong) return wrong;

            // Identity writes base 64, which an address would have to escape.
            var token = WebEncoders.Base64UrlEncode(Convert.FromBase64String(await users.GeneratePasswordResetTokenAsync(account)));
            link = string.Create(CultureInfo.InvariantCulture, $"{Path}?account={id}&token={token}");
            return null;
        });
        await known.ReloadAsync(CancellationToken.None);
        return (problem is null ? link : null, problem);
    }

    /// <summary>The name of the account that a link is for; null where the link is not good.</summary>
    public async Task<string?> NameAsync(int id, string? token) => await FindAsync(id, token) is var (account, _) ? account.UserName : null;

    /// <summary>Sets the password that a person chose. The account's sessions and its links end; what locked it is forgotten.</summary>
    /// <returns>What to say; null where it is done.</returns>
    public async Task<FormattableString?> UseAsync(HttpContext http, int id, string? token, string? password)
    {
        if (!SecureTransport.IsUsed(http.Request)) return $"This connection is not encrypted: a password would be readable on the way. Open AmiBlazor over HTTPS.";
        if (await tries.ThrottleAsync(http, Actor.Of(http), AuditAction.PasswordChange) is { } tooMany) return tooMany;
        if (await FindAsync(id, token) is not var (account, good))
        {
            await audit.WriteAsync(Actor.Of(http), AuditAction.PasswordChange, AuditOutcome.Failed, known.Find(id)?.UserName, "By a link that was not good.");
            return Void;
        }

        var isFirst = account.PasswordHash is null;
        account.LockoutEnd = null;
        account.AccessFailedCount = 0;
        audit.Add(
            context, new Actor(account.UserName!, Actor.Account, ClientAddress.Of(http)), AuditAction.PasswordChange, account.UserName,
            isFirst ? "The first password, by link." : "By link.");
        var result = await users.ResetPasswordAsync(account, good, password ?? "");
        context.ChangeTracker.Clear();
        await known.ReloadAsync(CancellationToken.None);
        return result.Errors.Any(error => error.Code is nameof(IdentityErrorDescriber.InvalidToken) or nameof(IdentityErrorDescriber.ConcurrencyFailure)) ? Void : result.Sentence();
    }

    private async Task<(Account Account, string Token)?> FindAsync(int id, string? token)
    {
        if (token is not { Length: > 0 and <= LongestToken }) return null;
        string good;
        try
        {
            good = Convert.ToBase64String(WebEncoders.Base64UrlDecode(token));
        }
        catch (FormatException)
        {
            return null;
        }

        var account = await context.Accounts.SingleOrDefaultAsync(account => account.Id == id && account.DisabledAt == null, CancellationToken.None);
        return account is not null && await users.VerifyUserTokenAsync(account, InvitationTokens.Name, UserManager<Account>.ResetPasswordTokenPurpose, good)
            ? (account, good) : null;
    }
}
