namespace AmiBlazor.Data.Rows;

/// <summary>Where an extension is on a floor plan.</summary>
internal sealed class PlanPlaceEntry
{
    public int PlanId { get; set; }

    public int ExtensionId { get; set; }

    /// <summary>From the left edge, in thousandths of the width.</summary>
    public int X { get; set; }

    /// <summary>From the upper edge, in thousandths of the height.</summary>
    public int Y { get; set; }
}
