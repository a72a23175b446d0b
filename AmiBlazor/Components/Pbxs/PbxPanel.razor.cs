using System.Data.Common;
using AmiBlazor.Board;
using AmiBlazor.Calls;
using AmiBlazor.Components.Calls;
using AmiBlazor.Components.Shared;
using AmiBlazor.Devices;
using AmiBlazor.History;
using AmiBlazor.Live;
using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Pbxs;

/// <summary>
/// The drawer of one PBX: the state of its main connection, whether the board was correct whenever it was verified, figures, and monitoring gaps.
/// </summary>
public sealed partial class PbxPanel
{
    /// <summary>The maximum number of gaps shown.</summary>
    public const int MostGaps = 10;

    /// <summary>The maximum number of extensions named of which states and calls contradict each other.</summary>
    private const int MostContradicted = 10;

    // Counters raise no notification and are polled while the panel is open.
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    private MainConnectionHealth? _main;
    private IReadOnlyList<MonitoringGap>? _gaps;
    private (int Count, DateTimeOffset? Since, DateTimeOffset? ListAt)? _gapsRead;
    private bool _hasFailed;
    private IDisposable? _subscription;
    private ITimer? _poll;
    private DateTimeOffset _now;
    private RenderTreeTrimmer _trees;

    /// <summary>The name of a configured PBX.</summary>
    [Parameter, EditorRequired]
    public required string Server { get; set; }

    /// <summary>Raised when the user closes the drawer.</summary>
    [Parameter]
    public EventCallback OnClose { get; set; }

    [Inject]
    private MainConnections Connections { get; init; } = null!;

    [Inject]
    private CircuitCalls Calls { get; init; } = null!;

    [Inject]
    private CircuitScope Scope { get; init; } = null!;

    [Inject]
    private MonitoringGapStore Gaps { get; init; } = null!;

    [Inject]
    private LiveBoard Board { get; init; } = null!;

    [Inject]
    private DeviceBoard Devices { get; init; } = null!;

    [Inject]
    private CircuitConnectionState Connection { get; init; } = null!;

    [Inject]
    private TimeProvider Time { get; init; } = null!;

    [Inject]
    private ILogger<PbxPanel> Logger { get; init; } = null!;

    private CallsHealth? CallsHealth => Calls.Health.FirstOrDefault(health => string.Equals(health.Server, Server, StringComparison.Ordinal));

    private PbxMessages Messages => new(T, _now);

    protected override void Unsubscribe()
    {
        Connection.Changed -= OnConnectionChanged;
        StopUpdates();
    }

    protected override void OnInitialized()
    {
        if (!RendererInfo.IsInteractive) return;
        Connection.Changed += OnConnectionChanged;
        StartUpdates();
    }

    protected override Task OnParametersSetAsync() => LoadAsync();

    protected override void OnAfterRender(bool firstRender) => _trees.Forget();

    private void StartUpdates()
    {
        _subscription = Connections.Subscribe(() => _ = InvokeSafelyAsync(ReloadAsync));
        _poll = Time.CreateTimer(_ => _ = InvokeSafelyAsync(ReloadAsync), null, PollInterval, PollInterval);
    }

    private void StopUpdates()
    {
        _subscription?.Dispose();
        _poll?.Dispose();
    }

    // Without a browser to show it, the panel does not poll.
    private void OnConnectionChanged(object? sender, EventArgs args) => _ = InvokeSafelyAsync(() =>
    {
        StopUpdates();
        if (!Connection.IsUp) return Task.CompletedTask;
        StartUpdates();
        return ReloadAsync();
    });

    private async Task ReloadAsync()
    {
        var loading = LoadAsync();
        StateHasChanged();
        if (loading.IsCompletedSuccessfully) return;
        await loading;
        if (!IsGone) StateHasChanged();
    }

    private async Task LoadAsync()
    {
        _now = Time.GetUtcNow();
        _main = Scope.Includes(Server) ? Connections.Find(Server) : null;
        if (_main is null) return;
        var key = (_main.Gaps, _main.GapSince, _main.LastResync?.At);
        if (_gapsRead == key) return;
        _gapsRead = key;
        await ReadGapsAsync();
    }

    private async Task ReadGapsAsync()
    {
        try
        {
            _gaps = await Gaps.NewestAsync(Server, MostGaps, Gone);
            _hasFailed = false;
        }
        catch (OperationCanceledException) when (IsGone)
        {
            // The drawer was closed.
        }
        catch (DbException fault)
        {
            Log.Unread(Logger, Server, fault);
            _hasFailed = true;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(7021, LogLevel.Error, "The page could not read the gaps of PBX {Server} from the database.", EventName = "PageGapsUnread")]
        public static partial void Unread(ILogger logger, string server, Exception fault);
    }
}
