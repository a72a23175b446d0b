using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Grid;

/// <summary>The grid: a real table whose rows exist only where they can be seen.</summary>
public sealed partial class ExtensionTable
{
    // What app.css makes of a row on a desk; Virtualize measures the true height itself.
    private const float RowHeight = 40;

    // Enough for a tall screen, until the browser has said how much it shows.
    private const int FirstRows = 40;

    private static readonly (GridColumn Column, string Title, string Name)[] Columns =
    [
        (GridColumn.Extension, "Extension", "extension"),
        (GridColumn.Name, "Name", "name"),
        (GridColumn.Pbx, "PBX", "pbx"),
        (GridColumn.Context, "Context", "context"),
        (GridColumn.Status, "Status", "status"),
        (GridColumn.Since, "Since", "since"),
        (GridColumn.LastSeen, "Last seen", "seen"),
    ];

    private bool _drawn;

    /// <summary>The rows and their order.</summary>
    [Parameter, EditorRequired]
    public required ExtensionGridView View { get; set; }

    /// <summary>True when the PBX has a column.</summary>
    [Parameter, EditorRequired]
    public bool ShowPbx { get; set; }

    /// <summary>What the times are relative to.</summary>
    [Parameter, EditorRequired]
    public DateTimeOffset Now { get; set; }

    /// <summary>Another order is asked for.</summary>
    [Parameter]
    public EventCallback<GridSort> OnSort { get; set; }

    // Called while Virtualize draws: the glance goes in the same step in which the first row comes.
    private RenderFragment Drawn(GridItem item)
    {
        if (!_drawn)
        {
            _drawn = true;
            StateHasChanged();
        }

        return Line(item);
    }

    private string AriaSort(GridColumn column) => View.Sort.Column != column ? "none" : View.Sort.Descending ? "descending" : "ascending";

    private string SortClass(GridColumn column) => View.Sort.Column != column ? "" : View.Sort.Descending ? "down" : "up";
}
