using System.Collections.Frozen;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Components.Languages;
using AmiBlazor.Views;
using MudBlazor;

namespace AmiBlazor.Components.Shared;

/// <summary>
/// The favourites of this page's user. Whoever has no account has none. Scoped: one for each circuit, and for each request that prerenders a page.
/// </summary>
internal sealed partial class CircuitFavourites(
    FavouriteStore store, CurrentUser user, ISnackbar snackbars, Localizer texts, ILogger<CircuitFavourites> logger) : IDisposable
{
    private int? _account;
    private FrozenSet<int> _told = FrozenSet<int>.Empty;
    private IDisposable? _subscription;

    /// <summary>Raised, on any thread, when the account has other favourites, on whatever page they were changed.</summary>
    public event EventHandler? Changed;

    /// <summary>True if the user has an account; false before <see cref="LoadAsync"/>.</summary>
    public bool IsAvailable => _account is not null;

    /// <summary>The numbers of the extensions in the database.</summary>
    public IReadOnlySet<int> Ids => _account is { } account ? store.Of(account) : FrozenSet<int>.Empty;

    /// <summary>Reads the favourites, unless that has been done.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        if (_subscription is not null || AuthClaims.GetAccountId(await user.GetAsync()) is not { } account) return;
        await store.LoadAsync(account, cancellationToken);
        (_account, _told) = (account, store.Of(account));
        _subscription ??= store.Subscribe(Tell);
    }

    /// <summary>Marks an extension that the page shows, or no longer. What goes wrong is said at the foot of the page.</summary>
    public async Task ToggleAsync(int extension)
    {
        try
        {
            // The session may have ended while the page is open.
            if (AuthClaims.GetAccountId(await user.GetAsync()) is not { } account || !await user.MayAsync(Policies.Own)) return;
            if (await store.SetAsync(account, extension, !store.Of(account).Contains(extension)) is { } problem)
                snackbars.Add(texts.Format(problem), Severity.Warning);
        }
        catch (Exception fault)
        {
            Log.TogglingFaulted(logger, fault);
            snackbars.Add(texts["Saving failed because of an internal error. See the server log for details."], Severity.Error);
        }
    }

    public void Dispose() => _subscription?.Dispose();

    private void Tell()
    {
        var now = store.Of(_account!.Value);
        if (!ReferenceEquals(Interlocked.Exchange(ref _told, now), now)) Changed?.Invoke(this, EventArgs.Empty);
    }

    private static partial class Log
    {
        [LoggerMessage(7190, LogLevel.Error, "The page could not change a favourite.", EventName = "PageFavouriteFaulted")]
        public static partial void TogglingFaulted(ILogger logger, Exception fault);
    }
}
