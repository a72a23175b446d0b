using AmiBlazor.Auth.Authorization;
using AmiBlazor.Board;
using AmiBlazor.Data.Rows;

namespace AmiBlazor.Auth.Accounts;

/// <summary>What an administrator sees of an account.</summary>
/// <param name="Id">Its number.</param>
/// <param name="UserName">Its name.</param>
/// <param name="Role">One of <see cref="Roles"/>.</param>
/// <param name="Servers">The PBXs in its scope; null for all.</param>
/// <param name="Departments">The departments in its scope; null for all.</param>
/// <param name="HasSecondFactor">Whether sign-in asks for a second factor.</param>
/// <param name="HasPasskeys">Whether it has a passkey.</param>
/// <param name="State">Its state at the time of the query.</param>
/// <param name="LockedUntil">The end of the lockout; null if it is not locked.</param>
/// <param name="HasPassword">Whether a password has been chosen.</param>
/// <param name="LastSignInAt">Null if it was never used.</param>
/// <param name="ConcurrencyStamp">Changes with every change of the row, so that a form cannot overwrite what it did not show.</param>
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
    /// <summary>Whether it may act on calls and queues, where the role allows it.</summary>
    public bool MayControlCalls { get; init; }

    /// <summary>The owner's own phone; null for none.</summary>
    public ExtensionKey? Phone { get; init; }

    internal static AccountSummary Of(Account account, bool hasPasskeys, DateTimeOffset? lockedUntil) =>
        new(
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
            account.ConcurrencyStamp ?? "")
        { MayControlCalls = account.MayControlCalls, Phone = CachedAccount.PhoneOf(account) };
}

/// <summary>The state of an account.</summary>
public enum AccountState
{
    Active,

    /// <summary>It has no password yet.</summary>
    Invited,

    /// <summary>Too many failed attempts; the lockout ends by itself.</summary>
    Locked,

    Disabled,
}
