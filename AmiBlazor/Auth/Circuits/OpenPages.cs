using AmiBlazor.Auth.Limits;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Auth.Circuits;

/// <summary>
/// All pages that are open, by account. Ends those whose account changes (<see cref="KnownAccounts.Changed"/>), and lets no account have more than
/// <see cref="PageLimits.PagesPerUser"/> at once.
/// </summary>
internal sealed class OpenPages
{
    private readonly Lock _lock = new();
    private readonly Dictionary<int, HashSet<PagePerson>> _pages = [];
    private readonly KnownAccounts _accounts;
    private readonly IOptions<PageLimits> _limits;

    public OpenPages(KnownAccounts accounts, IOptions<PageLimits> limits)
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
    public void Enter(PagePerson page)
    {
        if (KnownAccounts.NumberOf(page.User) is not { } account || !TryAdd(account, page)) page.Close(PageState.OneTooMany);

        // From here on a change finds the page; one that came just before is found here.
        else if (!_accounts.IsUnchanged(page.User)) page.Close(PageState.Ended);
    }

    /// <summary>A page is gone. Does nothing for one that never entered.</summary>
    public void Leave(PagePerson page)
    {
        if (KnownAccounts.NumberOf(page.User) is not { } account) return;
        lock (_lock)
        {
            if (_pages.TryGetValue(account, out var open) && open.Remove(page) && open.Count == 0) _pages.Remove(account);
        }
    }

    private bool TryAdd(int account, PagePerson page)
    {
        lock (_lock)
        {
            if (!_pages.TryGetValue(account, out var open)) _pages.Add(account, open = []);
            return open.Count < Most && open.Add(page);
        }
    }

    private void EndChanged(object? sender, EventArgs args)
    {
        List<PagePerson> changed;
        lock (_lock) changed = [.. _pages.Values.SelectMany(open => open).Where(page => !_accounts.IsUnchanged(page.User))];

        // Not under the lock: each tells its own circuit.
        foreach (var page in changed) page.Close(PageState.Ended);
    }
}
