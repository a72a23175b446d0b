using System.Data.Common;
using AmiBlazor.Board;
using AmiBlazor.Components.Shared;
using AmiBlazor.History;
using AmiBlazor.Live;
using AmiBlazor.Refresh;
using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Pbxs;

/// <summary>
/// A line for each PBX: the state of its main connection, or without one the result of its last refresh. A warning with the reason is shown while a
/// PBX's states may be outdated.
/// </summary>
public sealed partial class PbxStrip
{
    private readonly Dictionary<string, LastRun> _last = new(StringComparer.Ordinal);
    private List<PbxLine> _lines = [];
    private List<PbxNotice> _notices = [];

    // PBXs whose warning has ended since the page was opened, until the next warning appears.
    private List<string> _recovered = [];
    private IDisposable? _runs;
    private IDisposable? _connections;
    private IReadOnlyList<string> _servers = [];
    private bool _isNews;
    private RenderTreeTrimmer _trees;

    /// <summary>
    /// The time that ages are relative to, in UTC. A <see cref="DateTime"/>, because Blazor can tell that it has not changed: the page renders with
    /// every change of the board, and this part of it need not.
    /// </summary>
    [Parameter, EditorRequired]
    public DateTime Now { get; set; }

    [Inject]
    private LiveBoard Board { get; init; } = null!;

    [Inject]
    private CircuitScope Scope { get; init; } = null!;

    [Inject]
    private RunningRefreshes Runs { get; init; } = null!;

    [Inject]
    private MainConnections Connections { get; init; } = null!;

    [Inject]
    private ExtensionQueries Queries { get; init; } = null!;

    [Inject]
    private ILogger<PbxStrip> Logger { get; init; } = null!;

    protected override void Unsubscribe()
    {
        _runs?.Dispose();
        _connections?.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        _servers = Scope.ConfiguredServers;
        if (RendererInfo.IsInteractive)
        {
            _runs = Runs.Subscribe(() => _ = InvokeSafelyAsync(Update));
            _connections = Connections.Subscribe(() => _ = InvokeSafelyAsync(Update));
        }

        // What is known without the database is shown in the first render, so that nothing jumps when the rest arrives.
        OnParametersSet();
        await ReadAsync();
        if (!IsGone) Update();
    }

    private async Task ReadAsync()
    {
        try
        {
            foreach (var run in await Queries.LastRunOfEachAsync(_servers, CancellationToken.None)) Remember(run);
        }
        catch (Exception failure) when (failure is DbException or IOException or TimeoutException)
        {
            // The extensions do not need it; refreshes of this process are still shown.
            Log.NotRead(Logger, failure);
        }
    }

    // The state of the board may have changed with any render of the page.
    protected override void OnParametersSet()
    {
        foreach (var ended in Runs.Ended.Where(ended => Scope.Includes(ended.Server)))
            Remember(new LastRun(ended.Server, ended.ConnectionId, ended.Outcome, ended.StartedAt + ended.Duration));
        var connections = Connections.All.ToDictionary(main => main.Server, StringComparer.Ordinal);
        var messages = new PbxMessages(T, new DateTimeOffset(Now));
        var pbxs = _servers.Select(server =>
            new PbxHealth(server, Board.Pbx(server).LastListAt, _last.GetValueOrDefault(server), connections.GetValueOrDefault(server))).ToList();
        var lines = pbxs.ConvertAll(messages.Line);
        var notices = pbxs.Select(messages.Notice).OfType<PbxNotice>()
            .Select(notice => Scope.Current.IncludesAllDepartments ? notice : notice with { PbxWords = null })
            .ToList();

        // An unreachable PBX is retried every few seconds, all night: render only if something visible changed.
        _isNews |= !lines.SequenceEqual(_lines) || !notices.SequenceEqual(_notices);
        var gone = _notices.Select(notice => notice.Server).Except(notices.Select(notice => notice.Server), StringComparer.Ordinal).ToList();
        if (gone.Count > 0 || notices.Count > 0)
            _recovered = [.. _recovered.Union(gone, StringComparer.Ordinal).Except(notices.Select(notice => notice.Server), StringComparer.Ordinal)];
        _lines = lines;
        _notices = notices;
    }

    protected override bool ShouldRender() => _isNews;

    protected override void OnAfterRender(bool firstRender)
    {
        _isNews = false;
        _trees.Forget();
    }

    private void Update()
    {
        OnParametersSet();
        StateHasChanged();
    }

    private void Remember(LastRun run)
    {
        // A refresh that a user stopped says nothing about the PBX.
        if (run.Outcome != RefreshOutcome.Stopped && (!_last.TryGetValue(run.Server, out var known) || known.EndedAt < run.EndedAt))
            _last[run.Server] = run;
    }

    private static partial class Log
    {
        [LoggerMessage(7020, LogLevel.Warning, "The last refresh of each PBX could not be read from the database.", EventName = "LastRunsNotRead")]
        public static partial void NotRead(ILogger logger, Exception failure);
    }
}
