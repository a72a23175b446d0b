using System.Data.Common;
using AmiBlazor.Board;
using AmiBlazor.Components.Shared;
using AmiBlazor.History;
using AmiBlazor.Live;
using AmiBlazor.Refresh;
using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Pbxs;

/// <summary>
/// A line for each PBX: how its main connection is, or where it has none whether it answered the last time. While its states may be old, a notice says
/// so, and why.
/// </summary>
public sealed partial class PbxStrip
{
    private readonly Dictionary<string, LastRun> _last = new(StringComparer.Ordinal);
    private List<PbxLine> _lines = [];
    private List<PbxNotice> _notices = [];

    // Those whose doubt has ended while the page was open, until the next begins.
    private List<string> _recovered = [];
    private IDisposable? _runs;
    private IDisposable? _connections;
    private IReadOnlyList<string> _servers = [];
    private bool _isNews;
    private RenderTreeTrimmer _trees;

    /// <summary>
    /// What the times are relative to, in UTC. A <see cref="DateTime"/>, of which Blazor sees that it is the same: the page draws with every change of
    /// the board, and this part of it need not.
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

        // What is known without the database stands there from the first picture on: nothing jumps when the rest comes.
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
            // The extensions are there without it; what this process itself saw of the PBXs is still told.
            Log.NotRead(Logger, failure);
        }
    }

    // The board's facts may have moved with any drawing of the page.
    protected override void OnParametersSet()
    {
        foreach (var ended in Runs.Ended.Where(ended => Scope.Includes(ended.Server))) Remember(new LastRun(ended.Server, ended.ConnectionId, ended.Outcome, ended.StartedAt + ended.Duration));
        var connections = Connections.All.ToDictionary(main => main.Server, StringComparer.Ordinal);
        var messages = new PbxMessages(T, new DateTimeOffset(Now));
        var pbxs = _servers.Select(server =>
            new PbxHealth(server, Board.Pbx(server).LastListAt, _last.GetValueOrDefault(server), connections.GetValueOrDefault(server))).ToList();
        var lines = pbxs.ConvertAll(messages.Line);
        var notices = pbxs.Select(messages.Notice).OfType<PbxNotice>().Select(notice => Scope.Current.IncludesAllDepartments ? notice : notice with { PbxWords = null }).ToList();

        // A PBX that is away is tried again every few seconds, all night: what looks the same is not drawn again.
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
        // A stopped one says nothing of the PBX.
        if (run.Outcome != RefreshOutcome.Stopped && (!_last.TryGetValue(run.Server, out var known) || known.EndedAt < run.EndedAt)) _last[run.Server] = run;
    }

    private static partial class Log
    {
        [LoggerMessage(7020, LogLevel.Warning, "The last refresh of each PBX could not be read from the database.", EventName = "LastRunsNotRead")]
        public static partial void NotRead(ILogger logger, Exception failure);
    }
}
