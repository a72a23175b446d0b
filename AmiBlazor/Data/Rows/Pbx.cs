namespace AmiBlazor.Data.Rows;

/// <summary>What is known of one PBX as a whole.</summary>
internal sealed class Pbx
{
    /// <summary>The name in the configuration: the key.</summary>
    public required string Server { get; set; }

    /// <summary>
    /// When the list action of the last complete, saved list was sent: every present extension was in it. Null before the first.
    /// </summary>
    public DateTimeOffset? LastListAt { get; set; }

    /// <summary>What took that list, as a change's source is called: <c>refresh</c> or <c>resync</c>.</summary>
    public string LastListBy { get; set; } = "refresh";

    /// <summary>
    /// Until when, at least, every change was followed by a main connection; written now and then while it is. Null when none ever did. After a
    /// crash it tells from when on changes can have gone unheard.
    /// </summary>
    public DateTimeOffset? FollowedUntil { get; set; }
}
