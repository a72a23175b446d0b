using AmiBlazor.Auth.Authorization;
using AmiBlazor.Components.Shared;
using AmiBlazor.Live;
using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Pbxs;

/// <summary>Takes the place of the grid while no extension is known: says whether extensions are about to arrive, and what to do if not.</summary>
public sealed partial class EmptyBoard
{
    private IDisposable? _subscription;
    private MainConnectionState _state;
    private bool _mayRefresh;
    private bool _mayConnect;
    private bool _hasPbx;

    [Inject]
    private MainConnections Connections { get; init; } = null!;

    [Inject]
    private CircuitScope Scope { get; init; } = null!;

    [Inject]
    private CurrentUser User { get; init; } = null!;

    private string Title => _state switch
    {
        MainConnectionState.Connecting or MainConnectionState.Syncing => T["Loading extensions"],
        _ when !Scope.Current.IsAll => T["No extensions for this account"],
        _ => T["No extensions yet"],
    };

    protected override void Unsubscribe() => _subscription?.Dispose();

    protected override void OnInitialized()
    {
        ReadState();
        if (RendererInfo.IsInteractive) _subscription = Connections.Subscribe(() => _ = InvokeSafelyAsync(Update));
    }

    // Only decides what is suggested; the refresh itself is authorized again.
    protected override async Task OnParametersSetAsync()
    {
        _hasPbx = Scope.ConfiguredServers.Count > 0;
        _mayConnect = await User.HasRoleAsync(Roles.Administrator);
        _mayRefresh = _mayConnect || await User.HasRoleAsync(Roles.Supervisor);
    }

    private void Update()
    {
        ReadState();
        StateHasChanged();
    }

    // What is under way comes first, then what prevents it, then a connected PBX.
    private void ReadState()
    {
        MainConnectionState[] byUrgency =
        [
            MainConnectionState.Syncing, MainConnectionState.Connecting, MainConnectionState.Refused, MainConnectionState.Down, MainConnectionState.Unsaved,
            MainConnectionState.Following,
        ];
        var states = Connections.All.Where(one => Scope.Includes(one.Server)).Select(one => one.State).ToHashSet();
        _state = Array.Find(byUrgency, states.Contains);
    }
}
