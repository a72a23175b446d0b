namespace AmiBlazor.Data.Rows;

/// <summary>
/// A migration without which no version of the program may work with the database. A migration that an older version cannot work with adds itself.
/// </summary>
internal sealed class SchemaFloor
{
    /// <summary>The whole name of the migration, as in <c>20261205100000_SchemaFloor</c>: the key.</summary>
    public required string Migration { get; set; }
}
