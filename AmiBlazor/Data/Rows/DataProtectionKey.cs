namespace AmiBlazor.Data.Rows;

/// <summary>A data protection key that the nodes of a cluster share, or the revocation of some. Encrypted, as in a file.</summary>
internal sealed class DataProtectionKey
{
    /// <summary>The name that the framework gives it, with its number: the key of the row.</summary>
    public required string Name { get; set; }

    /// <summary>The XML element.</summary>
    public required string Xml { get; set; }
}
