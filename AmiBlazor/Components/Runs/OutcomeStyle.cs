using AmiBlazor.Board;
using AmiBlazor.Components.Languages;

namespace AmiBlazor.Components.Runs;

/// <summary>How the outcome of a refresh is displayed: its name here; colour and icon follow from the promised word in OutcomeChip.</summary>
internal static class OutcomeStyle
{
    /// <summary>All outcomes, the successful one first.</summary>
    public static IReadOnlyList<RefreshOutcome> InOrder { get; } =
        [RefreshOutcome.Completed, RefreshOutcome.Empty, RefreshOutcome.Stopped, RefreshOutcome.TimedOut, RefreshOutcome.Failed];

    public static string Label(Localizer texts, RefreshOutcome outcome) => outcome switch
    {
        RefreshOutcome.Completed => texts["Completed"],
        RefreshOutcome.Empty => texts["Empty list"],
        RefreshOutcome.Stopped => texts["Stopped"],
        RefreshOutcome.TimedOut => texts["Timed out"],
        _ => texts["Failed"],
    };

    /// <summary>The outcome for a word of the address; null if there is none.</summary>
    public static RefreshOutcome? Parse(string word)
    {
        foreach (var outcome in InOrder)
        {
            if (string.Equals(outcome.Word(), word, StringComparison.OrdinalIgnoreCase)) return outcome;
        }

        return null;
    }
}
