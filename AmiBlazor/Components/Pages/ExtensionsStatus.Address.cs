using AmiBlazor.Board;
using AmiBlazor.Components.Grid;
using AmiBlazor.Components.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace AmiBlazor.Components.Pages;

/// <summary>The state in the address: search, filters, sort order, way to look and the open drawer, so that a link shows a colleague the same.</summary>
public sealed partial class ExtensionsStatus
{
    // Browsers limit address changes to a few per second.
    private static readonly TimeSpan AddressDelay = TimeSpan.FromMilliseconds(400);

    private IReadOnlyList<string> _hints = [];
    private string? _openHint;
    private string? _panelHint;
    private GridAddress? _written;

    // The links to the printable page and the CSV file, with the same filter and sort order.
    private string _print = "./print";
    private string _export = "." + ExportRoutes.Extensions;
    private ITimer? _addressTimer;
    private string? _typed;
    private string? _typedAtFirst;
    private int _searchBox;
    private bool _isCleared;

    // What is chosen to group by; null for what is usual for the look.
    private GridGroup? _grouping;
    private string? _openAsked;
    private int? _open;
    private string? _panel;

    /// <summary>The extension whose drawer is open: see <see cref="ExtensionAddress"/>.</summary>
    [Parameter, SupplyParameterFromQuery(Name = "open")]
    public string? Open { get; set; }

    /// <summary>The refresh whose details are open.</summary>
    [Parameter, SupplyParameterFromQuery(Name = "run")]
    public string? Run { get; set; }

    /// <summary>The PBX whose panel is open.</summary>
    [Parameter, SupplyParameterFromQuery(Name = "pbx-panel")]
    public string? Panel { get; set; }

    /// <summary>What the rows are grouped by; neither the printed page nor the file has groups.</summary>
    [Parameter, SupplyParameterFromQuery(Name = "group")]
    public string? Grouping { get; set; }

    /// <summary>The way to look; likewise.</summary>
    [Parameter, SupplyParameterFromQuery(Name = "look")]
    public string? Look { get; set; }

    [Inject]
    private NavigationManager Navigation { get; init; } = null!;

    private IEnumerable<string> Hints =>
        (_openHint ?? _panelHint ?? _viewHint) is null ? _hints : _hints.Concat(new[] { _openHint, _panelHint, _viewHint }.OfType<string>());

    protected override void OnParametersSet()
    {
        // An address that this page wrote itself is nothing new, unlike a link or the Back button.
        var asked = (Requested with { Group = Grouping, Look = Look, Plan = PlanWord }).Normal;
        if (asked != _written || !string.Equals(ViewWord, _viewWritten, StringComparison.Ordinal))
        {
            // Where the user goes counts. A filter that was about to be written into the address they left must not be written into this one.
            StopWritingAddress();
            _viewWritten = ViewWord;
            Read(Resolve(asked));
        }

        if (!string.Equals(Open, _openAsked, StringComparison.Ordinal)) FindOpen();
        FindPanel();
    }

    private void Read(GridAddress asked)
    {
        _written = asked;
        var (filter, sort, hints) = asked.Read(T, Pbxs, _view.Contexts);
        _hints = hints;
        (_look, _grouping) = (asked.ShownLook, asked.Grouping);
        FindPlan(asked.Plan);
        EndSelection();
        ShowInBox(asked.Text);
        Arrange(filter, sort);
    }

    // Which contexts and extensions exist is unknown until the first rows arrive. They may do so before the address has been read.
    private void Reread()
    {
        if (_addressTimer is null && _written is not null) Read(_written);
        FindOpen();
    }

    private void FindOpen()
    {
        _openAsked = Open;
        _open = ExtensionAddress.Parse(Open) is { } key ? _view.Find(key)?.Id : null;
        _openHint = _open is null && !string.IsNullOrEmpty(Open)
            ? T.Format($"Unknown extension in the URL: “{DisplayText.Show(Uri.UnescapeDataString(Open), 80)}”.")
            : null;
    }

    private void FindPanel()
    {
        _panel = _configured.FirstOrDefault(server => string.Equals(server, Panel, StringComparison.Ordinal));
        _panelHint = _panel is null && !string.IsNullOrEmpty(Panel)
            ? T.Format($"The PBX in the URL is not configured: “{DisplayText.Show(Panel, 40)}”.")
            : null;
    }

    private void Search(ChangeEventArgs change)
    {
        _typed = change.Value as string;
        Show(_view.Filter with { Text = _typed });
    }

    private void ClearFilter()
    {
        ShowInBox(null);
        Show(GridFilter.None);
        _isCleared = true;
    }

    private void ShowArchive() => Show(_view.Filter with { Status = IsArchive ? null : ExtensionStatus.Archived });

    private void GroupBy(GridGroup group)
    {
        _grouping = group == GridLooks.UsualGroup(_look) ? null : group;
        Show(_view.Filter, _view.Sort with { Group = group });
    }

    // Everything but the look stays as it is. What was about to be written into the address is written with it.
    private void ShowAs(GridLook look)
    {
        _look = look;
        _hints = [];
        TakePlan();
        EndSelection();
        Arrange(_view.Filter, _view.Sort with { Group = _grouping ?? GridLooks.UsualGroup(look) });
        WriteAddress();
    }

    // Only rows have boxes.
    private void EndSelection()
    {
        if (_look != GridLook.Grid && _selection.IsOn) _selection.Switch();
    }

    private void Show(GridFilter filter) => Show(filter, _view.Sort);

    private void Show(GridFilter filter, GridSort sort)
    {
        _hints = [];
        _openHint = null;
        _viewHint = null;
        Arrange(filter, sort);
        StopWritingAddress();
        _addressTimer = Time.CreateTimer(_ => _ = InvokeSafelyAsync(WriteAddress), null, AddressDelay, Timeout.InfiniteTimeSpan);
    }

    private void Arrange(GridFilter filter, GridSort sort)
    {
        _view.Show(filter, sort);
        _isRestSmall = _view.VisibleCount <= MostRestUnasked;
        var shown = GridAddress.Of(filter, sort with { Group = GridGroup.None }).Parameters;
        _print = Navigation.GetUriWithQueryParameters("./print", shown);
        shown["separator"] = ExportRoutes.SeparatorFor(T.Culture);
        _export = Navigation.GetUriWithQueryParameters("." + ExportRoutes.Extensions, shown);
    }

    // The search box is filled only if its text comes from elsewhere, and then replaced by a new one: a late response must not overwrite what is
    // being typed.
    private void ShowInBox(string? text)
    {
        if (string.Equals(text ?? "", _typed ?? "", StringComparison.Ordinal)) return;
        _typed = text;
        _typedAtFirst = text;
        _searchBox++;
    }

    private void StopWritingAddress()
    {
        _addressTimer?.Dispose();
        _addressTimer = null;
    }

    private void WriteAddress()
    {
        StopWritingAddress();
        _written = GridAddress.Of(_view.Filter, _view.Sort, _grouping, _look, _planAsked);
        var parameters = _written.Parameters;
        parameters["view"] = _viewWritten = ViewWordFor(_written);
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(parameters), new NavigationOptions { ReplaceHistoryEntry = true });
    }

    private async Task CloseAsync()
    {
        var closed = new Dictionary<string, object?>(StringComparer.Ordinal) { ["open"] = null, ["run"] = null, ["pbx-panel"] = null };
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(closed));
        await Browser.InvokeVoidAsync("amiblazor.backToGrid");
    }
}
