using AmiBlazor.Board;
using AmiBlazor.Components.Grid;
using AmiBlazor.Components.Shared;
using AmiBlazor.Plans;
using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Plans;

/// <summary>A floor plan on which each extension within the user's scope shows its state. What does not pass the filter is dimmed, and moves nowhere.</summary>
public sealed partial class ExtensionPlan
{
    // So many places are one component: one for each would cost a page two kilobytes, and one for all would compare all of them with each change. The frames
    // of so many just fit into 256, and the pool of arrays has no size between that and its double.
    private const int PerGroup = 36;

    private (FloorPlan Plan, BoardLayout Layout)? _arranged;
    private PlanSpot[][] _groups = [];
    private (int Aside, int Below) _apart;
    private RenderTreeTrimmer _trees;

    /// <summary>The plan.</summary>
    [Parameter, EditorRequired]
    public required FloorPlan Plan { get; set; }

    /// <summary>What stands above the plan.</summary>
    [Parameter]
    public RenderFragment? Tools { get; set; }

    // A place has no room for who is talked to.
    private protected override bool HasCalls => false;

    protected override void OnParametersSet()
    {
        if (_arranged is { } known && ReferenceEquals(known.Plan, Plan) && ReferenceEquals(known.Layout, View.Layout)) return;
        _arranged = (Plan, View.Layout);
        var spots = PlanSpot.Of(Plan, View);
        _groups = [.. spots.Chunk(PerGroup)];
        _apart = PlanSpot.Apart(spots.Select(spot => spot.Point));
    }

    protected override void OnAfterRender(bool firstRender) => _trees.Forget();
}
