using Microsoft.AspNetCore.Components.Server.Circuits;

namespace AmiBlazor.Components.Shared;

/// <summary>
/// Whether the browser of this page can be reached. While it cannot, pages stop their updates: nobody would see them, and they would pile up in
/// memory. One for each circuit.
/// </summary>
internal sealed class CircuitConnectionState : CircuitHandler
{
    /// <summary>Raised on the circuit's thread when <see cref="IsUp"/> has changed.</summary>
    public event EventHandler? Changed;

    public bool IsUp { get; private set; } = true;

    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken) => SetAsync(isUp: true);

    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken) => SetAsync(isUp: false);

    private Task SetAsync(bool isUp)
    {
        if (IsUp != isUp)
        {
            IsUp = isUp;
            Changed?.Invoke(this, EventArgs.Empty);
        }

        return Task.CompletedTask;
    }
}
