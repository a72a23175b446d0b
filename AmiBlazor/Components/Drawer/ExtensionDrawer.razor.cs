using AmiBlazor.Auth.Authorization;
using AmiBlazor.Board;
using AmiBlazor.Components.Shared;
using AmiBlazor.History;
using AmiBlazor.Live;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace AmiBlazor.Components.Drawer;

/// <summary>
/// Everything about one extension: its state and how certain that is, its fields, its last 24 hours and its changes. Follows the given row and reads
/// new changes when the row changes.
/// </summary>
public sealed partial class ExtensionDrawer
{
    private const int MaxTitle = 80;
    private const int MaxMessage = 300;

    // The changes of one call come close together and are read by one query.
    private static readonly TimeSpan ReloadDelay = TimeSpan.FromMilliseconds(150);

    // A pixel of the timeline is some minutes wide.
    private static readonly TimeSpan TimelineInterval = TimeSpan.FromMinutes(1);

    private ChangeHistory? _history;
    private StatusTimeline? _timeline;
    private BoardRow? _previous;
    private IDisposable? _subscription;
    private DateTimeOffset? _gapSince;
    private ITimer? _reloadTimer;
    private MudButton? _editButton;
    private bool _mayEdit;
    private bool _isEditing;
    private bool _isFocusDue;
    private bool _hasFailed;
    private bool _isReadingOlder;
    private bool _hasOlderFailed;

    /// <summary>The extension's row on the board.</summary>
    [Parameter, EditorRequired]
    public required BoardRow Row { get; set; }

    /// <summary>When the PBX last reported the extension.</summary>
    [Parameter, EditorRequired]
    public DateTimeOffset LastSeen { get; set; }

    /// <summary>The time that ages are relative to.</summary>
    [Parameter, EditorRequired]
    public DateTimeOffset Now { get; set; }

    /// <summary>Raised when the user closes the drawer.</summary>
    [Parameter]
    public EventCallback OnClose { get; set; }

    [Inject]
    private ExtensionQueries Queries { get; init; } = null!;

    [Inject]
    private MonitoringGapStore GapsOfPbx { get; init; } = null!;

    [Inject]
    private MainConnections Connections { get; init; } = null!;

    [Inject]
    private LiveBoard Board { get; init; } = null!;

    [Inject]
    private CurrentUser User { get; init; } = null!;

    [Inject]
    private TimeProvider Time { get; init; } = null!;

    [Inject]
    private ILogger<ExtensionDrawer> Logger { get; init; } = null!;

    private bool HasName => !string.IsNullOrEmpty(Row.ShownName);

    // clock.js counts the seconds of a call, unless the call may have ended unheard.
    private bool IsUnderWay => Freshness.IsTrusted is not false &&
        Row.Status is ExtensionStatus.Ringing or ExtensionStatus.RingingInUse or ExtensionStatus.InUse or ExtensionStatus.Busy or ExtensionStatus.OnHold;

    private (string Sentence, bool? IsTrusted) Freshness => DataFreshness.Following(T, Live, Now);

    private BoardPbx Pbx => Board.Pbx(Row.Key.Server);

    // The health of the PBX's main connection; null if the PBX is no longer configured.
    private MainConnectionHealth? Live => Connections.Find(Row.Key.Server);

    // If a status was found only later, its beginning is unknown.
    private bool IsFound => _history is { Shown: [{ Source: ChangeSource.Resync } newest, ..] } && newest.At == Row.ChangedAt;

    private IReadOnlyList<MonitoringGap> Gaps => _history is null ? [] : OpenGap is { } openGap ? [openGap, .. _history.Gaps] : _history.Gaps;

    /// <summary>A gap that has begun but is not in the database yet; null if there is none.</summary>
    private MonitoringGap? OpenGap => Live is { GapSince: { } since } live && _history is { IsLoaded: true, Gaps: not [{ EndedAt: null }, ..] }
        ? new MonitoringGap(live.Server, since, null, FormattableString.Invariant(live.Trouble ?? $""), null) { Sentence = live.Trouble }
        : null;

    protected override void Unsubscribe()
    {
        _subscription?.Dispose();
        _reloadTimer?.Dispose();
    }

    // The page renders with every change of the board; the drawer need not.
    public override Task SetParametersAsync(ParameterView parameters) =>
        _previous is not null && ReferenceEquals(parameters.GetValueOrDefault<BoardRow>(nameof(Row)), Row)
            && parameters.GetValueOrDefault<DateTimeOffset>(nameof(LastSeen)) == LastSeen && parameters.GetValueOrDefault<DateTimeOffset>(nameof(Now)) == Now
            ? Task.CompletedTask
            : base.SetParametersAsync(parameters);

    protected override async Task OnParametersSetAsync()
    {
        var before = _previous;
        _previous = Row;
        var isOther = before?.Id != Row.Id;
        if (isOther)
            Reset();
        else if ((before!.StatusCode, before.ChangedAt) != (Row.StatusCode, Row.ChangedAt))
            ReloadSoon();
        else if (_timeline is not null && Now - _timeline.End >= TimelineInterval)
            DrawTimeline();

        _mayEdit = await User.MaySeeAsync(Policies.Edit);
        if (isOther && RendererInfo.IsInteractive) await ReloadAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender) _subscription = Connections.Subscribe(() => _ = InvokeSafelyAsync(OnMainConnectionChanged));
        if (!_isFocusDue || _editButton is null) return;
        _isFocusDue = false;
        await _editButton.FocusAsync();
    }

    /// <summary>Starts over for another extension.</summary>
    private void Reset()
    {
        _history = new ChangeHistory(Queries, GapsOfPbx, Row.Key.Server, Row.Id);
        _gapSince = Live?.GapSince;
        _timeline = null;
        _isEditing = false;
        _hasFailed = false;
        _hasOlderFailed = false;
    }

    private void DrawTimeline() => _timeline = _history!.Timeline(Row.StatusCode, Row.GoneSince, Now, OpenGap);

    private void Edit() => _isEditing = true;

    private void EndEdit()
    {
        _isEditing = false;
        _isFocusDue = true;
    }

    private void ReloadSoon() => _reloadTimer ??= Time.CreateTimer(_ => _ = InvokeSafelyAsync(ReloadNowAsync), null, ReloadDelay, Timeout.InfiniteTimeSpan);

    private async Task ReloadAsync()
    {
        var history = _history!;
        var fault = await TryAsync(history.UpdateAsync(Now, Gone));
        if (IsGone || history != _history) return;
        _hasFailed = fault is not null;
        if (history.IsLoaded) DrawTimeline();
    }

    private async Task ShowOlderAsync()
    {
        var history = _history!;
        _isReadingOlder = true;
        var fault = await TryAsync(history.ShowOlderAsync(Gone));
        _isReadingOlder = false;
        if (history == _history) _hasOlderFailed = fault is not null;
    }

    /// <summary>The exception, which has been logged; null on success or if the component has been disposed.</summary>
    private async Task<Exception?> TryAsync(Task reading)
    {
        try
        {
            await reading;
            return null;
        }
        catch (OperationCanceledException) when (IsGone)
        {
            return null;
        }
        catch (Exception fault)
        {
            Log.HistoryUnread(Logger, Row.Key.Server, Row.Key.Context, Row.Key.Exten, fault);
            return fault;
        }
    }

    /// <summary>Connected or disconnected: the sentence about it changes at once, and a gap may have begun or ended.</summary>
    private void OnMainConnectionChanged()
    {
        var since = Live?.GapSince;
        if (_gapSince != since) ReloadSoon();
        _gapSince = since;
        StateHasChanged();
    }

    private async Task ReloadNowAsync()
    {
        _reloadTimer?.Dispose();
        _reloadTimer = null;
        await ReloadAsync();
        StateHasChanged();
    }

    private static partial class Log
    {
        [LoggerMessage(7100, LogLevel.Error, "The history of extension {Exten} in {Context} of PBX {Server} could not be read.", EventName = "HistoryUnread")]
        public static partial void HistoryUnread(ILogger logger, string server, string context, string exten, Exception fault);
    }
}
