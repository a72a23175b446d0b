using System.Data.Common;
using AmiBlazor.Components.Shared;
using AmiBlazor.Extensions;
using AmiBlazor.Refresh;
using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Refreshing;

/// <summary>A line for each PBX: whether it answered the last time, and how old what is shown of it is.</summary>
public sealed partial class PbxStrip : IDisposable
{
    private readonly Dictionary<string, LastRun> _last = new(StringComparer.Ordinal);
    private IReadOnlyList<PbxHealth> _pbxs = [];
    private IDisposable? _subscription;
    private bool _disposed;
    private DrawnTrees _trees;

    /// <summary>
    /// What the times are relative to, in UTC. A <see cref="DateTime"/>, of which Blazor sees that it is the same: the page draws with every change of
    /// the board, and this part of it need not.
    /// </summary>
    [Parameter, EditorRequired]
    public DateTime Now { get; set; }

    [Inject]
    private Board Board { get; init; } = null!;

    [Inject]
    private RefreshService Service { get; init; } = null!;

    [Inject]
    private RunningRefreshes Runs { get; init; } = null!;

    [Inject]
    private ILogger<PbxStrip> Logger { get; init; } = null!;

    [Inject]
    private ExtensionQueries Queries { get; init; } = null!;

    public void Dispose()
    {
        _disposed = true;
        _subscription?.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        if (RendererInfo.IsInteractive) _subscription = Runs.Subscribe(() => _ = LookSoonAsync());

        // What is known without the database stands there from the first picture on: nothing jumps when the rest comes.
        OnParametersSet();
        await ReadAsync();
        LookAgain();
    }

    private async Task ReadAsync()
    {
        try
        {
            foreach (var run in await Queries.LastRunOfEachAsync(Service.Servers, CancellationToken.None)) Take(run);
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
        foreach (var ended in Runs.Ended) Take(new LastRun(ended.Server, ended.ConnectionId, ended.Outcome, ended.StartedAt + ended.Duration));
        _pbxs = [.. Service.Servers.Select(server => new PbxHealth(server, Board.Pbx(server).LastListAt, _last.GetValueOrDefault(server)))];
    }

    protected override void OnAfterRender(bool firstRender) => _trees.Forget();

    /// <summary>Called on any thread. A fault is the page's, to be seen.</summary>
    private async Task LookSoonAsync()
    {
        try
        {
            await InvokeAsync(LookAgain);
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

    private void LookAgain()
    {
        if (_disposed) return;
        OnParametersSet();
        StateHasChanged();
    }

    private void Take(LastRun run)
    {
        // A stopped one says nothing of the PBX.
        if (run.Outcome != RefreshOutcome.Stopped && (!_last.TryGetValue(run.Server, out var known) || known.EndedAt < run.EndedAt)) _last[run.Server] = run;
    }

    private static string Tone(PbxHealth pbx) => pbx.IsInTrouble ? "trouble" : pbx.LastListAt is null ? "never" : "well";

    private string State(PbxHealth pbx) => (pbx.LastListAt, pbx.LastRun, pbx.IsInTrouble) switch
    {
        (null, { } run, true) => T.Say($"could not be refreshed {Ago(run.EndedAt)}; nothing is known of it"),
        ({ } list, { } run, true) => T.Say($"could not be refreshed {Ago(run.EndedAt)}; shown is the list taken {Ago(list)}"),
        (null, _, _) => T["not refreshed yet"],
        ({ } list, _, _) => T.Say($"answered; list taken {Ago(list)}"),
    };

    private string Ago(DateTimeOffset at) => RelativeTime.Ago(T, at, new DateTimeOffset(Now));
}
