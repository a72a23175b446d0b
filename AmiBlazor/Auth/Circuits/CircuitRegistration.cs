using Microsoft.AspNetCore.Components.Server.Circuits;

namespace AmiBlazor.Auth.Circuits;

/// <summary>Counts a page in before anything of it is drawn. That it is gone, <see cref="CircuitAuthenticationStateProvider"/> says.</summary>
internal sealed class CircuitRegistration(CircuitAuthenticationStateProvider person, CircuitRegistry pages) : CircuitHandler
{
    public override Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        pages.Enter(person);
        return Task.CompletedTask;
    }
}
