using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Auth.Circuits;

/// <summary>
/// All open circuits, by account or wall screen. Ends the circuits of one that changes (<see cref="CircuitOwners.Changed"/>), and allows each at most
/// <see cref="CircuitLimitOptions.PagesPerUser"/> at once.
/// </summary>
internal sealed class CircuitRegistry
{
    private readonly Lock _lock = new();
    private readonly Dictionary<CircuitOwner, HashSet<CircuitAuthenticationStateProvider>> _circuits = [];
    private readonly CircuitOwners _owners;
    private readonly IOptions<CircuitLimitOptions> _limits;

    public CircuitRegistry(CircuitOwners owners, IOptions<CircuitLimitOptions> limits)
    {
        (_owners, _limits) = (owners, limits);
        owners.Changed += EndChanged;
    }

    /// <summary>The most circuits of one account.</summary>
    public int Most => _limits.Value.PagesPerUser;

    /// <summary>How many circuits an account has, including those that wait for their browser to reconnect.</summary>
    public int CountOf(int account)
    {
        lock (_lock) return _circuits.GetValueOrDefault(new CircuitOwner(IsScreen: false, account))?.Count ?? 0;
    }

    /// <summary>Adds a circuit that has begun and has rendered nothing yet. Closes it if it may not go on.</summary>
    public void Add(CircuitAuthenticationStateProvider circuit)
    {
        if (CircuitOwner.Of(circuit.User) is not { } owner || !TryAdd(owner, circuit))
            circuit.Close(CircuitState.LimitReached);

        // From here on a change of the owner finds the circuit; a change just before is found here.
        else if (!_owners.IsUnchanged(circuit.User))
            circuit.Close(CircuitState.Ended);
    }

    /// <summary>Removes a circuit that has ended. Does nothing for one that was not added.</summary>
    public void Remove(CircuitAuthenticationStateProvider circuit)
    {
        if (CircuitOwner.Of(circuit.User) is not { } owner) return;
        lock (_lock)
        {
            if (_circuits.TryGetValue(owner, out var open) && open.Remove(circuit) && open.Count == 0)
                _circuits.Remove(owner);
        }
    }

    private bool TryAdd(CircuitOwner owner, CircuitAuthenticationStateProvider circuit)
    {
        lock (_lock)
        {
            if (!_circuits.TryGetValue(owner, out var open)) _circuits.Add(owner, open = []);
            return open.Count < Most && open.Add(circuit);
        }
    }

    private void EndChanged(object? sender, EventArgs args)
    {
        List<CircuitAuthenticationStateProvider> changed;
        lock (_lock)
            changed = [.. _circuits.Values.SelectMany(open => open).Where(circuit => !_owners.IsUnchanged(circuit.User))];

        // Outside the lock: each runs code of its circuit.
        foreach (var circuit in changed) circuit.Close(CircuitState.Ended);
    }
}

/// <summary>Registers a circuit before it renders anything. <see cref="CircuitAuthenticationStateProvider"/> removes it again.</summary>
internal sealed class CircuitRegistration(CircuitAuthenticationStateProvider state, CircuitRegistry circuits) : CircuitHandler
{
    public override Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        circuits.Add(state);
        return Task.CompletedTask;
    }
}
