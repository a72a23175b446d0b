namespace AmiBlazor.Data;

/// <summary>What is known of one PBX as a whole.</summary>
internal sealed class Pbx
{
    /// <summary>The name in the configuration: the key.</summary>
    public required string Server { get; set; }

    /// <summary>
    /// When the list action of the last complete, saved list was sent: every present extension was in it. Null before the first.
    /// </summary>
    public DateTimeOffset? LastListAt { get; set; }
}
