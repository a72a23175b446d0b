namespace AmiBlazor.Data.Rows;

/// <summary>
/// How much of their share somebody has used who may try something a few times in a minute. Of a cluster alone: a program without one counts in memory.
/// </summary>
internal sealed class Throttle
{
    /// <summary>What is tried, and who tries it.</summary>
    public required string Key { get; set; }

    /// <summary>
    /// When everything used will have come back: each try moves it by a minute divided by the number of tries in a minute. Later than a minute from now, and
    /// nothing is left. Long past, and the row means nothing.
    /// </summary>
    public DateTimeOffset FullAt { get; set; }
}
