namespace AmiBlazor.Board;

/// <summary>The words that REST promises for a refresh's outcome; the database stores them too.</summary>
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

    /// <summary>The outcome that a word stands for; an unknown word stands for <see cref="RefreshOutcome.Failed"/>.</summary>
    public static RefreshOutcome Parse(string word) => word switch
    {
        "completed" => RefreshOutcome.Completed,
        "empty" => RefreshOutcome.Empty,
        "stopped" => RefreshOutcome.Stopped,
        "timedOut" => RefreshOutcome.TimedOut,
        _ => RefreshOutcome.Failed,
    };
}
