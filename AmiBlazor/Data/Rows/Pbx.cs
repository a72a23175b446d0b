namespace AmiBlazor.Data.Rows;

/// <summary>What is known about one PBX as a whole.</summary>
internal sealed class Pbx
{
    /// <summary>The name in the configuration: the key.</summary>
    public required string Server { get; set; }

    /// <summary>
    /// When the last saved list was requested: every present extension was in it. Null before the first.
    /// </summary>
    public DateTimeOffset? LastListAt { get; set; }

    /// <summary>What requested that list, in the words of a change's source: <c>refresh</c> or <c>resync</c>.</summary>
    public string LastListBy { get; set; } = "refresh";

    /// <summary>
    /// Until when, at least, a main connection followed every change; written now and then while it does. Null when none ever did. After a crash, it tells
    /// since when changes may have been missed.
    /// </summary>
    public DateTimeOffset? FollowedUntil { get; set; }

    /// <summary>Grows by one with each process that takes the PBX over: whoever writes under an older one is refused. 0 before the first.</summary>
    public long Epoch { get; set; }

    /// <summary>Grows by one with each transaction that writes extensions of this PBX: it tells which state of them somebody knows.</summary>
    public long Sequence { get; set; }

    /// <summary>Who took it over last, for people: machine and process, as in <c>board-1, PID 4711</c>. Null before the first.</summary>
    public string? Owner { get; set; }
}
