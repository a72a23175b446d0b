namespace AmiBlazor.Board;

/// <summary>The promised words for a refresh's outcome, which the database keeps as well.</summary>
internal static class RefreshOutcomeExtensions
{
    public static string Word(this RefreshOutcome outcome) => outcome switch
    {
        RefreshOutcome.Completed => "completed",
        RefreshOutcome.Empty => "empty",
        RefreshOutcome.Stopped => "stopped",
        RefreshOutcome.TimedOut => "timedOut",
        _ => "failed",
    };

    /// <summary>The outcome that a word stands for; a word that is none stands for <see cref="RefreshOutcome.Failed"/>.</summary>
    public static RefreshOutcome Parse(string word) => word switch
    {
        "completed" => RefreshOutcome.Completed,
        "empty" => RefreshOutcome.Empty,
        "stopped" => RefreshOutcome.Stopped,
        "timedOut" => RefreshOutcome.TimedOut,
        _ => RefreshOutcome.Failed,
    };
}
