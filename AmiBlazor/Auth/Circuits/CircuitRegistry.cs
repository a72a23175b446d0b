using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Auth.Circuits;

/// <summary>
/// All pages that are open, by account. Ends those whose account changes (<see cref="AccountCache.Changed"/>), and lets no account have more than
/// <see cref="CircuitLimitOptions.PagesPerUser"/> at once.
/// </summary>
internal sealed class CircuitRegistry
{
    private readonly Lock _lock = new();
    private readonly Dictionary<int, HashSet<CircuitAuthenticationStateProvider>> _pages = [];
    private readonly AccountCache _accounts;
    private readonly IOptions<CircuitLimitOptions> _limits;

    public CircuitRegistry(AccountCache accounts, IOptions<CircuitLimitOptions> limits)
    {
        (_accounts, _limits) = (accounts, limits);
        accounts.Changed += EndChanged;
    }

    /// <summary>How many pages an account may have open at once.</summary>
    public int Most => _limits.Value.PagesPerUser;

    /// <summary>How many pages an account has open, those among them whose browser is away for a moment.</summary>
    public int CountOf(int account)
    {
        lock (_lock) return _pages.GetValueOrDefault(account)?.Count ?? 0;
    }

    /// <summary>A page opens, of somebody known: its circuit has begun and nothing is drawn yet.</summary>
    public void Enter(CircuitAuthenticationStateProvider page)
    {
        if (AuthClaims.GetAccountId(page.User) is not { } account || !TryAdd(account, page)) page.Close(CircuitState.LimitReached);

        // From here on a change finds the page; one that came just before is found here.
        else if (!_accounts.IsUnchanged(page.User)) page.Close(CircuitState.Ended);
    }

    /// <summary>A page is gone. Does nothing for one that never entered.</summary>
    public void Leave(CircuitAuthenticationStateProvider page)
    {
        if (AuthClaims.GetAccountId(page.User) is not { } account) return;
        lock (_lock)
        {
            if (_pages.TryGetValue(account, out var open) && open.Remove(page) && open.Count == 0) _pages.Remove(account);
        }
    }

    private bool TryAdd(int account, CircuitAuthenticationStateProvider page)
    {
        lock (_lock)
        {
            if (!_pages.TryGetValue(account, out var open)) _pages.Add(account, open = []);
            return open.Count < Most && open.Add(page);
        }
    }

    private void EndChanged(object? sender, EventArgs args)
    {
        List<CircuitAuthenticationStateProvider> changed;
        lock (_lock) changed = [.. _pages.Values.SelectMany(open => open).Where(page => !_accounts.IsUnchanged(page.User))];

        // Not under the lock: each tells its own circuit.
        foreach (var page in changed) page.Close(CircuitState.Ended);
    }
}

/// <summary>Counts a page in before anything of it is drawn. That it is gone, <see cref="CircuitAuthenticationStateProvider"/> says.</summary>
internal sealed class CircuitRegistration(CircuitAuthenticationStateProvider person, CircuitRegistry pages) : CircuitHandler
{
    public override Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        pages.Enter(person);
        return Task.CompletedTask;
    }
}
