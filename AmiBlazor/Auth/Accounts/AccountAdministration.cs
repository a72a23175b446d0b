using System.Globalization;
using System.Security.Claims;
using AmiBlazor.Audit;
using AmiBlazor.Data;
using AmiBlazor.Data.Rows;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace AmiBlazor.Auth.Accounts;

/// <summary>What administrators do with accounts. Every change is written down with it, and known to all pages at once. One for each request.</summary>
internal sealed class AccountAdministration(
    AmiBlazorDbContext context, UserManager<Account> users, AdministratorTransaction administration, AccountCache known, AuditLog audit, TimeProvider time)
{
    private static readonly FormattableString Gone = $"There is no such account any more.";

    /// <summary>All accounts, by name.</summary>
    public async Task<IReadOnlyList<AccountSummary>> ListAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var rows = await context.Accounts.AsNoTracking().OrderBy(account => account.NormalizedUserName).ToListAsync(cancellationToken);
        var withPasskeys = (await context.AccountPasskeys.Select(passkey => passkey.UserId).Distinct().ToListAsync(cancellationToken)).ToHashSet();
        return rows.ConvertAll(account => AccountSummary.Of(account, withPasskeys.Contains(account.Id), now));
    }

    /// <summary>An account; null where there is none.</summary>
    public async Task<AccountSummary?> FindAsync(int id, CancellationToken cancellationToken) =>
        await context.Accounts.AsNoTracking().SingleOrDefaultAsync(account => account.Id == id, cancellationToken) is { } row
            ? AccountSummary.Of(row, await context.AccountPasskeys.AnyAsync(passkey => passkey.UserId == id, cancellationToken), time.GetUtcNow())
            : null;

    /// <summary>Makes an account without a password: its owner chooses one by an invitation.</summary>
    /// <returns>Its number, or what is wrong with the wish.</returns>
    public async Task<(int Id, FormattableString? Problem)> MakeAsync(ClaimsPrincipal who, string? userName, AccountGrant wish)
    {
        if ((UserNameValidator.Problem(userName) ?? wish.Problem) is { } wrong) return (0, wrong);

        var account = new Account { UserName = userName, CreatedAt = time.GetUtcNow() };
        Grant(account, wish);
        var problem = await administration.DoAsync(who, AuditAction.AccountMade, userName!, async actor =>
        {
            audit.Add(context, actor, AuditAction.AccountMade, userName, wish.ToString());
            return AdministratorTransaction.Sentence(await users.CreateAsync(account));
        });
        await known.ReloadAsync(CancellationToken.None);
        return (account.Id, problem);
    }

    /// <summary>Gives an account another role and scope.</summary>
    public Task<FormattableString?> GrantAsync(ClaimsPrincipal who, int id, string? edition, AccountGrant wish) =>
        wish.Problem is { } wrong ? Task.FromResult<FormattableString?>(wrong) : ChangeAsync(who, id, edition, (account, isSelf) =>
        {
            if (isSelf && wish.Role != account.Role) return Refused($"You cannot take this role from yourself. Another administrator can.");
            var before = new AccountGrant(account.Role, CachedAccount.NamesOf(account.Servers), CachedAccount.NamesOf(account.Departments));
            Grant(account, wish);
            return Done($"{wish} Before: {before}");
        });

    /// <summary>Closes an account, or opens it again. Its sessions end at once, and its links are void.</summary>
    public Task<FormattableString?> DisableAsync(ClaimsPrincipal who, int id, string? edition, bool disabled) =>
        ChangeAsync(who, id, edition, (account, isSelf) =>
        {
            if (isSelf) return Refused($"You cannot disable yourself. Another administrator can.");
            account.DisabledAt = disabled ? time.GetUtcNow() : null;
            return Done(disabled ? "Disabled." : "Enabled.", newStamp: true);
        });

    /// <summary>Forgets the wrong passwords that locked an account.</summary>
    public Task<FormattableString?> UnlockAsync(ClaimsPrincipal who, int id, string? edition) =>
        ChangeAsync(who, id, edition, (account, _) =>
        {
            account.LockoutEnd = null;
            account.AccessFailedCount = 0;
            return Done("Unlocked.");
        });

    /// <summary>Takes the second factor and the passkeys from an account whose person has lost the device. Its sessions end at once.</summary>
    public Task<FormattableString?> RemoveSecondFactorAsync(ClaimsPrincipal? who, int id, string? edition) =>
        ChangeAsync(who, id, edition, (account, isSelf) =>
        {
            // Whoever found an open browser must not come further than it.
            if (isSelf) return Refused($"Your own second factor is on the page of your account.");
            account.TwoFactorEnabled = false;
            context.AccountTokens.RemoveRange(context.AccountTokens.Where(token => token.UserId == id));
            context.AccountPasskeys.RemoveRange(context.AccountPasskeys.Where(passkey => passkey.UserId == id));
            return Done("The second factor and the passkeys were removed.", newStamp: true);
        });

    /// <summary>Removes an account. What it did stays in the audit.</summary>
    public Task<FormattableString?> RemoveAsync(ClaimsPrincipal who, int id, string? edition) =>
        ActAsync(who, id, edition, AuditAction.AccountRemoved, async (actor, account, isSelf) =>
        {
            if (isSelf) return $"You cannot delete yourself. Another administrator can.";
            audit.Add(context, actor, AuditAction.AccountRemoved, account.UserName);
            return AdministratorTransaction.Sentence(await users.DeleteAsync(account));
        });

    private Task<FormattableString?> ChangeAsync(ClaimsPrincipal? who, int id, string? edition, Func<Account, bool, Change> change) =>
        ActAsync(who, id, edition, AuditAction.AccountChanged, async (actor, account, isSelf) =>
        {
            var (detail, newStamp, problem) = change(account, isSelf);
            if (problem is not null) return problem;
            audit.Add(context, actor, AuditAction.AccountChanged, account.UserName, detail);
            return AdministratorTransaction.Sentence(newStamp ? await users.UpdateSecurityStampAsync(account) : await users.UpdateAsync(account));
        });

    private async Task<FormattableString?> ActAsync(
        ClaimsPrincipal? who, int id, string? edition, AuditAction action, Func<Actor, Account, bool, Task<FormattableString?>> act)
    {
        var problem = await administration.DoAsync(who, action, known.Find(id)?.UserName ?? id.ToString(CultureInfo.InvariantCulture), async actor =>
        {
            var account = await context.Accounts.SingleOrDefaultAsync(account => account.Id == id, CancellationToken.None);
            if (account is null) return Gone;
            return AdministratorTransaction.Check(account, edition) ?? await act(actor, account, known.Of(who)?.Id == id);
        });
        await known.ReloadAsync(CancellationToken.None);
        return problem;
    }

    private static void Grant(Account account, AccountGrant wish)
    {
        account.Role = wish.Role!;
        account.Servers = CachedAccount.ColumnOf(wish.Servers);
        account.Departments = CachedAccount.ColumnOf(wish.Departments);
    }

    private static Change Refused(FormattableString problem) => new("", NewStamp: false, problem);

    private static Change Done(string detail, bool newStamp = false) => new(detail, newStamp, Problem: null);

    /// <summary>What becomes of an account.</summary>
    private sealed record Change(string Detail, bool NewStamp, FormattableString? Problem);
}
