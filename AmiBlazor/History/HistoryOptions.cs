namespace AmiBlazor.History;

/// <summary>Section <c>History</c>: how long the history is kept.</summary>
internal sealed class HistoryOptions
{
    public const string Section = "History";

    /// <summary>
    /// How long changes of status and gaps are kept. The newest change before that time is kept too, however old it is: it tells the extension's status then.
    /// Refreshes are not removed.
    /// </summary>
    public TimeSpan Keep { get; set; } = TimeSpan.FromDays(90);

    /// <summary>How long an extension that its PBX no longer lists stays on the board before it is archived; zero for ever.</summary>
    public TimeSpan ArchiveGoneAfter { get; set; } = TimeSpan.FromDays(30);

    /// <summary>
    /// How long an extension that its PBX no longer lists is kept at all, unless people have said something about it, or its history is still
    /// kept; zero for ever.
    /// </summary>
    public TimeSpan RemoveGoneAfter { get; set; } = TimeSpan.FromDays(90);
}
