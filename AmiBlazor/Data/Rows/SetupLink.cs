namespace AmiBlazor.Data.Rows;

/// <summary>The link by which the first administrator of a cluster is created, the same on all nodes: one row at most, until an account exists.</summary>
internal sealed class SetupLink
{
    /// <summary>The number of the only row.</summary>
    public const int Only = 1;

    public int Id { get; set; } = Only;

    /// <summary>The token of the link, encrypted with a data protection key: a reader of the database cannot open it.</summary>
    public required string Token { get; set; }
}
