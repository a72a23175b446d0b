namespace AmiBlazor.Extensions;

/// <summary>The promised words for a refresh's outcome.</summary>
internal static class RefreshOutcomes
{
    public static string Word(this RefreshOutcome outcome) => outcome switch
    {
        RefreshOutcome.Completed => "completed",
        RefreshOutcome.Empty => "empty",
        RefreshOutcome.Stopped => "stopped",
        RefreshOutcome.TimedOut => "timedOut",
        _ => "failed",
    };
}
