using System.Globalization;
using AmiBlazor.Components.Grid;
using AmiBlazor.Components.Shared;
using AmiBlazor.Components.Views;
using AmiBlazor.Views;
using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Pages;

/// <summary>Saved views and favourites: which view an address opens, what a view keeps of the page, and whose rows come first.</summary>
public sealed partial class ExtensionsStatus
{
    private string? _viewWritten;
    private string? _viewHint;

    // A view that is shown, of which neither the address nor the preferences say so yet.
    private SavedView? _opened;

    /// <summary>
    /// The number of the view that is to be opened, or <see cref="ViewQuery.Plain"/>. Without it, and without anything else, the user's default is.
    /// </summary>
    [Parameter, SupplyParameterFromQuery(Name = "view")]
    public string? ViewWord { get; set; }

    [Inject]
    private CircuitViews SavedViews { get; init; } = null!;

    [Inject]
    private CircuitFavourites Favourites { get; init; } = null!;

    protected override async Task OnInitializedAsync()
    {
        await SavedViews.LoadAsync(Gone);
        await Favourites.LoadAsync(Gone);
        await Plans.LoadAsync(Gone);
        _view.Pin(Favourites.Ids);
    }

    private void OnFavouritesChanged(object? sender, EventArgs args) => _ = InvokeSafelyAsync(() =>
    {
        _view.Pin(Favourites.Ids);
        StateHasChanged();
    });

    private void ShowFavourites() => Show(_view.Filter with { OnlyFavourites = !_view.Filter.OnlyFavourites });

    /// <summary>The address itself, if it says anything; that of the view that it opens otherwise.</summary>
    private GridAddress Resolve(GridAddress asked)
    {
        (_opened, _viewHint) = (null, null);
        var isBare = new Uri(Navigation.Uri).Query.Length <= 1;
        if (asked != new GridAddress(null, null, null, null, null) || (string.IsNullOrEmpty(ViewWord) && !isBare)) return asked;
        _opened = string.IsNullOrEmpty(ViewWord) ? SavedViews.Default
            : int.TryParse(ViewWord, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? SavedViews.Find(id)
            : null;
        if (_opened is null && ViewWord is not (null or "" or ViewQuery.Plain))
            _viewHint = T.Format($"Unknown view in the URL: “{DisplayText.Show(ViewWord, 40)}”. Showing all extensions.");
        if (_opened is null) return asked;

        // From the first picture on; what the browser keeps of it is written once the page is there.
        Settings.Use(ViewQuery.On(Settings.Current, _opened.Content));
        _columns = ChosenColumns();
        return ViewQuery.Address(_opened.Content.Query);
    }

    private async Task WriteOpenedViewAsync()
    {
        if (_opened is not { } view || !RendererInfo.IsInteractive) return;
        _opened = null;
        await Settings.ChangeAsync(ViewQuery.On(Settings.Current, view.Content));
        GoTo(view, replace: true);
    }

    private async Task OpenViewAsync(int? id)
    {
        StopWritingAddress();
        var view = id is { } number ? SavedViews.Find(number) : null;
        if (view is not null) await Settings.ChangeAsync(ViewQuery.On(Settings.Current, view.Content));
        GoTo(view, replace: false);
    }

    // What is open beside the grid stays open.
    private void GoTo(SavedView? view, bool replace)
    {
        var parameters = ViewQuery.Parameters(view?.Content.Query ?? "");
        parameters["view"] = ViewWordFor(ViewQuery.Address(view?.Content.Query ?? ""));
        if (replace) _viewWritten = (string?)parameters["view"];
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(parameters), new NavigationOptions { ReplaceHistoryEntry = replace });
    }

    // An address without anything would open the default.
    private string? ViewWordFor(GridAddress shown) =>
        shown == new GridAddress(null, null, null, null, null) && SavedViews.Default is not null ? ViewQuery.Plain : null;

    private (string Query, string Look) ShownContent()
    {
        if (_addressTimer is not null) WriteAddress();
        var content = ViewQuery.Of(Navigation.Uri, Settings.Current);
        return (content.Query, content.Look);
    }
}
