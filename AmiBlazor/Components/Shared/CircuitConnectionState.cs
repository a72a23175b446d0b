using Microsoft.AspNetCore.Components.Server.Circuits;

namespace AmiBlazor.Components.Shared;

/// <summary>
/// Whether the browser in front of this page can be reached. While it cannot, a page rests: nobody sees what it would draw, and what was drawn
/// would wait in memory. One for each circuit.
/// </summary>
internal sealed class CircuitConnectionState : CircuitHandler
{
    /// <summary>Called in the circuit when <see cref="IsUp"/> has changed.</summary>
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
