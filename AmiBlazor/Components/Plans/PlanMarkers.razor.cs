using AmiBlazor.Board;
using AmiBlazor.Calls;
using AmiBlazor.Components.Grid;
using AmiBlazor.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Plans;

/// <summary>Some places of a plan: number, status by ground and shape, and all of it in words. Rendered again only when one of them has changed.</summary>
public sealed partial class PlanMarkers
{
    private const int MaxNumber = 8;
    private const int MaxName = 24;

    // Once for all pages, by status.
    private static readonly string[] Bright = [.. Enum.GetValues<ExtensionStatus>().Select(status => $"line spot status-{status.Word()}")];
    private static readonly string[] Dim = [.. Bright.Select(look => look + " dim")];

    private Marker[] _markers = [];
    private IReadOnlyList<PlanSpot> _drawn = [];
    private bool _isNews;
    private RenderTreeTrimmer _trees;

    /// <summary>The places: another array when any of them has moved.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<PlanSpot> Spots { get; set; }

    /// <summary>What all places have in common.</summary>
    [Parameter, EditorRequired]
    public required ExtensionPlan Plan { get; set; }

    internal override bool Update()
    {
        OnParametersSet();
        return _isNews;
    }

    protected override void OnInitialized() => Plan.Add(this);

    protected override void Leave() => Plan.Remove(this);

    protected override void OnParametersSet()
    {
        var markers = new Marker[Spots.Count];
        var changed = 0;
        for (var place = 0; place < markers.Length; place++)
        {
            Marker? before = ReferenceEquals(Spots, _drawn) ? _markers[place] : null;
            markers[place] = Of(Plan.View.At(Spots[place].Index), before);
            if (markers[place] != before) changed++;
        }

        _isNews = changed > 0;
        (_markers, _drawn) = (markers, Spots);
        Plan.RowsRendered += changed;
    }

    protected override bool ShouldRender() => _isNews;

    protected override void OnAfterRender(bool firstRender) => _trees.Forget();

    // Words are put together only when something has changed.
    private Marker Of(BoardRow row, Marker? before)
    {
        var isInDoubt = Plan.IsInDoubt(row.Key.Server);
        var contradiction = isInDoubt ? null : Plan.ContradictionOf(row);
        var which = Plan.View.DistinctionOf(row);
        var isSame = before is { } drawn && ReferenceEquals(drawn.Row, row) && (drawn.IsInDoubt, drawn.Which, drawn.Contradiction) == (isInDoubt, which, contradiction);
        return new Marker(
            row, row.Id == Plan.Open, isInDoubt, !Plan.View.Matches(row), which, contradiction,
            isSame ? before!.Value.Words : SquareText.Of(T, row, which, contradiction, isInDoubt));
    }

    private static string LookOf(Marker marker) => (marker.IsDim ? Dim : Bright)[(int)marker.Row.Shown];

    private static string NameOf(BoardRow row) => DisplayText.Show(row.ShownName, MaxName);

    /// <summary>What a place shows. A row is another object when anything of it has changed.</summary>
    private readonly record struct Marker(
        BoardRow Row, bool IsOpen, bool IsInDoubt, bool IsDim, Distinction Which, Contradiction? Contradiction, string Words)
    {
        public bool Equals(Marker other) => ReferenceEquals(Row, other.Row) && Contradiction == other.Contradiction
            && (IsOpen, IsInDoubt, IsDim, Which) == (other.IsOpen, other.IsInDoubt, other.IsDim, other.Which);

        public override int GetHashCode() => Row.Id;
    }
}
