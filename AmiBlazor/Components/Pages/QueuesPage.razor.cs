using System.Globalization;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Board;
using AmiBlazor.Calls;
using AmiBlazor.Components.Control;
using AmiBlazor.Components.Layout;
using AmiBlazor.Components.Queues;
using AmiBlazor.Components.Shared;
using AmiBlazor.Queues;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AmiBlazor.Components.Pages;

/// <summary>The queues of all PBXs, live: a card for each.</summary>
public sealed partial class QueuesPage
{
    // Ages change once a minute; seconds are counted by the browser.
    private static readonly TimeSpan TickInterval = TimeSpan.FromSeconds(10);

    private IReadOnlyList<ShownPbx> _pbxs = [];
    private IDisposable? _queues;
    private IDisposable? _calls;
    private ITimer? _ticks;
    private DateTimeOffset _now;
    private string _openedAt = "";
    private ControlAccess? _access;
    private int _isUpdating;
    private RenderTreeTrimmer _trees;

    [SupplyParameterFromQuery(Name = "agent")]
    private string? OpenAgent { get; set; }

    [Inject]
    private NavigationManager Navigation { get; init; } = null!;

    [Inject]
    private QueueBoard Queues { get; init; } = null!;

    [Inject]
    private CallBoard Calls { get; init; } = null!;

    [Inject]
    private LiveBoard Board { get; init; } = null!;

    [Inject]
    private NumberPrivacies Privacies { get; init; } = null!;

    [Inject]
    private CircuitScope Scope { get; init; } = null!;

    [Inject]
    private CircuitControl Control { get; init; } = null!;

    [Inject]
    private DisplayPreferencesService Settings { get; init; } = null!;

    [Inject]
    private CircuitFreeze Freeze { get; init; } = null!;

    [Inject]
    private TimeProvider Time { get; init; } = null!;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    // The agent whose times are open; null if none is.
    private AgentAddress? Open => AgentAddress.Parse(OpenAgent);

    private bool HasSeveral => _pbxs.Count > 1;

    private string? Waiting => _pbxs.Any(pbx => pbx.Queues.Count > 0)
        ? _pbxs.Sum(pbx => pbx.Queues.Sum(queue => queue.Waiting.Count)) switch
        {
            0 => T["Nobody is waiting"],
            1 => T["1 caller is waiting"],
            var count => T.Format($"{count:N0} callers are waiting"),
        }
        : null;

    protected override void Unsubscribe()
    {
        Settings.Changed -= OnPreferencesChanged;
        Freeze.Changed -= OnFreezeChanged;
        _queues?.Dispose();
        _calls?.Dispose();
        _ticks?.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        _now = Time.GetUtcNow();
        _openedAt = _now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        _access = await Control.GetAccessAsync();
        await ReadAsync();
        if (IsGone || !RendererInfo.IsInteractive) return;
        Settings.Changed += OnPreferencesChanged;
        Freeze.Changed += OnFreezeChanged;
        _queues = Queues.Subscribe(Update);
        _calls = Calls.Subscribe(UpdateHealth);
        _ticks = Time.CreateTimer(_ => _ = InvokeSafelyAsync(TickAsync), null, TickInterval, TickInterval);

        // What has changed since the first look and before the subscription.
        await ReadAsync();
    }

    protected override void OnAfterRender(bool firstRender) => _trees.Forget();

    private void CloseAgent() => Navigation.NavigateTo("./queues");

    private QueueAgent? Find(AgentAddress open) => _pbxs.Where(pbx => string.Equals(pbx.Server, open.Server, StringComparison.Ordinal)).SelectMany(pbx => pbx.Queues)
        .Where(queue => string.Equals(queue.Name, open.Queue, StringComparison.Ordinal)).SelectMany(queue => queue.Agents)
        .FirstOrDefault(one => string.Equals(one.Interface, open.Interface, StringComparison.Ordinal));

    private void OnPreferencesChanged(object? sender, EventArgs e) => StateHasChanged();

    private void OnFreezeChanged(object? sender, EventArgs args)
    {
        if (Freeze.IsOn) return;
        _now = Time.GetUtcNow();
        _ = InvokeSafelyAsync(() => RenewAsync(isNews: true));
    }

    private Task TickAsync()
    {
        var now = Freeze.Now;

        // Only with another minute does a text change.
        if (now.UtcTicks / TimeSpan.TicksPerMinute == _now.UtcTicks / TimeSpan.TicksPerMinute) return Task.CompletedTask;
        _now = now;
        return RenewAsync(isNews: true);
    }

    /// <summary>Queues have changed. However many changes come while the page takes one over, they are one more.</summary>
    private void Update()
    {
        if (Interlocked.Exchange(ref _isUpdating, 1) == 1) return;
        _ = InvokeSafelyAsync(() =>
        {
            Volatile.Write(ref _isUpdating, 0);
            return RenewAsync(isNews: false);
        });
    }

    /// <summary>Calls have changed, of which the page shows nothing but whether they are known.</summary>
    private void UpdateHealth()
    {
        var shown = _pbxs;
        foreach (var health in Calls.Health)
        {
            if (shown.FirstOrDefault(pbx => string.Equals(pbx.Server, health.Server, StringComparison.Ordinal)) is { } pbx
                && (pbx.State != health.State || !ReferenceEquals(pbx.Reason, health.Reason)))
            {
                Update();
                return;
            }
        }
    }

    private async Task RenewAsync(bool isNews)
    {
        if (Freeze.IsOn) return;
        var before = _pbxs;
        await ReadAsync();
        if (isNews || !before.SequenceEqual(_pbxs)) StateHasChanged();
    }

    private async Task ReadAsync()
    {
        // Whom the viewer may see follows the departments, which people change.
        var visibility = new CallVisibility(Scope.Current, Privacies.Of((await Authentication).User), Board.Snapshot);
        var queues = new QueueVisibility(visibility);
        var health = Calls.Health.ToDictionary(one => one.Server, StringComparer.Ordinal);
        _pbxs =
        [
            .. Scope.ConfiguredServers.Where(health.ContainsKey).Select(server => new ShownPbx(
                server,
                health[server].State,
                health[server].Reason,
                visibility.IncludesAll(server) ? health[server].PbxWords : null,
                visibility.IncludesAll(server),
                [.. queues.Of(Queues.For(server))])),
        ];
    }

    /// <summary>What is shown of a PBX.</summary>
    private sealed record ShownPbx(
        string Server, CallsState State, FormattableString? Reason, string? PbxWords, bool SeesAll, IReadOnlyList<QueueSnapshot> Queues)
    {
        public bool Equals(ShownPbx? other) =>
            other is not null && string.Equals(Server, other.Server, StringComparison.Ordinal) && State == other.State && ReferenceEquals(Reason, other.Reason)
            && string.Equals(PbxWords, other.PbxWords, StringComparison.Ordinal) && SeesAll == other.SeesAll && Queues.SequenceEqual(other.Queues);

        public override int GetHashCode() => HashCode.Combine(Server, State, Queues.Count);
    }
}
