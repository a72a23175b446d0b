using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;

namespace AmiBlazor.Components.Grid;

/// <summary>Which columns the grid shows, in which order, and how its rows are grouped: a button, and what it opens.</summary>
public sealed partial class ColumnChooser
{
    private readonly MudIconButton?[] _up = new MudIconButton?[GridColumns.Count];
    private readonly MudIconButton?[] _down = new MudIconButton?[GridColumns.Count];
    private ElementReference _opener;
    private List<GridColumn> _listed = [];
    private (GridColumns Columns, GridGroup Group, bool HasColumns, bool HasPbx, bool HasCalls)? _drawn;
    private bool _isOpen;
    private bool _isNews;
    private string? _told;
    private Func<ValueTask>? _focus;

    /// <summary>The choice.</summary>
    [Parameter, EditorRequired]
    public GridColumns Columns { get; set; }

    /// <summary>What the rows are grouped by.</summary>
    [Parameter, EditorRequired]
    public GridGroup Group { get; set; }

    /// <summary>False where there are no columns: then only what rows are grouped by is offered.</summary>
    [Parameter]
    public bool HasColumns { get; set; } = true;

    /// <summary>False while there is only one PBX: its column is not shown, and so it is not offered.</summary>
    [Parameter, EditorRequired]
    public bool HasPbx { get; set; }

    /// <summary>False where no calls are followed: their column is not shown, and so it is not offered.</summary>
    [Parameter]
    public bool HasCalls { get; set; }

    /// <summary>Raised with another choice.</summary>
    [Parameter]
    public EventCallback<GridColumns> OnChosen { get; set; }

    /// <summary>Raised with another grouping.</summary>
    [Parameter]
    public EventCallback<GridGroup> OnGrouped { get; set; }

    private string Title => HasColumns ? T["Columns and groups"] : T["Groups"];

    private bool IsUsual => Columns == GridColumns.Default;

    protected override void OnParametersSet()
    {
        if (_drawn == (Columns, Group, HasColumns, HasPbx, HasCalls)) return;
        _drawn = (Columns, Group, HasColumns, HasPbx, HasCalls);
        _isNews = true;
        _listed = [.. Columns.Order.Where(column => column switch { GridColumn.Pbx => HasPbx, GridColumn.Call => HasCalls, _ => true })];
    }

    // The page renders with every change of the board.
    protected override bool ShouldRender()
    {
        var isNews = _isNews;
        _isNews = false;
        return isNews;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender) _isNews = false;
        if (_focus is not { } focusAsync) return;
        _focus = null;
        await focusAsync();
    }

    private void Toggle()
    {
        _isOpen = !_isOpen;
        _told = null;
        _isNews = true;
    }

    // The button gets the keyboard once the popover is gone, and instead of whatever was to get it before.
    private void Close()
    {
        Toggle();
        _focus = () => _opener.FocusAsync();
    }

    private void KeyDown(KeyboardEventArgs key)
    {
        if (key.Key is "Escape") Close();
    }

    private Task ShowAsync(GridColumn column, bool isShown) => OnChosen.InvokeAsync(Columns.With(column, isShown));

    // By the column, not by its place: the second of two quick clicks comes when another column may be there. The keyboard goes with the column; at
    // either end the other button of the pair takes it.
    private async Task MoveAsync(GridColumn column, int by)
    {
        var there = _listed.IndexOf(column) + by;
        if (there < 0 || there == _listed.Count) return;
        await OnChosen.InvokeAsync(Columns.Swap(column, _listed[there]));
        var isUp = there == _listed.Count - 1 || (by < 0 && there > 0);
        Focus((isUp ? _up : _down)[(int)column]);
        _told = T.Format($"{ColumnHeaderText.Of(T, column)}: position {there + 1:N0} of {_listed.Count:N0}");
        _isNews = true;
    }

    private void Focus(MudIconButton? button) => _focus = button is null ? null : () => button.FocusAsync();

    private string NameOf(GridGroup group) => group switch
    {
        GridGroup.Department => T["Department"],
        GridGroup.Pbx => T["PBX"],
        _ => T["No groups"],
    };

    private async Task ResetAsync()
    {
        await OnChosen.InvokeAsync(GridColumns.Default);
        _told = T["Columns reset"];
        Focus(_down[(int)_listed[0]]);
        _isNews = true;
    }
}
