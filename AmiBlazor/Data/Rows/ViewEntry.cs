namespace AmiBlazor.Data.Rows;

/// <summary>A saved view of the Extensions page: its address and its columns under a name.</summary>
internal sealed class ViewEntry
{
    public int Id { get; set; }

    /// <summary>Whose it is; null for one that is shared with everybody.</summary>
    public int? AccountId { get; set; }

    public required string Name { get; set; }

    /// <summary>The query of the page's address, without the question mark: filter, order, groups, way to look.</summary>
    public required string Query { get; set; }

    /// <summary>Columns and row height, written as in the cookie of the display preferences.</summary>
    public required string Look { get; set; }

    /// <summary>The name of the account that saved it.</summary>
    public required string CreatedBy { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }
}
