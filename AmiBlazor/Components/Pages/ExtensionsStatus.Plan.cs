using System.Collections.Frozen;
using System.Globalization;
using AmiBlazor.Components.Grid;
using AmiBlazor.Components.Plans;
using AmiBlazor.Components.Shared;
using AmiBlazor.Plans;
using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Pages;

/// <summary>Which floor plan is shown, and what of the extensions is not on it.</summary>
public sealed partial class ExtensionsStatus
{
    // More than that fill no few lines, and take the plan its room.
    private const int MostRestUnasked = 60;

    private ExtensionPlan? _floor;
    private FloorPlan? _plan;

    // The number of the plan that was chosen; null for the first one.
    private int? _planAsked;

    // Whether those that are not on the plan are listed; null as long as nobody chose.
    private bool? _showsRest;

    // As filter and plan found them: what changes afterwards moves no plan.
    private bool _isRestSmall;

    /// <summary>The number of the floor plan that is shown.</summary>
    [Parameter, SupplyParameterFromQuery(Name = "plan")]
    public string? PlanWord { get; set; }

    [Inject]
    private CircuitPlans Plans { get; init; } = null!;

    private IReadOnlyList<FloorPlan> OfferedPlans => Plans.Offered(_view);

    // Who searches looks for somebody, wherever they are.
    private bool ShowsRest => _showsRest ?? (!_view.Filter.IsEmpty && _isRestSmall);

    private string Rest => _view switch
    {
        { Filter.IsEmpty: true, VisibleCount: 1 } => T["1 extension is not on this plan"],
        { Filter.IsEmpty: true } => T.Format($"{_view.VisibleCount:N0} extensions are not on this plan"),
        { VisibleCount: 1 } => T["1 match is not on this plan"],
        _ => T.Format($"{_view.VisibleCount:N0} matches are not on this plan"),
    };

    private string EditPlan => FormattableString.Invariant($"./plans/{_plan!.Id}");

    private void FindPlan(string? asked)
    {
        _planAsked = int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
        TakePlan();
        if (_look == GridLook.Plan && asked is not null && _plan?.Id != _planAsked && _plan is not null)
            _hints = [.. _hints, T.Format($"Unknown floor plan in the URL: “{DisplayText.Show(asked, 40)}”. Showing “{DisplayText.Show(_plan.Name)}”.")];
    }

    private void TakePlan()
    {
        var offered = OfferedPlans;
        _plan = _look == GridLook.Plan ? offered.FirstOrDefault(plan => plan.Id == _planAsked) ?? (offered.Count > 0 ? offered[0] : null) : null;
        _view.SetApart(_plan?.Extensions ?? FrozenSet<int>.Empty);
    }

    private void ChoosePlan(int id)
    {
        _planAsked = id;
        TakePlan();
        Show(_view.Filter);
    }

    private void ShowRest() => _showsRest = !ShowsRest;

    private void OnPlansChanged(object? sender, EventArgs args) => _ = InvokeSafelyAsync(() =>
    {
        TakePlan();
        _isRestSmall = _view.VisibleCount <= MostRestUnasked;
        StateHasChanged();
    });
}
