using System.Collections.Frozen;
using AmiBlazor.Audit;

namespace AmiBlazor.Views;

/// <summary>A view of the Extensions page that somebody saved under a name.</summary>
/// <param name="Id">The database's.</param>
/// <param name="Owner">The account whose it is; null for one that is shared with everybody.</param>
/// <param name="Name">The name.</param>
/// <param name="Content">What it shows.</param>
/// <param name="CreatedBy">The name of the account that saved it.</param>
internal sealed record SavedView(int Id, int? Owner, string Name, ViewContent Content, string CreatedBy)
{
    /// <summary>True if everybody has it.</summary>
    public bool IsShared => Owner is null;
}

/// <summary>What a view shows. It names no extension: whoever opens it sees their own scope.</summary>
/// <param name="Query">The query of the page's address, without the question mark: filter, order, groups, way to look.</param>
/// <param name="Look">Columns and row height, as the display preferences write them.</param>
internal sealed record ViewContent(string Query, string Look);

/// <summary>Who saves or changes a view, and what they may do, as the database says now.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="Actor">The account as the audit log names it.</param>
/// <param name="MayShare">Whether they may share views, and change those that are shared.</param>
/// <param name="MayAdminister">Whether they may choose the view that a role starts with.</param>
internal sealed record ViewAuthor(int AccountId, Actor Actor, bool MayShare, bool MayAdminister);

/// <summary>All saved views at one time.</summary>
/// <param name="Views">By name.</param>
/// <param name="OfAccounts">The view that an account starts with, by the account's number.</param>
/// <param name="OfRoles">The view that a role starts with, by the role.</param>
internal sealed record ViewList(IReadOnlyList<SavedView> Views, FrozenDictionary<int, int> OfAccounts, FrozenDictionary<string, int> OfRoles)
{
    public static readonly ViewList Empty = new([], FrozenDictionary<int, int>.Empty, FrozenDictionary<string, int>.Empty);

    /// <summary>The view, if it is the account's own or shared; null otherwise.</summary>
    public SavedView? Find(int account, int id) => Views.FirstOrDefault(view => view.Id == id && (view.IsShared || view.Owner == account));

    /// <summary>The view that the page opens with: the account's, else the role's; null for the plain grid.</summary>
    public SavedView? DefaultFor(int account, string? role) =>
        OfAccounts.TryGetValue(account, out var own) ? Find(account, own)
        : role is not null && OfRoles.TryGetValue(role, out var common) ? Find(account, common)
        : null;
}
