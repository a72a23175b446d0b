using AmiBlazor.Board;
using AmiBlazor.Calls;
using AmiBlazor.Components.Calls;
using AmiBlazor.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Grid;

/// <summary>One extension as a card. Rendered again only when what it shows has changed.</summary>
public sealed partial class ExtensionCard
{
    // The browser restarts the animation of a card that is moved: an older change must not look like a new one.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private (GridRow Item, int Line, bool IsOpen, bool IsInDoubt, Distinction Which, string Since, IReadOnlyList<CallParty> Calls,
        Contradiction? Contradiction) _drawn;
    private bool _isNews;
    private string _glow = "";
    private RenderTreeTrimmer _trees;

    /// <summary>The row and its place.</summary>
    [Parameter, EditorRequired]
    public GridRow Item { get; set; }

    /// <summary>The line that it stands in, counted from 0.</summary>
    [Parameter, EditorRequired]
    public int Line { get; set; }

    /// <summary>What all cards have in common: as parameters of each card it would cost memory on every open page.</summary>
    [Parameter, EditorRequired]
    public required ExtensionCards Cards { get; set; }

    private BoardRow Row => Item.Row;

    // Extensions without a name are told apart by their devices.
    private string Name => DisplayText.Show(string.IsNullOrEmpty(Row.ShownName) ? Row.Hint : Row.ShownName);

    // No change of its status has been seen yet: it may have been as it is for longer than anybody here knows.
    private bool IsLeast => Row.ChangedAt is null;

    // What contradicts itself matters more than what somebody has set.
    private (string Kind, string Words)? Mark => _drawn.Contradiction is { } contradiction
        ? ("contradicted", ContradictionText.Of(T, contradiction))
        : Row.Presence is { } presence && PresenceStyle.IsMarked(presence) ? (PresenceStyle.Kind(presence), PresenceStyle.Label(T, presence)) : null;

    // An extension with several calls shows the longest; the others are in the title and in its drawer.
    private string? CallOf => _drawn.Calls switch
    {
        null or [] => null,
        [var only] => CallText.Of(T, only),
        var several => T.Format($"{CallText.Of(T, several[0])} (+{several.Count - 1:N0})"),
    };

    private string CallTitle => string.Join("\n", _drawn.Calls.Select(party => CallText.Of(T, party)));

    // The status, whether a call is counted, and the mark of a change.
    private string Look => $"line status-{Row.Shown.Word()}{(IsUnderWay ? " counted" : "")}{_glow}";

    // clock.js counts the seconds of a call, so that the server need not render again; not if the call may have ended unheard.
    private bool IsUnderWay => !_drawn.IsInDoubt && Row.Status
        is ExtensionStatus.Ringing or ExtensionStatus.RingingInUse or ExtensionStatus.InUse or ExtensionStatus.Busy or ExtensionStatus.OnHold;

    internal override bool Update()
    {
        // The rows are about to be arranged: then this one gets its place from the list.
        var visible = Cards.View.Visible;
        if (Item.Index >= visible.Count || visible[Item.Index] is var current && current.Row.Id != Item.Row.Id) return false;
        Item = current;
        OnParametersSet();
        return _isNews;
    }

    protected override void OnInitialized() => Cards.Add(this);

    protected override void Leave() => Cards.Remove(this);

    protected override void OnParametersSet()
    {
        var (drawn, glow, isInDoubt) = (_drawn, _glow, Cards.IsInDoubt(Row.Key.Server));
        _drawn = (
            Item,
            Line,
            Row.Id == Cards.Open,
            isInDoubt,
            Cards.View.DistinctionOf(Row),
            IsLeast ? RelativeTime.AtLeast(T, Row.StatusSince, Cards.Now) : RelativeTime.Since(T, Row.StatusSince, Cards.Now),
            isInDoubt ? [] : Cards.CallsOf(Row),
            isInDoubt ? null : Cards.ContradictionOf(Row));

        // Two names for the same animation: alternating them restarts it.
        if (drawn.Item.Row is { } before && before.StatusCode != Row.StatusCode)
            _glow = string.Equals(_glow, " glow-a", StringComparison.Ordinal) ? " glow-b" : " glow-a";
        else if (drawn.Item.Index != Item.Index && Cards.Now - Row.LastStatusChange > Fresh)
            _glow = "";
        _isNews = !ReferenceEquals(drawn.Item.Row, Row) || !string.Equals(glow, _glow, StringComparison.Ordinal)
            || (drawn.Line, drawn.IsOpen, drawn.IsInDoubt, drawn.Which, drawn.Since, drawn.Contradiction)
                != (Line, _drawn.IsOpen, isInDoubt, _drawn.Which, _drawn.Since, _drawn.Contradiction)
            || !_drawn.Calls.SequenceEqual(drawn.Calls ?? []);
    }

    protected override bool ShouldRender()
    {
        if (_isNews) Cards.RowsRendered++;
        return _isNews;
    }

    protected override void OnAfterRender(bool firstRender) => _trees.Forget();
}
