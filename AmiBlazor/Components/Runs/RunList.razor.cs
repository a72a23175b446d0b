using System.Data.Common;
using AmiBlazor.Components.Shared;
using AmiBlazor.History;
using AmiBlazor.Refresh;
using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Runs;

/// <summary>One page of the list of refreshes, with those that are running; ended ones appear by themselves.</summary>
public sealed partial class RunList
{
    /// <summary>The number of refreshes on a page.</summary>
    public const int PageSize = 25;

    // Ages change once a minute: at this interval they are never far behind.
    private static readonly TimeSpan TickInterval = TimeSpan.FromSeconds(10);

    // The interval at which the duration and rows of a running refresh are updated.
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(500);

    private RunAddress? _shown;
    private RunPage? _page;
    private IReadOnlyList<RunRow> _rows = [];
    private IReadOnlyList<RunningRefresh> _running = [];
    private IDisposable? _subscription;
    private ITimer? _tickTimer;
    private ITimer? _pollTimer;
    private DateTimeOffset _now;
    private string? _lastEnded;
    private int _loads;
    private bool _failed;

    /// <summary>The state of the page.</summary>
    [Parameter, EditorRequired]
    public required RunAddress Address { get; set; }

    /// <summary>The PBX of the refreshes selected for a comparison; null if none are.</summary>
    [Parameter]
    public string? PickedServer { get; set; }

    /// <summary>Raised when a page of the list has been loaded.</summary>
    [Parameter]
    public EventCallback<RunPage> OnLoaded { get; set; }

    /// <summary>Raised to select a refresh for the comparison, or to deselect it.</summary>
    [Parameter]
    public EventCallback<string> OnPick { get; set; }

    [Inject]
    private CircuitScope Scope { get; init; } = null!;

    [Inject]
    private RunQueries Queries { get; init; } = null!;

    [Inject]
    private SnapshotFiles Files { get; init; } = null!;

    [Inject]
    private RunningRefreshes Running { get; init; } = null!;

    [Inject]
    private TimeProvider Time { get; init; } = null!;

    [Inject]
    private ILogger<RunList> Logger { get; init; } = null!;

    // Newest first.
    private IEnumerable<RefreshResult> Ended => Running.Ended.Where(ended => Scope.Includes(ended.Server));

    private int Last => Math.Max(1, (_page!.Total + PageSize - 1) / PageSize);

    protected override void Unsubscribe()
    {
        _subscription?.Dispose();
        _tickTimer?.Dispose();
        _pollTimer?.Dispose();
    }

    protected override void OnInitialized()
    {
        _now = Time.GetUtcNow();
        if (!RendererInfo.IsInteractive) return;
        _lastEnded = LastEnded();
        _subscription = Running.Subscribe(() => _ = InvokeSafelyAsync(UpdateAsync));
        _tickTimer = Time.CreateTimer(_ => _ = InvokeSafelyAsync(Redraw), null, TickInterval, TickInterval);
        UpdateRunning();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (Address.HasListOf(_shown)) return;
        _shown = Address;
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        // The answer to an earlier query is discarded.
        var load = ++_loads;
        try
        {
            var page = await Queries.PageAsync(Scope.Current, Address.Filter, Address.Sort, Address.Page, PageSize, Gone);
            if (load != _loads) return;
            _page = page;
            _failed = false;
            Arrange();
            await OnLoaded.InvokeAsync(page);
        }
        catch (OperationCanceledException) when (IsGone)
        {
            // The page was closed.
        }
        catch (DbException fault)
        {
            Log.Unread(Logger, fault);
            _failed = true;
        }
    }

    private async Task UpdateAsync()
    {
        UpdateRunning();
        if (!string.Equals(_lastEnded, LastEnded(), StringComparison.Ordinal))
        {
            _lastEnded = LastEnded();
            if (Ended.FirstOrDefault() is { File: { IsCompleted: false } file }) _ = AwaitFileAsync(file);
            await LoadAsync();
        }

        Arrange();
        StateHasChanged();
    }

    /// <summary>Shows the link to a JSON file once the file has been written.</summary>
    private async Task AwaitFileAsync(Task file)
    {
        await file;
        await InvokeSafelyAsync(Redraw);
    }

    private void Redraw()
    {
        Arrange();
        StateHasChanged();
    }

    private void UpdateRunning()
    {
        _running = [.. Running.Running.Where(run => Scope.Includes(run.Server))];
        if (_running.Count > 0)
        {
            _pollTimer ??= Time.CreateTimer(_ => _ = InvokeSafelyAsync(Redraw), null, PollInterval, PollInterval);
        }
        else
        {
            _pollTimer?.Dispose();
            _pollTimer = null;
        }
    }

    /// <summary>Puts running refreshes above the newest ended one.</summary>
    private void Arrange()
    {
        _now = Time.GetUtcNow();
        var showsRunning = Address is { Page: 1, Filter.Outcome: null } && Address.Sort == RunSort.NewestFirst;
        _rows =
        [
            .. _running.Reverse()
                .Where(run => showsRunning && (Address.Filter.Server ?? run.Server) == run.Server && !IsKept(run))
                .Select(run => RunRow.Of(run, _now)),
            .. _page?.Runs.Select(run => RunRow.Of(run, Files.Has(run.SnapshotFile))) ?? [],
        ];
    }

    // True for the moment in which a refresh is saved but still listed as running.
    private bool IsKept(RunningRefresh run) => _page?.Runs.Any(kept => string.Equals(kept.ConnectionId, run.ConnectionId, StringComparison.Ordinal)) ?? false;

    private string? LastEnded() => Ended.FirstOrDefault()?.ConnectionId;

    private static partial class Log
    {
        [LoggerMessage(7010, LogLevel.Error, "The page could not read the refreshes from the database.", EventName = "PageRunsUnread")]
        public static partial void Unread(ILogger logger, Exception fault);
    }
}
