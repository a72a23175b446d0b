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
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(10);

    // Rows that ought to move, come or go do so on this beat, slower than the changes themselves.
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(1);

    private ExtensionGridView _view = null!;
    private IDisposable? _subscription;
    private ITimer? _tick;
    private ITimer? _settle;
    private DateTimeOffset _now;
    private IReadOnlyList<string> _configured = [];
    private (IReadOnlyCollection<string>? Of, IReadOnlyCollection<string> All) _pbxs = (null, []);
    private string _openedAt = "";
    private int _turn;
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
        Settings.Changed -= Changed;
        Connection.Changed -= Heed;
        Rest();
        _address?.Dispose();
    }

    protected override void OnInitialized()
    {
        _now = Time.GetUtcNow();
        _openedAt = _now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        _configured = Scope.ConfiguredServers;
        _view = new ExtensionGridView(status => StatusStyle.Label(T, status), Scope.Current);
        if (RendererInfo.IsInteractive)
        {
            Follow();
            Settings.Changed += Changed;
            Connection.Changed += Heed;
        }
        else
        {
            // The first picture, before the circuit is there: nothing to release.
            _view.Take(Board.Picture);
        }
    }

    protected override void OnAfterRender(bool firstRender) => _trees.Forget();

    // The person's zone may have become known: with another time, what tells times is drawn anew too.
    private void Changed(object? sender, EventArgs args) => Ticked();

    private void Follow()
    {
        // A batch that was on its way when the page began to rest is older than what it then woke up to.
        var turn = ++_turn;
        var (snapshot, subscription) = Board.Subscribe(batch => InvokeSafelyAsync(() =>
        {
            if (turn == _turn) Apply(batch);
        }));
        _subscription = subscription;
        _view.Take(snapshot.Picture);
        _tick = Time.CreateTimer(_ => _ = InvokeSafelyAsync(Ticked), null, Tick, Tick);
    }

    private void Rest()
    {
        _turn++;
        _subscription?.Dispose();
        _tick?.Dispose();
        _settle?.Dispose();
        _settle = null;
    }

    private void Heed(object? sender, EventArgs args) => _ = InvokeSafelyAsync(() =>
    {
        Rest();
        if (!Connection.IsUp) return;
        _now = Time.GetUtcNow();
        Follow();
        Arrange();
    });

    // The time stands still between ticks: a change tells its own row alone what to draw.
    private void Apply(BoardBatch batch)
    {
        var wasEmpty = _view.Total == 0;
        if (!_view.Take(batch.Picture)) return;
        if (wasEmpty && _view.Total > 0) ReadAgain();
        if (_view.IsStale) _settle ??= Time.CreateTimer(_ => _ = InvokeSafelyAsync(Arrange), null, Settle, Timeout.InfiniteTimeSpan);
        StateHasChanged();
    }

    private void Arrange()
    {
        _settle?.Dispose();
        _settle = null;
        if (_view.IsStale) _view.Arrange();
        StateHasChanged();
    }

    private void Ticked()
    {
        _now = Time.GetUtcNow();
        StateHasChanged();
    }
}
