using System.Globalization;
using AmiBlazor.Components.Grid;
using AmiBlazor.Components.Shared;
using AmiBlazor.Extensions;
using AmiBlazor.Refresh;
using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Pages;

/// <summary>The live grid of all extensions.</summary>
public sealed partial class ExtensionsStatus : IDisposable
{
    // The texts of "since" change once a minute; looked at this often they are never far behind.
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(10);

    // Rows that ought to move, come or go do so on this beat, slower than the changes themselves.
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(1);

    // Browsers refuse more than a handful of address changes a second.
    private static readonly TimeSpan AddressPause = TimeSpan.FromMilliseconds(400);

    private ExtensionGridView _view = null!;
    private IDisposable? _subscription;
    private ITimer? _tick;
    private ITimer? _settle;
    private ITimer? _address;
    private DateTimeOffset _now;
    private string? _typed;
    private string? _typedAtFirst;
    private string? _written;
    private string? _hint;
    private int _searchBox;
    private bool _demoRead;
    private bool _disposed;

    /// <summary>The search, from the address.</summary>
    [Parameter, SupplyParameterFromQuery(Name = "q")]
    public string? Query { get; set; }

    /// <summary>The word of the only status shown, from the address.</summary>
    [Parameter, SupplyParameterFromQuery(Name = "status")]
    public string? StatusWord { get; set; }

    [Inject]
    private Board Board { get; init; } = null!;

    [Inject]
    private RefreshService Service { get; init; } = null!;

    [Inject]
    private NavigationManager Navigation { get; init; } = null!;

    [Inject]
    private PageNotices Notices { get; init; } = null!;

    [Inject]
    private TimeProvider Time { get; init; } = null!;

    private bool ShowPbx => Service.Servers.Count > 1 || _view.HasSeveralServers;

    private string Shown => _view.Filter.IsEmpty
        ? $"{Number(_view.Total)} {(_view.Total == 1 ? "extension" : "extensions")}"
        : $"{Number(_view.Visible.Count)} of {Number(_view.Total)} extensions";

    // How old what is shown may be.
    private string Summary => Service.Servers is [var only]
        ? Board.Pbx(only).LastListAt is { } at ? $"List of {DisplayText.Show(only)} taken {RelativeTime.Ago(at, _now)}" : $"No list of {DisplayText.Show(only)} yet"
        : "Lists taken: " + string.Join(" · ", Service.Servers.Select(server => $"{DisplayText.Show(server)} {Taken(server)}"));

    public void Dispose()
    {
        _disposed = true;
        _subscription?.Dispose();
        _tick?.Dispose();
        _settle?.Dispose();
        _address?.Dispose();
    }

    protected override void OnInitialized()
    {
        _now = Time.GetUtcNow();
        _view = new ExtensionGridView(Board.LastSeen);
        if (RendererInfo.IsInteractive)
        {
            var (snapshot, subscription) = Board.Subscribe(batch => InvokeSoonAsync(() => Apply(batch)));
            _subscription = subscription;
            _view.Load(snapshot.Rows);
            _tick = Time.CreateTimer(_ => _ = InvokeSoonAsync(Ticked), null, Tick, Tick);
        }
        else
        {
            // The first picture, before the circuit is there: nothing to release.
            var (snapshot, subscription) = Board.Subscribe(_ => Task.CompletedTask);
            subscription.Dispose();
            _view.Load(snapshot.Rows);
        }
    }

    protected override void OnParametersSet()
    {
        // What this page wrote into the address itself is no news; a link or the Back button is.
        var asked = Address(Query, StatusWord);
        if (_written is not null && string.Equals(asked, _written, StringComparison.Ordinal)) return;
        _written = asked;
        ExtensionStatus? status = null;
        _hint = null;
        if (ExtensionStatuses.TryParse(StatusWord, out var parsed)) status = parsed;
        else if (!string.IsNullOrEmpty(StatusWord)) _hint = $"The address names a status that does not exist: “{DisplayText.Show(StatusWord, 40)}”. All are shown.";
        ShowInBox(Query);
        _view.Show(new GridFilter(Query, status), _view.Sort);
    }

    private static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Address(string? text, string? status) =>
        $"{(string.IsNullOrEmpty(text) ? null : text)}\n{(string.IsNullOrEmpty(status) ? null : status)}";

    private string Taken(string server) => Board.Pbx(server).LastListAt is { } at ? RelativeTime.Ago(at, _now) : "never";

    private void Apply(BoardBatch batch)
    {
        _now = Time.GetUtcNow();
        _view.Apply(batch);
        if (_view.IsStale) _settle ??= Time.CreateTimer(_ => _ = InvokeSoonAsync(Arrange), null, Settle, Timeout.InfiniteTimeSpan);
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

    private void Search(ChangeEventArgs change)
    {
        _typed = change.Value as string;
        Show(new GridFilter(_typed, _view.Filter.Status));
    }

    private void ShowStatus(ExtensionStatus? status) => Show(_view.Filter with { Status = status });

    private void ClearFilter()
    {
        ShowInBox(null);
        Show(GridFilter.None);
    }

    private void Sort(GridSort sort) => _view.Show(_view.Filter, sort);

    private void Show(GridFilter filter)
    {
        _hint = null;
        _view.Show(filter, _view.Sort);
        _address?.Dispose();
        _address = Time.CreateTimer(_ => _ = InvokeSoonAsync(WriteAddress), null, AddressPause, Timeout.InfiniteTimeSpan);
    }

    // The box is filled only when its text comes from elsewhere, and then as a new box: an answer that comes late must not overwrite what is being typed.
    private void ShowInBox(string? text)
    {
        if (string.Equals(text ?? "", _typed ?? "", StringComparison.Ordinal)) return;
        _typed = text;
        _typedAtFirst = text;
        _searchBox++;
    }

    private void WriteAddress()
    {
        var status = _view.Filter.Status?.Word();
        var text = string.IsNullOrWhiteSpace(_typed) ? null : _typed;
        _written = Address(text, status);
        Navigation.NavigateTo(
            Navigation.GetUriWithQueryParameters(new Dictionary<string, object?>(StringComparer.Ordinal) { ["q"] = text, ["status"] = status }),
            new NavigationOptions { ReplaceHistoryEntry = true });
    }

    /// <summary>Called on any thread. A fault is the page's, to be seen; it must not quietly end the subscription or the timer.</summary>
    private async Task InvokeSoonAsync(Action action)
    {
        try
        {
            await InvokeAsync(() =>
            {
                if (!_disposed) action();
            });
        }
        catch (ObjectDisposedException) when (_disposed)
        {
            // The circuit went while the call was under way.
        }
        catch (Exception fault)
        {
            await DispatchExceptionAsync(fault);
        }
    }
}
