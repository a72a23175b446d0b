using System.Runtime.CompilerServices;
using AmiBlazor.Audit;
using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Auth.RateLimiting;
using AmiBlazor.Board;
using AmiBlazor.Components.Shared;
using AmiBlazor.Live;
using AmiBlazor.Refresh;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AmiBlazor.Components.Refreshing;

/// <summary>
/// Refresh, Stop, progress and result. Follows every refresh of the process, no matter who started it; a refresh does not belong to the page and
/// continues when the page is gone.
/// </summary>
public sealed partial class RefreshPanel
{
    private const int MaxMessage = 600;
    private const string NothingToRefresh = "Your account has no access to any PBX. Ask an administrator for access.";
    private const string NotAllowed = "Your role does not allow you to refresh. Ask an administrator for the Supervisor role.";
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(150);

    private readonly CancellationTokenSource _gone = new();
    private readonly RefreshNotifications _ledger = new();
    private readonly HashSet<string> _joined = new(StringComparer.Ordinal);
    private IReadOnlyList<RunningRefresh> _running = [];
    private IDisposable? _subscription;
    private IDisposable? _connections;
    private ITimer? _poll;
    private Task<AuthenticationState>? _asked;
    private IReadOnlyList<string> _servers = [];
    private MudBlazor.MudButton? _refresh;
    private string? _chosen;
    private FormattableString? _tooLate;
    private bool _mayRefresh;
    private bool _stopping;
    private RenderTreeTrimmer _trees;

    /// <summary>
    /// The current time in UTC, to which the shown times are relative. A <see cref="DateTime"/>, because Blazor skips rendering if such a parameter is
    /// unchanged: the page renders with every change of the board, and this panel need not.
    /// </summary>
    [Parameter, EditorRequired]
    public DateTime Now { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState>? Authentication { get; set; }

    [Inject]
    private RefreshService Service { get; init; } = null!;

    [Inject]
    private CircuitScope Scope { get; init; } = null!;

    [Inject]
    private RunningRefreshes Runs { get; init; } = null!;

    [Inject]
    private MainConnections Connections { get; init; } = null!;

    [Inject]
    private RefreshRateLimiter Limit { get; init; } = null!;

    [Inject]
    private CurrentUser User { get; init; } = null!;

    [Inject]
    private AuditLog Audit { get; init; } = null!;

    [Inject]
    private CircuitConnectionState Connection { get; init; } = null!;

    [Inject]
    private TimeProvider Time { get; init; } = null!;

    [Inject]
    private ILogger<RefreshPanel> Logger { get; init; } = null!;

    // A click before the circuit is connected would be lost.
    private bool IsWaiting => !RendererInfo.IsInteractive;

    private bool HasNothing => _servers.Count == 0 && !Scope.Current.IsAll;

    protected override void Unsubscribe()
    {
        Connection.Changed -= Heed;
        _subscription?.Dispose();
        _connections?.Dispose();
        _poll?.Dispose();
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        // The page renders often, and permissions change rarely.
        if (ReferenceEquals(_asked, Authentication)) return;
        _asked = Authentication;
        _servers = Scope.Among(Service.Servers);

        // Rendered for the role in the cookie until the database has returned the current one.
        _mayRefresh = await User.HasRoleAsync(Roles.Supervisor);
        _mayRefresh = await User.MayAsync(Policies.Refresh);
    }

    protected override void OnAfterRender(bool firstRender)
    {
        _trees.Forget();
        if (!firstRender) return;
        _ledger.Ignore(Runs.Ended);
        _subscription = Runs.Subscribe(() => _ = InvokeSafelyAsync(ReadState));
        if (RendererInfo.IsInteractive) _connections = Connections.Subscribe(() => _ = InvokeSafelyAsync(Compare));
        Connection.Changed += Heed;
        ReadState();
    }

    // A panel whose browser is disconnected does not poll rows; it shows what ended meanwhile when the browser is back.
    private void Heed(object? sender, EventArgs args) => _ = InvokeSafelyAsync(ReadState);

    private void Choose(ChangeEventArgs change) => _chosen = string.IsNullOrEmpty(change.Value as string) ? null : (string)change.Value;

    private async Task RefreshAsync()
    {
        if (!await User.MayAsync(Policies.Refresh))
        {
            await RefuseAsync(AuditAction.Refresh, _chosen);
            return;
        }

        var who = await User.GetAsync();
        if (Limit.Take(who) is { } wait)
        {
            _ledger.Add(Fault(null, Limit.Sentence(wait)));
            return;
        }

        var scope = await Scope.GetCurrentAsync(_gone.Token);
        _tooLate = null;
        if (_chosen is { } chosen && !scope.Includes(chosen))
        {
            _ledger.Add(Fault(chosen, new UnknownServerException(chosen).Sentence));
            return;
        }

        var servers = _chosen is { } only ? [only] : _servers.Where(scope.Includes).ToList();
        if (servers.Count == 0 && !scope.IsAll)
            _ledger.Add(Fault(null, FormattableStringFactory.Create(NothingToRefresh)));
        await Task.WhenAll(servers.Select(server => RefreshAsync(server, Actor.Of(who))));
    }

    private async Task RefreshAsync(string server, Actor who)
    {
        _ledger.Forget(server);
        try
        {
            var (run, joined) = await Service.StartOrJoinAsync(server, who);
            if (joined)
                _joined.Add(run.ConnectionId);
            else
                _ledger.Own(run.ConnectionId);
            ReadState();
            await run.Result.WaitAsync(_gone.Token);
            ReadState();
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The page is gone; the refresh continues.
        }
        catch (Exception fault)
        {
            // Every click gets an answer, even if we fail.
            Log.RefreshFaulted(Logger, server, fault);
            FormattableString sentence = fault is UnknownServerException unknown
                ? unknown.Sentence
                : $"The refresh of {server} failed because of an internal error. See the server log for details.";
            _ledger.Add(Fault(server, sentence));
        }
    }

    private async Task StopAsync()
    {
        if (!await User.MayAsync(Policies.Refresh))
        {
            await RefuseAsync(AuditAction.Stop);
            return;
        }

        var who = Actor.Of(await User.GetAsync());
        _stopping = true;
        try
        {
            var scope = await Scope.GetCurrentAsync(_gone.Token);
            await Task.WhenAll(Runs.Running.Where(run => scope.Includes(run.Server)).Select(run => StopAsync(run, scope, who)));
        }
        finally
        {
            _stopping = false;
        }

        ReadState();

        // The button goes with the keyboard on it.
        if (!_gone.IsCancellationRequested && _refresh is { } refresh) await refresh.FocusAsync();
    }

    private async Task StopAsync(RunningRefresh run, ExtensionScope scope, Actor who)
    {
        try
        {
            var answer = await Service.StopAsync(scope, run.ConnectionId, who, _gone.Token);
            if (answer == StopAnswer.AlreadySaved)
                _tooLate = $"Too late to stop: the list of {run.Server} was complete and is already saved.";
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The page is gone; the refreshes are stopped all the same.
        }
        catch (Exception fault)
        {
            Log.StopFaulted(Logger, run.Server, fault);
            _ledger.Add(Fault(run.Server, $"Stopping the refresh of {run.Server} failed because of an internal error. See the server log for details."));
        }
    }

    private async Task RefuseAsync(AuditAction action, string? server = null)
    {
        Audit.RecordDenial(Actor.Of(await User.GetAsync()), action, server, "By a button of the page.");
        _ledger.Add(Fault(null, FormattableStringFactory.Create(NotAllowed)));
    }

    private RefreshNotification Fault(string? server, FormattableString sentence) => new(server, IsError: true, sentence, null, null, Time.GetUtcNow());

    private void ReadState()
    {
        if (_gone.IsCancellationRequested) return;
        if (!Connection.IsUp)
        {
            _poll?.Dispose();
            _poll = null;
            return;
        }

        _running = [.. Runs.Running.Where(run => Scope.Includes(run.Server))];
        foreach (var news in _ledger.Take([.. Runs.Ended.Where(ended => Scope.Includes(ended.Server))]))
        {
            if (news.File is { } file) _ = WatchAsync(news.Server, file);
        }

        _ledger.Compare(Connections.Find);
        _joined.RemoveWhere(id => !_running.Any(run => string.Equals(run.ConnectionId, id, StringComparison.Ordinal)));
        if (_running.Count > 0)
        {
            _tooLate = null;
            _poll ??= Time.CreateTimer(_ => _ = InvokeSafelyAsync(ReadState), null, PollInterval, PollInterval);
        }
        else
        {
            _poll?.Dispose();
            _poll = null;
        }

        StateHasChanged();
    }

    private void Compare()
    {
        if (!_gone.IsCancellationRequested && _ledger.Compare(Connections.Find)) StateHasChanged();
    }

    /// <summary>A JSON file that could not be written is a warning.</summary>
    private async Task WatchAsync(string server, Task<SnapshotFile> writing)
    {
        var file = await writing;
        if (_gone.IsCancellationRequested || file.FileName is not null) return;
        _ledger.Add(new RefreshNotification(server, IsError: false, file.Sentence, null, null, Time.GetUtcNow()));
        StateHasChanged();
    }

    private bool IsRunning(string server) => _running.Any(run => string.Equals(run.Server, server, StringComparison.Ordinal));

    private bool IsChosen(string server) => string.Equals(server, _chosen, StringComparison.Ordinal);

    private bool HasJoined(RunningRefresh run) => _joined.Contains(run.ConnectionId);

    private string? StartedBy(RunningRefresh run) => _ledger.IsOwn(run.ConnectionId) ? null : run.AskedBy;

    private string Facts(string? askedBy, DateTimeOffset at) => askedBy is null
        ? RelativeTime.Ago(T, at, new DateTimeOffset(Now))
        : T.Format($"{RelativeTime.Ago(T, at, new DateTimeOffset(Now))}, started by {DisplayText.Show(askedBy)}");
}
