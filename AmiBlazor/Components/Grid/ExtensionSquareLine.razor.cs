using AmiBlazor.Board;
using AmiBlazor.Calls;
using AmiBlazor.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Grid;

/// <summary>
/// The extensions of one line as squares: number, status by ground and shape, and all of it in words. Rendered again only when one of them has changed.
/// </summary>
public sealed partial class ExtensionSquareLine
{
    // A square has room for no more of a number.
    private const int MaxNumber = 8;

    private Square[] _squares = [];
    private CardLine _drawn;
    private bool _isNews;
    private RenderTreeTrimmer _trees;

    /// <summary>The line.</summary>
    [Parameter, EditorRequired]
    public CardLine Line { get; set; }

    /// <summary>What all lines have in common.</summary>
    [Parameter, EditorRequired]
    public required ExtensionCards Cards { get; set; }

    internal override bool Update()
    {
        // The rows are about to be arranged: then the line gets its extensions from the list.
        if (Line.First + _squares.Length > Cards.View.Visible.Count) return false;
        for (var place = 0; place < _squares.Length; place++)
        {
            if (Cards.View.Visible[Line.First + place] is not { Heading: null, Row.Id: var id } || id != _squares[place].Row.Id) return false;
        }

        OnParametersSet();
        return _isNews;
    }

    protected override void OnInitialized() => Cards.Add(this);

    protected override void Leave() => Cards.Remove(this);

    protected override void OnParametersSet()
    {
        var squares = new Square[Line.Count];
        var changed = 0;
        for (var place = 0; place < squares.Length; place++)
        {
            Square? before = place < _squares.Length ? _squares[place] : null;
            squares[place] = Of(Cards.Shown[Line.First + place].Row, before);
            if (squares[place] != before) changed++;
        }

        _isNews = changed > 0 || _drawn != Line;
        (_squares, _drawn) = (squares, Line);
        Cards.RowsRendered += changed;
    }

    protected override bool ShouldRender() => _isNews;

    protected override void OnAfterRender(bool firstRender) => _trees.Forget();

    private Square Of(BoardRow row, Square? before)
    {
        var isInDoubt = Cards.IsInDoubt(row.Key.Server);
        var glow = Glow.None;
        if (before is { } drawn && drawn.Row.Id == row.Id)
        {
            // Two names for the same animation: alternating them restarts it.
            glow = drawn.Row.StatusCode == row.StatusCode ? drawn.Glow : drawn.Glow == Glow.A ? Glow.B : Glow.A;
        }

        return new Square(row, row.Id == Cards.Open, isInDoubt, Cards.View.DistinctionOf(row), isInDoubt ? null : Cards.ContradictionOf(row), glow);
    }

    private static string LookOf(Square square) =>
        $"line status-{square.Row.Shown.Word()}{square.Glow switch { Glow.A => " glow-a", Glow.B => " glow-b", _ => "" }}";

    private string WholeOf(Square square) => SquareText.Of(T, square.Row, square.Which, square.Contradiction, square.IsInDoubt);

    /// <summary>What a square shows. A row is another object when anything of it has changed.</summary>
    private readonly record struct Square(BoardRow Row, bool IsOpen, bool IsInDoubt, Distinction Which, Contradiction? Contradiction, Glow Glow)
    {
        public bool Equals(Square other) => ReferenceEquals(Row, other.Row) && Contradiction == other.Contradiction
            && (IsOpen, IsInDoubt, Which, Glow) == (other.IsOpen, other.IsInDoubt, other.Which, other.Glow);

        public override int GetHashCode() => Row.Id;
    }

    /// <summary>Which of the two animations shows that the status has changed.</summary>
    private enum Glow
    {
        None,
        A,
        B,
    }
}
