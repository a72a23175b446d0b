namespace AmiBlazor.History;

/// <summary>Section <c>History</c>: how far back it goes.</summary>
internal sealed class HistoryOptions
{
    public const string Section = "History";

    /// <summary>
    /// How long changes of status and gaps are kept. The newest change before that stays as well, however old it is: it tells what the extension was
    /// then. The list of refreshes is not shortened.
    /// </summary>
    public TimeSpan Keep { get; set; } = TimeSpan.FromDays(90);
}
