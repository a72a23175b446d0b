using AmiBlazor.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Grid;

/// <summary>The grid: a real table that contains only the rows in view.</summary>
public sealed partial class ExtensionTable
{
    // Fills a tall screen until the browser has reported its height.
    private const int FirstRows = 40;

    private RenderTreeTrimmer _trees;

    /// <summary>The visible columns and their order.</summary>
    [Parameter, EditorRequired]
    public GridColumns Columns { get; set; }

    /// <summary>What is selected; the boxes of rows are shown while that is done.</summary>
    [Parameter, EditorRequired]
    public required GridSelection Selection { get; set; }

    /// <summary>Raised when a row is picked, by its box or by keyboard.</summary>
    [Parameter]
    public EventCallback<GridPick> OnPick { get; set; }

    /// <summary>Raised to sort differently.</summary>
    [Parameter]
    public EventCallback<GridSort> OnSort { get; set; }

    private protected override bool HasCalls => Columns.Has(GridColumn.Call);

    // The height that app.css gives a row on a desktop; Virtualize measures the actual height.
    private float RowHeight => IsCompact ? 30 : 40;

    protected override void OnAfterRender(bool firstRender) => _trees.Forget();

    private GridRow Marked(GridRow item)
    {
        MarkDrawn();
        return item;
    }

    // One handler for all rows: grid.js writes the link of the row into a field, with a sign before it for what is to be done: + to select all rows since
    // the last one, = to edit it, * to make it a favourite or no longer one.
    private Task PickAsync(ChangeEventArgs change)
    {
        if (change.Value is not string { Length: > 0 } told || ExtensionAddress.ParseLink(told.TrimStart('+', '=', '*')) is not { } key)
            return Task.CompletedTask;
        return told[0] switch
        {
            '=' => EditAsync(key),
            '*' => View.Find(key) is { } row ? Favourites.ToggleAsync(row.Id) : Task.CompletedTask,
            var sign => OnPick.InvokeAsync(new GridPick(key, IsRange: sign == '+')),
        };
    }

    internal static string ClassOf(GridColumn column) => column switch
    {
        GridColumn.Name => "c-name",
        GridColumn.Pbx => "c-pbx",
        GridColumn.Context => "c-context",
        GridColumn.Status => "c-status",
        GridColumn.Call => "c-call",
        GridColumn.Since => "c-since",
        GridColumn.LastSeen => "c-seen",
        GridColumn.Department => "c-department",
        GridColumn.Email => "c-email",
        GridColumn.Note => "c-note",
        _ => "c-extension",
    };

    // By which name, beside the arrow of the column of names.
    private string? NamesBy(GridColumn column) => column != GridColumn.Name || View.Sort.Column != column ? null
        : View.Sort.ByFirstName ? T["by first name"]
        : T["by last name"];

    private string AriaSort(GridColumn column) => View.Sort.Column != column ? "none" : View.Sort.Descending ? "descending" : "ascending";
}
