using AmiBlazor.Auth.Authorization;
using AmiBlazor.Data.Rows;

namespace AmiBlazor.Auth.Accounts;

/// <summary>What an administrator sees of an account.</summary>
/// <param name="Id">Its number.</param>
/// <param name="UserName">Its name.</param>
/// <param name="Role">One of <see cref="Roles"/>.</param>
/// <param name="Servers">The PBXs that it sees; null for all.</param>
/// <param name="Departments">The departments that it sees; null for all.</param>
/// <param name="HasSecondFactor">Whether signing in asks for more than the password.</param>
/// <param name="HasPasskeys">Whether a device signs in without the password.</param>
/// <param name="State">How it stands with it now.</param>
/// <param name="LockedUntil">Until when it is locked; null where it is not.</param>
/// <param name="HasPassword">Whether its password was ever chosen.</param>
/// <param name="LastSignInAt">Null where nobody ever signed in with it.</param>
/// <param name="ConcurrencyStamp">Another text after each change of its row: what a form changes is what it showed.</param>
public sealed record AccountSummary(
    int Id,
    string UserName,
    string Role,
    IReadOnlyList<string>? Servers,
    IReadOnlyList<string>? Departments,
    bool HasSecondFactor,
    bool HasPasskeys,
    AccountState State,
    DateTimeOffset? LockedUntil,
    bool HasPassword,
    DateTimeOffset? LastSignInAt,
    string ConcurrencyStamp)
{
    internal static AccountSummary Of(Account account, bool hasPasskeys, DateTimeOffset now)
    {
        var lockedUntil = account.LockoutEnd is { } end && end > now ? account.LockoutEnd : null;
        return new(
            account.Id,
            account.UserName!,
            account.Role,
            CachedAccount.NamesOf(account.Servers),
            CachedAccount.NamesOf(account.Departments),
            account.TwoFactorEnabled,
            hasPasskeys,
            account switch
            {
                { DisabledAt: not null } => AccountState.Disabled,
                _ when lockedUntil is not null => AccountState.Locked,
                { PasswordHash: null } => AccountState.Invited,
                _ => AccountState.Active,
            },
            lockedUntil,
            account.PasswordHash is not null,
            account.LastSignInAt,
            account.ConcurrencyStamp ?? "");
    }
}

/// <summary>How it stands with an account.</summary>
public enum AccountState
{
    Active,

    /// <summary>Nobody has chosen its password yet.</summary>
    Invited,

    /// <summary>Too many wrong passwords; it opens again by itself.</summary>
    Locked,

    Disabled,
}
