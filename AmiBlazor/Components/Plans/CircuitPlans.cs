using AmiBlazor.Auth.Authorization;
using AmiBlazor.Board;
using AmiBlazor.Components.Grid;
using AmiBlazor.Components.Shared;
using AmiBlazor.Plans;

namespace AmiBlazor.Components.Plans;

/// <summary>
/// The floor plans that this page's user is offered: those with a place within their scope, and to administrators all. Scoped: one for each circuit, and
/// for each request that prerenders a page.
/// </summary>
internal sealed class CircuitPlans(PlanStore store, CurrentUser user) : IDisposable
{
    private (IReadOnlyList<FloorPlan> All, BoardLayout? Layout, IReadOnlyList<FloorPlan> Offered) _known = ([], null, []);
    private IDisposable? _subscription;

    /// <summary>Raised, on any thread, when anybody has changed a plan.</summary>
    public event EventHandler? Changed;

    /// <summary>True if the page was opened by an administrator.</summary>
    public bool IsAdministrator { get; private set; }

    /// <summary>Reads the plans, unless that has been done.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        if (_subscription is not null) return;
        await store.LoadAsync(cancellationToken);
        IsAdministrator = await user.HasRoleAsync(Roles.Administrator);
        _subscription ??= store.Subscribe(() => Changed?.Invoke(this, EventArgs.Empty));
    }

    /// <summary>The plans, by name; none before <see cref="LoadAsync"/>.</summary>
    /// <param name="view">What the page shows, within the user's scope.</param>
    public IReadOnlyList<FloorPlan> Offered(ExtensionGridView view)
    {
        if (_subscription is null) return [];
        var all = store.Current;
        if (!ReferenceEquals(all, _known.All) || !ReferenceEquals(view.Layout, _known.Layout))
            _known = (all, view.Layout, IsAdministrator ? all : [.. all.Where(plan => view.All(row => plan.Extensions.Contains(row.Id)).Any())]);
        return _known.Offered;
    }

    public void Dispose() => _subscription?.Dispose();
}
