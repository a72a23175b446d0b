using AmiBlazor.Calls;
using AmiBlazor.Components.Languages;
using AmiBlazor.Components.Shared;

namespace AmiBlazor.Components.Calls;

/// <summary>Says what became of a call, in the user's language.</summary>
internal static class PastCallText
{
    private const int MostParties = 3;

    public static string Outcome(Localizer texts, CallOutcome outcome) => outcome switch
    {
        CallOutcome.Answered => texts["Answered"],
        CallOutcome.AnsweredByPbx => texts["Menu or voicemail"],
        CallOutcome.NotAnswered => texts["Not answered"],
        CallOutcome.Busy => texts["Busy or declined"],
        CallOutcome.Abandoned => texts["Hung up in the queue"],
        CallOutcome.Failed => texts["Failed"],
        _ => texts["Under way"],
    };

    public static string Outcome(Localizer texts, PastCallLine line) => line.IsElsewhere ? texts["Answered elsewhere"] : Outcome(texts, line.Outcome);

    /// <summary>Who called.</summary>
    public static string From(Localizer texts, PastCallLine line) => line.From is { } caller ? Party(texts, caller) : texts["the PBX"];

    /// <summary>Who was called.</summary>
    public static string To(Localizer texts, PastCallLine line)
    {
        if (line.To.Count == 0) return line.Dialled.Length == 0 ? texts["nobody"] : DisplayText.Show(line.Dialled, CallText.MaxParty);
        var shown = string.Join(", ", line.To.Take(MostParties).Select(leg => Party(texts, leg)).Distinct(StringComparer.Ordinal));
        return line.To.Count > MostParties ? texts.Format($"{shown} and {line.To.Count - MostParties:N0} more") : shown;
    }

    /// <summary>How long they talked; a dash if they did not.</summary>
    public static string Talked(Localizer texts, PastCallLine line) =>
        line.Talked is { } talked ? talked < TimeSpan.FromMinutes(1) ? RelativeTime.Lasted(texts, talked) : RelativeTime.Elapsed(texts, talked) : "–";

    private static string Party(Localizer texts, PastLeg leg) =>
        CallText.One(texts, leg.Number, leg.Name, leg.Extension is { } key ? [key] : [], leg.IsHidden);
}
