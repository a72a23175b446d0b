using System.Security.Claims;
using AmiBlazor.Audit;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Components.Shared;
using AmiBlazor.Views;

namespace AmiBlazor.Components.Views;

/// <summary>
/// The saved views of this page's user: their own, and the shared ones, apart from those of a PBX outside their scope. Whoever has no account has none.
/// Scoped: one for each circuit, and for each request that prerenders a page.
/// </summary>
internal sealed class CircuitViews(ViewStore store, CurrentUser user, CircuitScope scope) : IDisposable
{
    private int _account;
    private string? _role;
    private IDisposable? _subscription;

    /// <summary>Raised, on any thread, when anybody has changed a view.</summary>
    public event EventHandler? Changed;

    /// <summary>True if the user has an account; false before <see cref="LoadAsync"/>.</summary>
    public bool IsAvailable => _subscription is not null;

    /// <summary>The user's own, by name.</summary>
    public IReadOnlyList<SavedView> Own => [.. store.Current.Views.Where(view => IsAvailable && view.Owner == _account)];

    /// <summary>Those that everybody has, by name.</summary>
    public IReadOnlyList<SavedView> Shared => [.. store.Current.Views.Where(view => IsAvailable && view.IsShared && IsInScope(view))];

    /// <summary>The view that the page opens with; null for the plain grid.</summary>
    public SavedView? Default => IsAvailable && store.Current.DefaultFor(_account, _role) is { } view && IsInScope(view) ? view : null;

    /// <summary>The user's own or a shared view; null if there is none.</summary>
    public SavedView? Find(int id) => IsAvailable && store.Current.Find(_account, id) is { } view && IsInScope(view) ? view : null;

    /// <summary>True if the user has chosen to start with this view.</summary>
    public bool IsOwnDefault(SavedView view) => store.Current.OfAccounts.TryGetValue(_account, out var id) && id == view.Id;

    /// <summary>True if a role starts with this view.</summary>
    public bool IsDefaultOf(string role, SavedView view) => store.Current.OfRoles.TryGetValue(role, out var id) && id == view.Id;

    /// <summary>Reads the views, unless that has been done.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        var principal = await user.GetAsync();
        if (IsAvailable || AuthClaims.GetAccountId(principal) is not { } account) return;
        await store.LoadAsync(cancellationToken);
        (_account, _role) = (account, principal.FindFirstValue(ClaimTypes.Role));
        _subscription ??= store.Subscribe(() => Changed?.Invoke(this, EventArgs.Empty));
    }

    /// <summary>The user and what the database says now that they may do; null if the session has ended.</summary>
    public async Task<ViewAuthor?> AuthorAsync()
    {
        var principal = await user.GetAsync();
        return AuthClaims.GetAccountId(principal) is { } account && await user.MayAsync(Policies.Own)
            ? new ViewAuthor(account, Actor.Of(principal), await user.MayAsync(Policies.Edit), await user.MayAsync(Policies.Administer))
            : null;
    }

    public void Dispose() => _subscription?.Dispose();

    private bool IsInScope(SavedView view) => ViewQuery.Parameters(view.Content.Query)["pbx"] is not string server || scope.Includes(server);
}
