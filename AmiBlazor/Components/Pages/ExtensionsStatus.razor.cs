using System.Globalization;
using AmiBlazor.Board;
using AmiBlazor.Components.Grid;
using AmiBlazor.Components.Layout;
using AmiBlazor.Components.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace AmiBlazor.Components.Pages;

/// <summary>The live grid of all extensions: follows the board. What of it is shown, <see cref="Show"/> and the address decide.</summary>
public sealed partial class ExtensionsStatus
{
    // The texts of "since" change once a minute; looked at this often they are never far behind.
    private static readonly TimeSpan TickInterval = TimeSpan.FromSeconds(10);

    // Rows that ought to move, come or go do so on this beat, slower than the changes themselves.
    private static readonly TimeSpan ArrangeDelay = TimeSpan.FromSeconds(1);

    private ExtensionGridView _view = null!;
    private IDisposable? _subscription;
    private ITimer? _tickTimer;
    private ITimer? _arrangeTimer;
    private DateTimeOffset _now;
    private IReadOnlyList<string> _configured = [];
    private (IReadOnlyCollection<string>? Of, IReadOnlyCollection<string> All) _pbxs = (null, []);
    private string _openedAt = "";
    private int _subscriptionNumber;
    private RenderTreeTrimmer _trees;

    [Inject]
    private LiveBoard Board { get; init; } = null!;

    [Inject]
    private CircuitScope Scope { get; init; } = null!;

    [Inject]
    private DisplayPreferencesService Settings { get; init; } = null!;

    [Inject]
    private CircuitConnectionState Connection { get; init; } = null!;

    [Inject]
    private IJSRuntime Browser { get; init; } = null!;

    [Inject]
    private TimeProvider Time { get; init; } = null!;

    // Those of the configuration and those that the database still holds; the same list as long as they are the same.
    private IReadOnlyCollection<string> Pbxs
    {
        get
        {
            if (!ReferenceEquals(_pbxs.Of, _view.Servers)) _pbxs = (_view.Servers, [.. _configured.Union(_view.Servers, StringComparer.Ordinal)]);
            return _pbxs.All;
        }
    }

    private bool HasSeveralPbxs => _configured.Count > 1 || _view.Servers.Count > 1;

    private GridColumns Columns => new(HasSeveralPbxs ? Settings.Current.Hidden : [.. Settings.Current.Hidden, GridColumn.Pbx]);

    // Somebody is waiting to be answered there.
    private int Ringing => _view.Count(ExtensionStatus.Ringing) + _view.Count(ExtensionStatus.RingingInUse);

    private string Shown => _view switch
    {
        { Filter.IsEmpty: false } => T.Format($"{_view.Visible.Count:N0} of {_view.Total:N0} extensions"),
        { Total: 1 } => T["1 extension"],
        _ => T.Format($"{_view.Total:N0} extensions"),
    };

    protected override void Unsubscribe()
    {
        Settings.Changed -= OnPreferencesChanged;
        Connection.Changed -= OnConnectionChanged;
        StopUpdates();
        _addressTimer?.Dispose();
    }

    protected override void OnInitialized()
    {
        _now = Time.GetUtcNow();
        _openedAt = _now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        _configured = Scope.ConfiguredServers;
        _view = new ExtensionGridView(status => StatusStyle.Label(T, status), Scope.Current);
        if (RendererInfo.IsInteractive)
        {
            StartUpdates();
            Settings.Changed += OnPreferencesChanged;
            Connection.Changed += OnConnectionChanged;
        }
        else
        {
            // The first picture, before the circuit is there: nothing to release.
            _view.Update(Board.Picture);
        }
    }

    protected override void OnAfterRender(bool firstRender) => _trees.Forget();

    // The person's zone may have become known: with another time, what tells times is drawn anew too.
    private void OnPreferencesChanged(object? sender, EventArgs args) => Tick();

    private void StartUpdates()
    {
        // A batch that was on its way when the page began to rest is older than what it then woke up to.
        var number = ++_subscriptionNumber;
        var (snapshot, subscription) = Board.Subscribe(batch => InvokeSafelyAsync(() =>
        {
            if (number == _subscriptionNumber) Apply(batch);
        }));
        _subscription = subscription;
        _view.Update(snapshot.Picture);
        _tickTimer = Time.CreateTimer(_ => _ = InvokeSafelyAsync(Tick), null, TickInterval, TickInterval);
    }

    private void StopUpdates()
    {
        _subscriptionNumber++;
        _subscription?.Dispose();
        _tickTimer?.Dispose();
        _arrangeTimer?.Dispose();
        _arrangeTimer = null;
    }

    private void OnConnectionChanged(object? sender, EventArgs args) => _ = InvokeSafelyAsync(() =>
    {
        StopUpdates();
        if (!Connection.IsUp) return;
        _now = Time.GetUtcNow();
        StartUpdates();
        Arrange();
    });

    // The time stands still between ticks: a change tells its own row alone what to draw.
    private void Apply(BoardBatch batch)
    {
        var wasEmpty = _view.Total == 0;
        if (!_view.Update(batch.Picture)) return;
        if (wasEmpty && _view.Total > 0) Reread();
        if (_view.IsStale) _arrangeTimer ??= Time.CreateTimer(_ => _ = InvokeSafelyAsync(Arrange), null, ArrangeDelay, Timeout.InfiniteTimeSpan);
        StateHasChanged();
    }

    private void Arrange()
    {
        _arrangeTimer?.Dispose();
        _arrangeTimer = null;
        if (_view.IsStale) _view.Arrange();
        StateHasChanged();
    }

    private void Tick()
    {
        _now = Time.GetUtcNow();
        StateHasChanged();
    }
}
