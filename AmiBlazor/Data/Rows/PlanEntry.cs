namespace AmiBlazor.Data.Rows;

/// <summary>A floor plan: a room, with or without a picture, on which extensions have places.</summary>
internal sealed class PlanEntry
{
    public int Id { get; set; }

    /// <summary>Unique, whatever its letters' case.</summary>
    public required string Name { get; set; }

    /// <summary>The picture's width in pixels; of an empty room, the first number of its shape: 16 of 16:9.</summary>
    public int Width { get; set; }

    /// <summary>The picture's height; likewise.</summary>
    public int Height { get; set; }

    /// <summary>Twenty hexadecimal digits that change with the picture; null for an empty room.</summary>
    public string? PictureVersion { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }
}
