using AmiBlazor.Components.Languages;

namespace AmiBlazor.Components.Grid;

/// <summary>The ways to look at the same extensions.</summary>
public enum GridLook
{
    /// <summary>A table with a row for each extension.</summary>
    Grid,

    /// <summary>A card for each person.</summary>
    Cards,

    /// <summary>A small square for each extension, so that hundreds fit on a screen.</summary>
    Squares,

    /// <summary>A floor plan on which extensions stand where their phones are.</summary>
    Plan,
}

/// <summary>How ways to look are called, and what is usual for them.</summary>
internal static class GridLooks
{
    /// <summary>All of them, in the order in which they are offered.</summary>
    public static IReadOnlyList<GridLook> All { get; } = Enum.GetValues<GridLook>();

    /// <summary>Its word in the address; null for the grid, which needs none.</summary>
    public static string? Word(GridLook look) => look == GridLook.Grid ? null : look.ToString().ToLowerInvariant();

    /// <summary>The way to look that a word in the address names; null if it names none.</summary>
    public static GridLook? Parse(string? word) =>
        All.Cast<GridLook?>().FirstOrDefault(look => string.Equals(look!.Value.ToString().ToLowerInvariant(), word, StringComparison.Ordinal));

    /// <summary>What extensions are grouped by as long as nobody chooses.</summary>
    public static GridGroup UsualGroup(GridLook look) => look is GridLook.Grid or GridLook.Plan ? GridGroup.None : GridGroup.Department;

    /// <summary>Its name on the page.</summary>
    public static string Label(Localizer texts, GridLook look) => look switch
    {
        GridLook.Cards => texts["Cards"],
        GridLook.Squares => texts["Squares"],
        GridLook.Plan => texts["Floor plan"],
        _ => texts["Grid"],
    };
}
