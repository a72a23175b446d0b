using AmiBlazor.Board;
using AmiBlazor.Components.Languages;
using MudBlazor;

namespace AmiBlazor.Components.Runs;

/// <summary>
/// How the outcome of a refresh is displayed: name, colour and icon. Each has an icon of its own, for those who cannot tell the colours
/// apart.
/// </summary>
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

    /// <summary>The colour; of one that is running, if null.</summary>
    public static Color Color(RefreshOutcome? outcome) => outcome switch
    {
        null => MudBlazor.Color.Info,
        RefreshOutcome.Completed => MudBlazor.Color.Success,
        RefreshOutcome.Empty => MudBlazor.Color.Warning,
        RefreshOutcome.Stopped => MudBlazor.Color.Default,
        _ => MudBlazor.Color.Error,
    };

    /// <summary>The icon; none while it is running.</summary>
    public static string? Icon(RefreshOutcome? outcome) => outcome switch
    {
        null => null,
        RefreshOutcome.Completed => Icons.Material.Filled.Check,
        RefreshOutcome.Empty => Icons.Material.Outlined.WarningAmber,
        RefreshOutcome.Stopped => Icons.Material.Filled.Stop,
        RefreshOutcome.TimedOut => Icons.Material.Filled.Schedule,
        _ => Icons.Material.Filled.Close,
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
