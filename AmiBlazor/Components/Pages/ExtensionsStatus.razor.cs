using System.Globalization;
using AmiBlazor.Board;
using AmiBlazor.Components.Calls;
using AmiBlazor.Components.Grid;
using AmiBlazor.Components.Layout;
using AmiBlazor.Components.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace AmiBlazor.Components.Pages;

/// <summary>The live grid of all extensions: subscribes to the board, and shows what <see cref="Show"/> and the address select.</summary>
public sealed partial class ExtensionsStatus
{
    // Ages change once a minute: at this interval they are never far behind.
    private static readonly TimeSpan TickInterval = TimeSpan.FromSeconds(10);

    // Rows move, appear and disappear at this interval, which is slower than the changes themselves.
    private static readonly TimeSpan ArrangeDelay = TimeSpan.FromSeconds(1);

    // If more rows than these change at once, nobody can follow each change: the page then takes the next ones after a longer rest, in one batch.
    private const int Many = 10;
    private static readonly TimeSpan RestAfterMany = TimeSpan.FromMilliseconds(500);

    private readonly GridSelection _selection = new();
    private ElementReference _select;
    private ExtensionGridView _view = null!;
    private ExtensionList? _list;
    private StatusTiles? _tiles;
    private RenderTogether _together = null!;
    private IDisposable? _subscription;
    private IDisposable? _calls;
    private ITimer? _tickTimer;
    private ITimer? _arrangeTimer;

    // What the grid's ages are relative to, and the time: the grid can be frozen, what is told of PBXs and refreshes is not.
    private DateTimeOffset _now;
    private DateTimeOffset _clock;
    private IReadOnlyList<string> _configured = [];
    private (IReadOnlyCollection<string>? Of, IReadOnlyCollection<string> All) _pbxs = (null, []);
    private string _openedAt = "";
    private GridColumns _columns;
    private GridLook _look;
    private int _subscriptionNumber;
    private RenderTreeTrimmer _trees;

    [Inject]
    private LiveBoard Board { get; init; } = null!;

    [Inject]
    private CircuitScope Scope { get; init; } = null!;

    [Inject]
    private CircuitCalls Calls { get; init; } = null!;

    [Inject]
    private DisplayPreferencesService Settings { get; init; } = null!;

    [Inject]
    private CircuitConnectionState Connection { get; init; } = null!;

    [Inject]
    private CircuitFreeze Freeze { get; init; } = null!;

    [Inject]
    private IJSRuntime Browser { get; init; } = null!;

    [Inject]
    private TimeProvider Time { get; init; } = null!;

    // The configured PBXs and those that the database still contains; the same list instance as long as nothing changes.
    private IReadOnlyCollection<string> Pbxs
    {
        get
        {
            if (!ReferenceEquals(_pbxs.Of, _view.Servers))
                _pbxs = (_view.Servers, [.. _configured.Union(_view.Servers, StringComparer.Ordinal)]);
            return _pbxs.All;
        }
    }

    // Only what is in the document counts: a list that has gone has no rows.
    private int RowsRendered => (_list?.RowsRendered ?? 0) + (_floor?.RowsRendered ?? 0);

    private bool HasSeveralPbxs => _configured.Count > 1 || _view.Servers.Count > 1;

    // Archived extensions are not on the board: only this filter shows them.
    private bool IsArchive => _view.Filter.Status == ExtensionStatus.Archived;

    private string Shown => _view switch
    {
        { Filter.Status: ExtensionStatus.Archived } => T.Format($"{_view.ShownCount:N0} of {_view.Archived:N0} archived extensions"),
        { Filter.IsEmpty: false } => T.Format($"{_view.ShownCount:N0} of {_view.Total:N0} extensions"),
        { Total: 1 } => T["1 extension"],
        _ => T.Format($"{_view.Total:N0} extensions"),
    };

    protected override void Unsubscribe()
    {
        Settings.Changed -= OnPreferencesChanged;
        Connection.Changed -= OnConnectionChanged;
        Favourites.Changed -= OnFavouritesChanged;
        Plans.Changed -= OnPlansChanged;
        Freeze.Changed -= OnFreezeChanged;
        StopUpdates();
        _addressTimer?.Dispose();
    }

    protected override void OnInitialized()
    {
        _now = _clock = Time.GetUtcNow();
        _openedAt = _now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        _configured = Scope.ConfiguredServers;
        _columns = ChosenColumns();
        _view = new ExtensionGridView(
            status => StatusStyle.Label(T, status), Scope.Current, Calls.IsFollowed ? row => CallSearch.TextsOf(Calls.PartiesOf(row.Key)) : null);
        if (RendererInfo.IsInteractive)
        {
            Follow();
            StartUpdates();
            Settings.Changed += OnPreferencesChanged;
            Connection.Changed += OnConnectionChanged;
            Favourites.Changed += OnFavouritesChanged;
            Plans.Changed += OnPlansChanged;
            Freeze.Changed += OnFreezeChanged;
        }
        else
        {
            // Prerendering, before there is a circuit: nothing to release.
            _view.Update(Board.Snapshot);
        }
    }

    protected override void OnAfterRender(bool firstRender) => _trees.Forget();

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        await WriteOpenedViewAsync();
        if (!_isCleared) return;

        // The button that shows all rows goes with the keyboard on it.
        _isCleared = false;
        await Browser.InvokeVoidAsync("amiblazor.toGrid");
    }

    // The user's time zone may have become known: rendering with a new time also updates everything that shows times.
    private void OnPreferencesChanged(object? sender, EventArgs args)
    {
        _columns = ChosenColumns();
        Tick();
    }

    private GridColumns ChosenColumns() => new(Settings.Current.Hidden, Settings.Current.Order);

    // A column that could only ever be empty is none.
    private GridColumns ShownColumns()
    {
        var columns = HasSeveralPbxs ? _columns : _columns.With(GridColumn.Pbx, isShown: false);
        return Calls.IsFollowed ? columns : columns.With(GridColumn.Call, isShown: false);
    }

    private void Pick(GridPick pick)
    {
        if (_view.Find(pick.Key) is not { Id: var id }) return;
        if (pick.IsRange)
            _selection.Extend(_view.Visible, id);
        else
            _selection.Toggle(id);
    }

    // The bar goes with the keyboard in it.
    private Task SelectionChangedAsync() => _selection.IsOn ? Task.CompletedTask : _select.FocusAsync().AsTask();

    private Task ChooseAsync(GridColumns columns) =>
        Settings.ChangeAsync(Settings.Current with { Hidden = columns.Hidden, Order = columns.Order });

    private void StartUpdates()
    {
        _calls = Calls.Subscribe(() => _ = InvokeSafelyAsync(CallsChanged));
        _tickTimer = Time.CreateTimer(_ => _ = InvokeSafelyAsync(Tick), null, TickInterval, TickInterval);
    }

    private void StopUpdates()
    {
        Hold();
        _calls?.Dispose();
        _tickTimer?.Dispose();
    }

    private void Follow()
    {
        // A batch that was under way when updates stopped is older than the snapshot taken when they started again.
        var number = ++_subscriptionNumber;
        var (snapshot, subscription) = Board.Subscribe(async batch =>
        {
            var rendered = 0;
            await InvokeSafelyAsync(() =>
            {
                if (number != _subscriptionNumber) return;
                var before = RowsRendered;
                Apply(batch);
                rendered = RowsRendered - before;
            });
            if (rendered > Many) await Task.Delay(RestAfterMany, Time);
        });
        _subscription = subscription;
        _view.Update(snapshot.Snapshot);
    }

    // The view keeps the board as it is.
    private void Hold()
    {
        _subscriptionNumber++;
        _subscription?.Dispose();
        _arrangeTimer?.Dispose();
        _arrangeTimer = null;
    }

    private void OnConnectionChanged(object? sender, EventArgs args) => _ = InvokeSafelyAsync(() =>
    {
        StopUpdates();
        if (!Connection.IsUp) return;
        if (!Freeze.IsOn) Follow();
        StartUpdates();
        TakeTime();
        Arrange();
    });

    private void OnFreezeChanged(object? sender, EventArgs args)
    {
        Hold();
        TakeTime();
        if (!Connection.IsUp) return;
        if (Freeze.IsOn)
            _view.Update(Board.Snapshot);
        else
            Follow();
        Arrange();
    }

    private void TakeTime() => (_now, _clock) = (Freeze.Now, Time.GetUtcNow());

    // The clock stands still between ticks: a change renders only its own row again.
    private void Apply(BoardBatch batch)
    {
        var (wasEmpty, archived, arranged) = (_view.IsEmpty, _view.Archived, _view.Visible);
        if (!_view.Update(batch.Snapshot)) return;
        if (wasEmpty && !_view.IsEmpty) Reread();
        ArrangeSoon();
        if (ReferenceEquals(arranged, _view.Visible) && archived == _view.Archived && _open is null && !_selection.IsOn && _tiles is not null)
        {
            RenderChanged(_tiles);
            return;
        }

        TakePlan();
        StateHasChanged();
    }

    // Mostly a row or none, and the counts: the page around them stays as it is.
    private void RenderChanged(StatusTiles tiles)
    {
        ExtensionItem[] rows = [.. _list?.UpdatedRows() ?? [], .. _floor?.UpdatedRows() ?? []];
        var isCounted = tiles.Update();
        if (rows.Length == 0 && !isCounted) return;
        _together.Render(() =>
        {
            foreach (var row in rows) row.Render();
            if (isCounted) tiles.Render();
        });
    }

    // Only rows in the document show calls; the drawer follows them by itself.
    private void CallsChanged()
    {
        _view.CallsChanged();
        ArrangeSoon();
        if (_tiles is not null) RenderChanged(_tiles);
    }

    private void ArrangeSoon()
    {
        if (_view.IsStale)
            _arrangeTimer ??= Time.CreateTimer(_ => _ = InvokeSafelyAsync(Arrange), null, ArrangeDelay, Timeout.InfiniteTimeSpan);
    }

    private void Arrange()
    {
        _arrangeTimer?.Dispose();
        _arrangeTimer = null;

        // No row moves away under the hands of somebody who types in it.
        if (_list is ExtensionTable { HoldsStill: true })
            ArrangeSoon();
        else if (_view.IsStale)
            _view.Arrange();
        StateHasChanged();
    }

    private void Tick()
    {
        TakeTime();
        StateHasChanged();
    }
}
