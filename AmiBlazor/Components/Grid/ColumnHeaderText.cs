using AmiBlazor.Components.Languages;

namespace AmiBlazor.Components.Grid;

/// <summary>The headers of the grid's columns.</summary>
internal static class ColumnHeaderText
{
    public static string Of(Localizer texts, GridColumn column) => column switch
    {
        GridColumn.Name => texts["Name"],
        GridColumn.Pbx => texts["PBX"],
        GridColumn.Context => texts["Context"],
        GridColumn.Status => texts["Status"],
        GridColumn.Call => texts["Call"],
        GridColumn.Since => texts["Since"],
        GridColumn.LastSeen => texts["Last seen"],
        GridColumn.Department => texts["Department"],
        GridColumn.Email => texts["E-mail"],
        GridColumn.Note => texts["Note"],
        _ => texts["Extension"],
    };
}
