using AmiBlazor.Audit;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Board;
using AmiBlazor.Components.Calls;
using AmiBlazor.Components.Grid;
using AmiBlazor.Components.Layout;
using AmiBlazor.Components.Shared;
using AmiBlazor.Live;
using AmiBlazor.Store;
using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Pages;

/// <summary>The grid for printing: filter and sort order of the address, all rows, and how old they are.</summary>
public sealed partial class PrintedExtensions
{
    private ExtensionGridView _view = null!;
    private IReadOnlyList<string> _hints = [];
    private DateTimeOffset _now;

    [Inject]
    private LiveBoard Board { get; init; } = null!;

    [Inject]
    private MainConnections Connections { get; init; } = null!;

    [Inject]
    private CircuitScope Scope { get; init; } = null!;

    [Inject]
    private CircuitCalls Calls { get; init; } = null!;

    [Inject]
    private CircuitFavourites Favourites { get; init; } = null!;

    [Inject]
    private DisplayPreferencesService Settings { get; init; } = null!;

    [Inject]
    private CurrentUser User { get; init; } = null!;

    [Inject]
    private AuditLog Audit { get; init; } = null!;

    [Inject]
    private NavigationManager Navigation { get; init; } = null!;

    [Inject]
    private TimeProvider Time { get; init; } = null!;

    private IReadOnlyCollection<string> Pbxs => [.. Scope.ConfiguredServers.Union(_view.Servers, StringComparer.Ordinal)];

    private IEnumerable<GridColumn> Shown =>
        from column in Settings.Current.Order
        where new GridColumns(Settings.Current.Hidden).Has(column) && (column != GridColumn.Pbx || Pbxs.Count > 1) && (column != GridColumn.Call || Calls.IsFollowed)
        select column;

    private string Count => _view.Filter.Status == ExtensionStatus.Archived
        ? T.Format($"{_view.Visible.Count:N0} of {_view.Archived:N0} archived extensions")
        : T.Format($"{_view.Visible.Count:N0} of {_view.Total:N0} extensions");

    // A printed page must say how old its data is.
    private IEnumerable<string> Facts =>
        from server in Pbxs
        let at = Board.Pbx(server).LastListAt
        select at is null
            ? T.Format($"{DisplayText.Show(server)}: no list yet")
            : T.Format($"{DisplayText.Show(server)}: list from {RelativeTime.Absolute(T, at.Value)}");

    private IEnumerable<string> Doubts =>
        from main in Connections.All
        where main.IsInDoubt && Scope.Includes(main.Server) && Board.Pbx(main.Server).LastListAt is not null
        select main.GapSince is { } since
            ? T.Format($"{DisplayText.Show(main.Server)} has not been live since {RelativeTime.Absolute(T, since)}. Status may be outdated.")
            : T.Format($"The status of {DisplayText.Show(main.Server)} is in doubt and may be outdated.");

    protected override async Task OnInitializedAsync()
    {
        _now = Time.GetUtcNow();
        _view = new ExtensionGridView(
            status => StatusStyle.Label(T, status), Scope.Current, Calls.IsFollowed ? row => CallSearch.TextsOf(Calls.PartiesOf(row.Key)) : null);
        _view.Update(Board.Snapshot);
        await Favourites.LoadAsync(Gone);
        _view.Pin(Favourites.Ids);
        var (filter, sort, hints) = Requested.Read(T, Pbxs, _view.Contexts);
        _hints = hints;
        _view.Show(filter, sort);

        var rows = FormattableString.Invariant($"{_view.Visible.Count} extensions. {new Uri(Navigation.Uri).PathAndQuery}");
        Audit.Note(Actor.Of(await User.GetAsync()), AuditAction.Export, AuditOutcome.Done, "print", rows);
    }

    private string Cell(BoardRow row, GridColumn column) => column switch
    {
        GridColumn.Extension => DisplayText.Show(row.Key.Exten),
        GridColumn.Name => DisplayText.Show(string.IsNullOrEmpty(row.ShownName) ? row.Hint : row.ShownName),
        GridColumn.Pbx => DisplayText.Show(row.Key.Server),
        GridColumn.Context => DisplayText.Show(row.Key.Context),
        GridColumn.Status => StatusStyle.Label(T, row.Shown),
        GridColumn.Call => string.Join("; ", Calls.PartiesOf(row.Key).Select(party => CallText.Of(T, party))),
        GridColumn.Since => row.ChangedAt is { } since
            ? RelativeTime.Absolute(T, since)
            : T.Format($"{RelativeTime.Absolute(T, row.StatusSince)} or earlier"),
        GridColumn.Department => DisplayText.Show(row.Department),
        GridColumn.Email => DisplayText.Show(row.Email, EmailAddress.MaxLength),
        GridColumn.Note => DisplayText.Show(row.Note?.Replace('\n', ' '), ExtensionNaming.MaxNote),
        _ => RelativeTime.Absolute(T, _view.LastSeen(row)),
    };
}
