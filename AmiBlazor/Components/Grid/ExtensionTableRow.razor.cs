using AmiBlazor.Board;
using AmiBlazor.Calls;
using AmiBlazor.Components.Calls;
using AmiBlazor.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Grid;

/// <summary>One extension. Rendered again only when its row, its place or the text of one of its times has changed.</summary>
public sealed partial class ExtensionTableRow
{
    // The browser restarts the animation of a row that is moved: an older change must not look like a new one.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private (GridRow Item, GridColumns? Columns, bool IsOpen, bool IsInDoubt, bool? IsSelected, Distinction Which, (string Since, string Seen) Texts,
        IReadOnlyList<CallParty> Calls, Contradiction? Contradiction, bool? IsFavourite, bool MayEdit, RowEdit? Edit) _drawn;
    private (BoardRow? Row, DateTimeOffset LastSeen, DateTimeOffset Now) _told;
    private (string Since, string Seen) _texts = ("", "");
    private bool _isNews;
    private string _glow = "";
    private RenderTreeTrimmer _trees;

    /// <summary>The row and its place.</summary>
    [Parameter, EditorRequired]
    public GridRow Item { get; set; }

    /// <summary>The table, which holds what all rows have in common: as parameters of each row it would cost memory on every open page.</summary>
    [Parameter, EditorRequired]
    public required ExtensionTable Table { get; set; }

    private GridColumns Columns => Table.Columns;

    private DateTimeOffset LastSeen => Table.View.LastSeen(Row);

    private BoardRow Row => Item.Row;

    // Rows without a name are told apart by their devices.
    private bool HasName => !string.IsNullOrEmpty(Row.ShownName);

    // A row has one line; the title has them all.
    private string NoteLine => DisplayText.Show(Row.Note?.Replace('\n', ' '));

    private string? Hint => string.IsNullOrEmpty(Row.Hint) ? null : DisplayText.Show(Row.Hint, DisplayText.MaxHint);

    // The presence state, with the user's own message if there is one.
    private string Presence => string.IsNullOrEmpty(Row.PresenceMessage)
        ? PresenceStyle.Label(T, Row.Presence!)
        : T.Format($"{PresenceStyle.Label(T, Row.Presence!)}: {DisplayText.Show(Row.PresenceMessage)}");

    // No change of its status has been seen yet: it may have been as it is for longer than anybody here knows.
    private bool IsLeast => Row.ChangedAt is null;

    // An extension with several calls shows the longest; the others are in the title and in its drawer.
    private string? CallOf => _drawn.Calls switch
    {
        null or [] => null,
        [var only] => CallText.Of(T, only),
        var several => T.Format($"{CallText.Of(T, several[0])} (+{several.Count - 1:N0})"),
    };

    private string? CallTitle => _drawn.Calls is { Count: > 0 } ? string.Join("\n", _drawn.Calls.Select(party => CallText.Of(T, party))) : null;

    // Other times get their title from clock.js.
    private string? SinceTitle => Row.GoneSince is { } gone
        ? T.Format($"No longer in the dialplan since {RelativeTime.Absolute(T, gone)}")
        : IsLeast ? T.Format($"No change since it was first seen: {RelativeTime.Absolute(T, Row.StatusSince)} or earlier") : null;

    // The status, whether a call is counted, and the mark of a change.
    private string Look => $"line status-{Row.Shown.Word()}{(IsUnderWay ? " counted" : "")}{(_drawn.Edit is null ? "" : " editing")}{_glow}";

    // clock.js counts the seconds of a call, so that the server need not render again; not if the call may have ended unheard.
    private bool IsUnderWay => !_drawn.IsInDoubt && Row.Status
        is ExtensionStatus.Ringing or ExtensionStatus.RingingInUse or ExtensionStatus.InUse or ExtensionStatus.Busy or ExtensionStatus.OnHold;

    internal override bool Update()
    {
        // The rows are about to be arranged: then this one gets its place from the table.
        var visible = Table.View.Visible;
        if (Item.Index >= visible.Count || visible[Item.Index] is var current && current.Row.Id != Item.Row.Id) return false;
        Item = current;
        OnParametersSet();
        return _isNews;
    }

    protected override void OnInitialized() => Table.Add(this);

    protected override void Leave() => Table.Remove(this);

    protected override void OnParametersSet()
    {
        var (seen, now, isOpen, isInDoubt) = (LastSeen, Table.Now, Row.Id == Table.Open, Table.IsInDoubt(Row.Key.Server));
        if (_told != (Row, seen, now))
        {
            _told = (Row, seen, now);
            var since = IsLeast ? RelativeTime.AtLeast(T, Row.StatusSince, now) : RelativeTime.Since(T, Row.StatusSince, now);
            _texts = (since, RelativeTime.Since(T, seen, now));
        }

        if (_drawn.Item.Row is { } before && before.StatusCode != Row.StatusCode)
            _glow = NextGlow();
        else if (_drawn.Item.Index != Item.Index && now - Row.LastStatusChange > Fresh)
            _glow = "";
        bool? isSelected = Table.Selection.IsOn ? Table.Selection.Has(Row.Id) : null;
        var drawn = _drawn;
        var which = Table.View.DistinctionOf(Row);
        var calls = isInDoubt ? [] : Table.CallsOf(Row);
        var contradiction = isInDoubt ? null : Table.ContradictionOf(Row);
        bool? isFavourite = Table.HasFavourites ? Table.View.IsFavourite(Row.Id) : null;
        var (mayEdit, edit) = (Table.MayEdit, Table.EditOf(Row.Id));
        _drawn = (Item, Columns, isOpen, isInDoubt, isSelected, which, _texts, calls, contradiction, isFavourite, mayEdit, edit);
        _isNews = !ReferenceEquals(drawn.Item.Row, Row) || drawn.Item.Index != Item.Index || drawn.Columns != Columns || drawn.IsOpen != isOpen
            || drawn.IsInDoubt != isInDoubt || drawn.IsSelected != isSelected || drawn.Which != which
            || drawn.Texts != _texts || drawn.Contradiction != contradiction || !calls.SequenceEqual(drawn.Calls ?? [])
            || drawn.IsFavourite != isFavourite || drawn.MayEdit != mayEdit || edit is not null || drawn.Edit is not null;
    }

    protected override bool ShouldRender()
    {
        if (_isNews) Table.RowsRendered++;
        return _isNews;
    }

    protected override void OnAfterRender(bool firstRender) => _trees.Forget();

    // Two names for the same animation: alternating them restarts it.
    private string NextGlow() => string.Equals(_glow, " glow-a", StringComparison.Ordinal) ? " glow-b" : " glow-a";
}
