using System.Globalization;
using AmiBlazor.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Grid;

/// <summary>Extensions side by side, of which only the lines in view are in the document: all lines are equally high, headings too.</summary>
public sealed partial class ExtensionCards
{
    // More squares than these do not fit side by side on any screen; the browser says how many do.
    private const int MostColumns = 200;

    private CardLine[] _lines = [];
    private (IList<GridRow>? Of, int Columns) _divided;
    private int _columns;
    private RenderTreeTrimmer _trees;

    /// <summary>True for squares.</summary>
    [Parameter, EditorRequired]
    public bool IsSmall { get; set; }

    // Fills a tall screen until the browser has reported its size.
    private int FirstItems => IsSmall ? 240 : 60;

    // Squares have no room for who is talked to.
    private protected override bool HasCalls => !IsSmall;

    // The height that ExtensionCards.razor.css gives a line; Virtualize measures the actual height.
    private float LineHeight => (IsSmall, IsCompact) switch
    {
        (true, false) => 44,
        (true, true) => 36,
        (false, true) => 84,
        _ => 96,
    };

    // Each group is one line then, which the browser breaks.
    private CardLine[] FirstLines => CardLine.Divide([.. View.Visible.Take(FirstItems)], int.MaxValue);

    /// <summary>The rows that the lines refer to.</summary>
    internal IList<GridRow> Shown => _divided.Of ?? View.Visible;

    // The rows are arranged anew only as a new list.
    protected override void OnParametersSet() => Divide();

    protected override void OnAfterRender(bool firstRender) => _trees.Forget();

    // cards.js writes into a field how many fit.
    private void SetColumns(ChangeEventArgs change)
    {
        if (!int.TryParse(change.Value as string, NumberStyles.None, CultureInfo.InvariantCulture, out var columns)) return;
        _columns = Math.Clamp(columns, 1, MostColumns);
        Divide();
    }

    private void Divide()
    {
        if (_columns == 0 || (ReferenceEquals(_divided.Of, View.Visible) && _divided.Columns == _columns)) return;
        _divided = (View.Visible, _columns);
        _lines = CardLine.Divide(View.Visible, _columns);
    }

    private CardLine Marked(CardLine line)
    {
        MarkDrawn();
        return line;
    }
}
