using System.Data.Common;
using System.Globalization;
using AmiBlazor.Board;
using AmiBlazor.Components.Layout;
using AmiBlazor.Components.Runs;
using AmiBlazor.Components.Shared;
using AmiBlazor.History;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace AmiBlazor.Components.Pages;

/// <summary>
/// The list of refreshes, the details of one, and the comparison of two of the same PBX. The whole state of the page is in its address.
/// </summary>
public sealed partial class RunsPage
{
    private const int MaxHint = 40;

    private readonly List<string> _hints = [];
    private RunAddress _address = new();
    private IReadOnlyList<string>? _servers;
    private RunPage? _page;
    private string? _pickedServer;
    private string? _closed;

    /// <summary>The only PBX shown.</summary>
    [Parameter, SupplyParameterFromQuery(Name = "pbx")]
    public string? Server { get; set; }

    /// <summary>The word of the only outcome shown.</summary>
    [Parameter, SupplyParameterFromQuery(Name = "outcome")]
    public string? OutcomeWord { get; set; }

    /// <summary>The word of the sort order.</summary>
    [Parameter, SupplyParameterFromQuery(Name = "sort")]
    public string? SortWord { get; set; }

    /// <summary>The page number.</summary>
    [Parameter, SupplyParameterFromQuery(Name = "page")]
    public string? PageNumber { get; set; }

    /// <summary>The refresh whose details are open.</summary>
    [Parameter, SupplyParameterFromQuery(Name = "run")]
    public string? Run { get; set; }

    /// <summary>The refreshes selected for a comparison.</summary>
    [Parameter, SupplyParameterFromQuery(Name = "pick")]
    public string? PickedIds { get; set; }

    /// <summary>The refreshes being compared.</summary>
    [Parameter, SupplyParameterFromQuery(Name = "compare")]
    public string? ComparedIds { get; set; }

    [Inject]
    private CircuitScope Scope { get; init; } = null!;

    [Inject]
    private RunQueries Queries { get; init; } = null!;

    [Inject]
    private NavigationManager Navigation { get; init; } = null!;

    [Inject]
    private IJSRuntime Browser { get; init; } = null!;

    [Inject]
    private DisplayPreferencesService Settings { get; init; } = null!;

    // Without a circuit, a choice would have no effect.
    private bool IsWaiting => !RendererInfo.IsInteractive;

    private string? Shown => _page?.Total switch
    {
        null or 0 => null,
        1 => T["1 refresh"],
        var total => T.Format($"{total.Value:N0} refreshes"),
    };

    private string Picked => _address.Picked.Count switch
    {
        0 => T["Select two to compare"],
        1 => T["1 selected: select another one"],
        _ => T["2 selected"],
    };

    private string Comparison => (_address with { Compared = _address.Picked, Picked = [], Run = null }).ToString();

    private IEnumerable<string> Hints => _page is { } page && page.Number != _address.Page
        ? [.. _hints, T.Format($"Unknown page in the URL: “{PageNumber}”. Showing page {page.Number:N0}.")]
        : _hints;

    protected override void Unsubscribe() => Settings.Changed -= OnPreferencesChanged;

    // The user's time zone may become known after the first render.
    protected override void OnInitialized() => Settings.Changed += OnPreferencesChanged;

    protected override async Task OnParametersSetAsync()
    {
        _servers ??= await ServersAsync();
        _hints.Clear();
        var opened = _address;
        _address = new RunAddress
        {
            Filter = new RunFilter(KnownServer(_servers), KnownOutcome()),
            Sort = KnownSort(),
            Page = KnownPage(),
            Run = string.IsNullOrEmpty(Run) ? null : Run,
            Picked = [.. RunAddress.Ids(PickedIds).Distinct(StringComparer.Ordinal).Take(RunAddress.Pair)],
            Compared = ComparedIds is null ? null : RunAddress.Ids(ComparedIds),
        };
        _closed = ClosedBy(_address, opened) ?? _closed;
        _pickedServer = await PickedServerAsync(_address.Picked);
    }

    // By its button, by Escape or by the browser's Back: the keyboard goes on where it was.
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_closed is not { } closed) return;
        _closed = null;
        await Browser.InvokeVoidAsync("amiblazor.backToRow", RunTable.LinkId(closed));
    }

    private string? KnownServer(IReadOnlyList<string> servers)
    {
        if (string.IsNullOrEmpty(Server) || servers.Contains(Server, StringComparer.Ordinal))
            return string.IsNullOrEmpty(Server) ? null : Server;
        _hints.Add(T.Format($"Unknown PBX in the URL: “{DisplayText.Show(Server, MaxHint)}”. Showing all PBXs."));
        return null;
    }

    private RefreshOutcome? KnownOutcome()
    {
        if (string.IsNullOrEmpty(OutcomeWord)) return null;
        if (OutcomeStyle.Parse(OutcomeWord) is { } outcome) return outcome;
        _hints.Add(T.Format($"Unknown outcome in the URL: “{DisplayText.Show(OutcomeWord, MaxHint)}”. Showing all outcomes."));
        return null;
    }

    private RunSort KnownSort()
    {
        if (string.IsNullOrEmpty(SortWord)) return RunSort.NewestFirst;
        if (RunAddress.SortOf(SortWord) is { } sort) return sort;
        _hints.Add(T.Format($"Unknown sort order in the URL: “{DisplayText.Show(SortWord, MaxHint)}”. Showing newest first."));
        return RunSort.NewestFirst;
    }

    private int KnownPage()
    {
        if (string.IsNullOrEmpty(PageNumber)) return 1;
        if (int.TryParse(PageNumber, NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page > 0)
            return page;
        _hints.Add(T.Format($"Unknown page in the URL: “{DisplayText.Show(PageNumber, MaxHint)}”. Showing page {1:N0}."));
        return 1;
    }

    /// <summary>The PBXs that may have refreshes: those that are, or were, configured.</summary>
    private async Task<IReadOnlyList<string>> ServersAsync()
    {
        try
        {
            return [.. Scope.ConfiguredServers.Union(await Queries.ServersAsync(Scope.Current, CancellationToken.None), StringComparer.Ordinal)];
        }
        catch (DbException)
        {
            // RunList queries the same database and reports the error.
            return Scope.ConfiguredServers;
        }
    }

    private async Task<string?> PickedServerAsync(IReadOnlyList<string> picked)
    {
        if (picked.Count == 0) return null;
        if (_page?.Runs.FirstOrDefault(run => picked.Contains(run.ConnectionId, StringComparer.Ordinal)) is { } shown)
            return shown.Server;
        try
        {
            return await Queries.FindAsync(Scope.Current, picked, CancellationToken.None) is [var first, ..] ? first.Server : null;
        }
        catch (DbException)
        {
            return null;
        }
    }

    private void OnPreferencesChanged(object? sender, EventArgs e) => StateHasChanged();

    private void Loaded(RunPage page) => _page = page;

    private string ServerText(string? server) => string.IsNullOrEmpty(server) ? T["All PBXs"] : DisplayText.Show(server, MaxHint);

    private string OutcomeText(string? word) =>
        OutcomeStyle.Parse(word ?? "") is { } outcome ? OutcomeStyle.Label(T, outcome) : T["All outcomes"];

    private void ShowServer(string? server) =>
        Go(_address with { Filter = _address.Filter with { Server = string.IsNullOrEmpty(server) ? null : server }, Page = 1 });

    private void ShowOutcome(string? word) =>
        Go(_address with { Filter = _address.Filter with { Outcome = OutcomeStyle.Parse(word ?? "") }, Page = 1 });

    // Neither deserves an entry in the browser's history.
    private void Pick(string connectionId) => Go(_address.Toggled(connectionId), replace: true);

    private void CloseDetails() => Go(_address with { Run = null }, replace: true);

    /// <summary>Shows another address at once: what is done before the browser has answered goes on from there.</summary>
    private void Go(RunAddress address, bool replace = false)
    {
        _closed = ClosedBy(address, _address);
        _address = address;
        Navigation.NavigateTo(address.ToString(), new NavigationOptions { ReplaceHistoryEntry = replace });
    }

    private static string? ClosedBy(RunAddress shown, RunAddress former) => shown is { Run: null, Compared: null } ? former.Run : null;
}
