using System.Globalization;
using System.Security.Claims;
using AmiBlazor.Audit;
using AmiBlazor.Board;
using AmiBlazor.Data;
using AmiBlazor.Data.Rows;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace AmiBlazor.Auth.Accounts;

/// <summary>What administrators do with accounts. The audit entry is saved with the change, which reaches all pages at once. Scoped to a request.</summary>
internal sealed class AccountAdministration(
    AmiBlazorDbContext context,
    UserManager<Account> users,
    AdministratorTransaction administration,
    AccountCache accounts,
    SignInLockout lockout,
    AuditLog audit,
    TimeProvider time)
{
    private static readonly FormattableString Gone = $"This account no longer exists.";

    /// <summary>All accounts, by name.</summary>
    public async Task<IReadOnlyList<AccountSummary>> ListAsync(CancellationToken cancellationToken)
    {
        var locked = await lockout.AllAsync(cancellationToken);
        var rows = await context.Accounts.AsNoTracking().OrderBy(account => account.NormalizedUserName).ToListAsync(cancellationToken);
        var withPasskeys = (await context.AccountPasskeys.Select(passkey => passkey.UserId).Distinct().ToListAsync(cancellationToken)).ToHashSet();
        return rows.ConvertAll(account => AccountSummary.Of(account, withPasskeys.Contains(account.Id), LockedUntil(locked, account)));
    }

    /// <summary>An account; null if there is none.</summary>
    public async Task<AccountSummary?> FindAsync(int id, CancellationToken cancellationToken) =>
        await context.Accounts.AsNoTracking().SingleOrDefaultAsync(account => account.Id == id, cancellationToken) is { } row
            ? AccountSummary.Of(
                row,
                await context.AccountPasskeys.AnyAsync(passkey => passkey.UserId == id, cancellationToken),
                LockedUntil(await lockout.AllAsync(cancellationToken), row))
            : null;

    /// <summary>Creates an account without a password: its owner chooses one by an invitation.</summary>
    /// <returns>The number of the account, or what is wrong with the request.</returns>
    public async Task<(int Id, FormattableString? Problem)> MakeAsync(ClaimsPrincipal who, string? userName, AccountGrant grant)
    {
        if ((UserNameValidator.Problem(userName) ?? grant.Problem) is { } wrong) return (0, wrong);

        var account = new Account { UserName = userName, CreatedAt = time.GetUtcNow() };
        Grant(account, grant);
        var problem = await administration.DoAsync(who, AuditAction.AccountMade, userName!, async actor =>
        {
            audit.Add(context, actor, AuditAction.AccountMade, userName, grant.ToString());
            return AdministratorTransaction.Sentence(await users.CreateAsync(account));
        });
        await accounts.ReloadAsync(CancellationToken.None);
        return (account.Id, problem);
    }

    /// <summary>Changes the role and the scope of an account.</summary>
    public Task<FormattableString?> GrantAsync(ClaimsPrincipal who, int id, string? concurrencyStamp, AccountGrant grant) =>
        grant.Problem is { } wrong ? Task.FromResult<FormattableString?>(wrong) : ChangeAsync(who, id, concurrencyStamp, (account, isSelf) =>
        {
            if (isSelf && grant.Role != account.Role)
                return Refused($"You cannot remove this role from your own account. Another administrator can.");
            var before = new AccountGrant(account.Role, CachedAccount.NamesOf(account.Servers), CachedAccount.NamesOf(account.Departments));
            Grant(account, grant);
            return Done($"{grant} Before: {before}");
        });

    /// <summary>
    /// Gives or takes the right to act on calls and queues, and says which phone is the owner's. Administrators may give it to themselves, since they
    /// could give it to any account; that it was given is in the audit log.
    /// </summary>
    /// <param name="who">The administrator.</param>
    /// <param name="id">The account.</param>
    /// <param name="concurrencyStamp">Of the account that the page showed.</param>
    /// <param name="mayControl">Whether it may act.</param>
    /// <param name="phone">The owner's own phone, which is on the board; null for none.</param>
    public Task<FormattableString?> LetControlAsync(ClaimsPrincipal who, int id, string? concurrencyStamp, bool mayControl, ExtensionKey? phone) =>
        ChangeAsync(who, id, concurrencyStamp, (account, _) =>
        {
            var before = ControlWords(account);
            account.MayControlCalls = mayControl;
            (account.PhoneServer, account.PhoneContext, account.PhoneExten) = (phone?.Server, phone?.Context, phone?.Exten);
            return Done($"{ControlWords(account)} Before: {before}");
        });

    /// <summary>Disables or enables an account. Its sessions end at once, and its invitations become invalid.</summary>
    public Task<FormattableString?> DisableAsync(ClaimsPrincipal who, int id, string? concurrencyStamp, bool disabled) =>
        ChangeAsync(who, id, concurrencyStamp, (account, isSelf) =>
        {
            if (isSelf) return Refused($"You cannot disable your own account. Another administrator can.");
            account.DisabledAt = disabled ? time.GetUtcNow() : null;
            return Done(disabled ? "Disabled." : "Enabled.", newStamp: true);
        });

    /// <summary>Ends all sessions of an account, with their open pages.</summary>
    public Task<FormattableString?> EndSessionsAsync(ClaimsPrincipal who, int id, string? concurrencyStamp) =>
        ChangeAsync(who, id, concurrencyStamp, (_, isSelf) => isSelf
            ? Refused($"To end your own sessions, go to “Your account”.")
            : Done("Sessions ended.", newStamp: true));

    /// <summary>Ends the lockout of an account.</summary>
    public Task<FormattableString?> UnlockAsync(ClaimsPrincipal who, int id, string? concurrencyStamp) =>
        ActAsync(who, id, concurrencyStamp, AuditAction.AccountChanged, async (actor, account, _) =>
        {
            await SignInLockout.ClearAsync(context, account.NormalizedUserName);
            audit.Add(context, actor, AuditAction.AccountChanged, account.UserName, "Unlocked.");
            return AdministratorTransaction.Sentence(await users.UpdateAsync(account));
        });

    /// <summary>Removes the second factor and the passkeys of an account whose owner has lost the device. Its sessions end at once.</summary>
    public Task<FormattableString?> RemoveSecondFactorAsync(ClaimsPrincipal? who, int id, string? concurrencyStamp) =>
        ChangeAsync(who, id, concurrencyStamp, (account, isSelf) =>
        {
            // Somebody at a browser that was left open must not gain more than its session.
            if (isSelf) return Refused($"To manage your own two-factor authentication, go to “Your account”.");
            account.TwoFactorEnabled = false;
            context.AccountTokens.RemoveRange(context.AccountTokens.Where(token => token.UserId == id));
            context.AccountPasskeys.RemoveRange(context.AccountPasskeys.Where(passkey => passkey.UserId == id));
            return Done("Two-factor authentication and passkeys removed.", newStamp: true);
        });

    /// <summary>Deletes an account. Its entries in the audit log stay.</summary>
    public Task<FormattableString?> RemoveAsync(ClaimsPrincipal who, int id, string? concurrencyStamp) =>
        ActAsync(who, id, concurrencyStamp, AuditAction.AccountRemoved, async (actor, account, isSelf) =>
        {
            if (isSelf) return $"You cannot delete your own account. Another administrator can.";
            audit.Add(context, actor, AuditAction.AccountRemoved, account.UserName);
            return AdministratorTransaction.Sentence(await users.DeleteAsync(account));
        });

    private Task<FormattableString?> ChangeAsync(ClaimsPrincipal? who, int id, string? concurrencyStamp, Func<Account, bool, Change> change) =>
        ActAsync(who, id, concurrencyStamp, AuditAction.AccountChanged, async (actor, account, isSelf) =>
        {
            var (detail, newStamp, problem) = change(account, isSelf);
            if (problem is not null) return problem;
            audit.Add(context, actor, AuditAction.AccountChanged, account.UserName, detail);
            return AdministratorTransaction.Sentence(newStamp ? await users.UpdateSecurityStampAsync(account) : await users.UpdateAsync(account));
        });

    private async Task<FormattableString?> ActAsync(
        ClaimsPrincipal? who, int id, string? concurrencyStamp, AuditAction action, Func<Actor, Account, bool, Task<FormattableString?>> act)
    {
        var problem = await administration.DoAsync(who, action, accounts.Find(id)?.UserName ?? id.ToString(CultureInfo.InvariantCulture), async actor =>
        {
            var account = await context.Accounts.SingleOrDefaultAsync(account => account.Id == id, CancellationToken.None);
            if (account is null) return Gone;
            return AdministratorTransaction.Check(account, concurrencyStamp) ?? await act(actor, account, accounts.Of(who)?.Id == id);
        });
        await accounts.ReloadAsync(CancellationToken.None);
        return problem;
    }

    private static void Grant(Account account, AccountGrant grant)
    {
        account.Role = grant.Role!;
        account.Servers = CachedAccount.ColumnOf(grant.Servers);
        account.Departments = CachedAccount.ColumnOf(grant.Departments);
    }

    private static string ControlWords(Account account) => (account.MayControlCalls ? "Call control allowed" : "Call control not allowed")
        + (CachedAccount.PhoneOf(account) is { } phone ? $"; own phone: {phone.Server}/{phone.Context}/{phone.Exten}." : "; no own phone.");

    private static DateTimeOffset? LockedUntil(IReadOnlyDictionary<string, DateTimeOffset> locked, Account account) =>
        locked.TryGetValue(LockoutKey.HashOf(account.NormalizedUserName), out var until) ? until : null;

    private static Change Refused(FormattableString problem) => new("", NewStamp: false, problem);

    private static Change Done(string detail, bool newStamp = false) => new(detail, newStamp, Problem: null);

    /// <summary>The result of a change: a detail for the audit log, or a problem.</summary>
    private sealed record Change(string Detail, bool NewStamp, FormattableString? Problem);
}
