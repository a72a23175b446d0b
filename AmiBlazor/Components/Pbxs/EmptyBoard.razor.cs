using AmiBlazor.Components.Shared;
using AmiBlazor.Live;
using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Pbxs;

/// <summary>What stands in the place of the grid while nothing is known: whether something is on its way, and what to do if not.</summary>
public sealed partial class EmptyBoard
{
    private IDisposable? _subscription;
    private MainConnectionState _state;

    [Inject]
    private MainConnections Connections { get; init; } = null!;

    [Inject]
    private PageSight Sight { get; init; } = null!;

    private string Title => _state switch
    {
        MainConnectionState.Connecting or MainConnectionState.Syncing => T["The extensions are on their way"],
        _ when !Sight.Current.IsAll => T["No extensions for this account"],
        _ => T["No extensions yet"],
    };

    protected override void Release() => _subscription?.Dispose();

    protected override void OnInitialized()
    {
        Look();
        if (RendererInfo.IsInteractive)
            _subscription = Connections.Subscribe(() => _ = InvokeSoonAsync(LookAgain));
    }

    private void LookAgain()
    {
        Look();
        StateHasChanged();
    }

    // What is on its way comes first, then what stands in the way; a PBX that nobody follows waits for a click.
    private void Look()
    {
        MainConnectionState[] byUrgency =
        [
            MainConnectionState.Syncing, MainConnectionState.Connecting, MainConnectionState.Refused, MainConnectionState.Down, MainConnectionState.Following,
        ];
        var states = Connections.All.Where(one => Sight.Sees(one.Server)).Select(one => one.State).ToHashSet();
        _state = Array.Find(byUrgency, states.Contains);
    }
}
