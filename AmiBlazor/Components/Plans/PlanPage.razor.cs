using System.Globalization;
using AmiBlazor.Board;
using AmiBlazor.Components.Grid;
using AmiBlazor.Components.Shared;
using AmiBlazor.Plans;
using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Plans;

/// <summary>
/// A floor plan on which places are arranged: by dragging, by arrow keys, or by fields and buttons. Each change is saved a moment later, together with those
/// that follow at once; what this page has not changed stays as others have it.
/// </summary>
public sealed partial class PlanPage
{
    // Shown in the list at once; more are searched for.
    private const int Listed = 60;

    // Keys that are held down are one change.
    private static readonly TimeSpan SaveDelay = TimeSpan.FromMilliseconds(800);

    private readonly Dictionary<int, PlanPoint?> _pending = [];
    private ExtensionGridView _view = null!;
    private IDisposable? _subscription;
    private ITimer? _saveTimer;
    private Task _saving = Task.CompletedTask;
    private List<(BoardRow Row, PlanPoint Point)> _placed = [];
    private List<BoardRow> _unplaced = [];
    private List<BoardRow> _found = [];
    private IReadOnlyList<string> _departments = [];
    private GridFilter _filter = GridFilter.None;
    private string? _department;
    private PlanPoint _point = new(500, 500);
    private (int Aside, int Below) _apart;
    private int? _chosen;
    private bool _isLeaving;

    /// <summary>The plan's number.</summary>
    [Parameter]
    public int Id { get; set; }

    [Inject]
    private LiveBoard Board { get; init; } = null!;

    [Inject]
    private CircuitScope Scope { get; init; } = null!;

    [Inject]
    private NavigationManager Navigation { get; init; } = null!;

    [Inject]
    private TimeProvider Time { get; init; } = null!;

    private FloorPlan? Plan => Store.Find(Id);

    private BoardRow? Chosen => _placed.Find(placed => placed.Row.Id == _chosen).Row;

    private string State => _pending.Count switch
    {
        0 => T["All changes are saved."],
        1 => T["1 change is about to be saved."],
        var count => T.Format($"{count:N0} changes are about to be saved."),
    };

    /// <summary>Saves what has not been saved yet.</summary>
    public async ValueTask DisposeAsync()
    {
        _isLeaving = true;
        await SaveAsync();
        Dispose();
    }

    protected override void Unsubscribe()
    {
        _subscription?.Dispose();
        _saveTimer?.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        _view = new ExtensionGridView(status => StatusStyle.Label(T, status), Scope.Current);
        if (RendererInfo.IsInteractive) _subscription = Store.Subscribe(() => _ = InvokeSafelyAsync(Rearrange));
        await Store.LoadAsync(Gone);
    }

    protected override void OnParametersSet()
    {
        if (Plan is null)
            Navigation.NotFound();
        else
            Arrange();
    }

    private static string Words(BoardRow row) => DisplayText.Show(row.Key.Exten);

    private static string WordsOf(BoardRow row) => string.IsNullOrEmpty(row.ShownName) ? Words(row) : $"{Words(row)}, {DisplayText.Show(row.ShownName)}";

    private void Rearrange()
    {
        Arrange();
        StateHasChanged();
    }

    // What is saved, and above it what this page is about to save.
    private void Arrange()
    {
        if (Plan is not { } plan) return;
        _view.Update(Board.Snapshot);
        var places = plan.Places.ToDictionary();
        foreach (var (extension, point) in _pending)
        {
            if (point is { } at)
                places[extension] = at;
            else
                places.Remove(extension);
        }

        var rows = _view.All(row => row.ArchivedAt is null || places.ContainsKey(row.Id)).Order(new GridOrder(default, Board.Snapshot)).ToList();
        _placed = [.. from row in rows where places.ContainsKey(row.Id) let at = places[row.Id] orderby at.Y, at.X select (row, at)];
        _unplaced = [.. rows.Where(row => !places.ContainsKey(row.Id))];
        _departments = [.. _unplaced.Select(row => row.Department).OfType<string>().Where(name => name.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (_department is not null && !_departments.Contains(_department, StringComparer.Ordinal)) _department = null;
        _apart = PlanSpot.Apart(_placed.Select(placed => placed.Point));
        if (Chosen is null) _chosen = null;
        Find();
    }

    private void Find() => _found =
    [
        .. _unplaced.Where(row => (_department is null || string.Equals(row.Department, _department, StringComparison.Ordinal))
            && _filter.Matches(row, status => StatusStyle.Label(T, status))),
    ];

    private void Search(ChangeEventArgs change)
    {
        _filter = new GridFilter { Text = change.Value as string };
        Find();
    }

    private void ChooseDepartment(string? department)
    {
        _department = department;
        Find();
    }

    private void Choose(int id)
    {
        var (row, point) = _placed.Find(placed => placed.Row.Id == id);
        if (row is null) return;
        (_chosen, _point) = (id, point);
    }

    private void ChooseNone() => _chosen = null;

    // plan.js tells which place was dragged or moved by keys, and where to: “17 250 480”.
    private void Move(ChangeEventArgs change)
    {
        var parts = (change.Value as string)?.Split(' ').Select(part => int.TryParse(part, CultureInfo.InvariantCulture, out var value) ? value : -1).ToArray();
        if (parts is not [>= 0 and var id, >= 0 and var x, >= 0 and var y] || _view.Find(id) is null) return;
        if (Put(id, PlanPoint.Within(x, y))) Choose(id);
    }

    private void SetX(double percent) => MoveTo(PlanPoint.Within((int)Math.Round(percent * 10), _point.Y));

    private void SetY(double percent) => MoveTo(PlanPoint.Within(_point.X, (int)Math.Round(percent * 10)));

    private void MoveTo(PlanPoint point)
    {
        _point = point;
        if (_chosen is { } id) Put(id, point);
    }

    // The next one is placed beside it.
    private void Place(int id)
    {
        var at = _chosen is null ? _point : Beside(_point);
        if (Put(id, at)) Choose(id);
    }

    private static PlanPoint Beside(PlanPoint point) => point.X <= 860 ? new(point.X + 100, point.Y) : PlanPoint.Within(60, point.Y + 80);

    private void PlaceAll()
    {
        var points = PlanRows.Of(_found.Count, _chosen is null ? _point : Beside(_point), Plan!.Shape);
        if (!HasRoomFor(_found.Count)) return;
        foreach (var (row, point) in _found.Zip(points).ToList()) _pending[row.Id] = point;
        Changed();
    }

    private void Remove()
    {
        if (_chosen is { } id) Put(id, null);
    }

    private bool Put(int id, PlanPoint? point)
    {
        if (point is not null && !_placed.Exists(placed => placed.Row.Id == id) && !HasRoomFor(1)) return false;
        _pending[id] = point;
        Changed();
        return true;
    }

    private bool HasRoomFor(int more)
    {
        Problem = Plan!.Places.Count + _pending.Count(change => change.Value is not null && !Plan.Places.ContainsKey(change.Key)) + more is var all and > PlanStore.MostPlaces
            ? T.Format(PlanStore.TooMany(all))
            : null;
        return Problem is null;
    }

    private void Changed()
    {
        Arrange();
        _saveTimer?.Dispose();
        _saveTimer = Time.CreateTimer(_ => _ = InvokeSafelyAsync(SaveAsync), null, SaveDelay, Timeout.InfiniteTimeSpan);
    }

    // One after the other, so that the last one to be asked for saves what came meanwhile.
    private Task SaveAsync() => _saving = SaveAfterAsync(_saving);

    private async Task SaveAfterAsync(Task before)
    {
        await before;
        _saveTimer?.Dispose();
        if (_pending.Count == 0) return;
        var sent = new Dictionary<int, PlanPoint?>(_pending);
        if (!await WorkAsync(actor => Store.PlaceAsync(actor, Id, sent)))
        {
            if (!_isLeaving) StateHasChanged();
            return;
        }

        // What was changed again meanwhile is saved next.
        foreach (var (extension, point) in sent)
        {
            if (_pending.TryGetValue(extension, out var now) && now == point) _pending.Remove(extension);
        }

        if (!_isLeaving) Rearrange();
    }
}
