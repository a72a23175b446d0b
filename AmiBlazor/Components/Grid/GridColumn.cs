using AmiBlazor.Data.Rows;

namespace AmiBlazor.Components.Grid;

/// <summary>What the grid can be sorted by.</summary>
public enum GridColumn
{
    Extension,
    Name,
    Pbx,
    Context,
    Status,
    Since,
    LastSeen,
}
