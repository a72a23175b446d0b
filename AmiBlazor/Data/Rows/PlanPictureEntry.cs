namespace AmiBlazor.Data.Rows;

/// <summary>The picture of a floor plan, apart from it: who lists plans reads no pictures.</summary>
internal sealed class PlanPictureEntry
{
    public int PlanId { get; set; }

    /// <summary>The media type that its first bytes say.</summary>
    public required string Type { get; set; }

    /// <summary>The file.</summary>
    public required byte[] Content { get; set; }
}
