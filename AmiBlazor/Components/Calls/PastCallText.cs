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
        CallOutcome.AnsweredByPbx => texts["Answered by the PBX"],
        CallOutcome.NotAnswered => texts["Not answered"],
        CallOutcome.Busy => texts["Busy or declined"],
        CallOutcome.Abandoned => texts["Hung up in the queue"],
        CallOutcome.Failed => texts["Failed"],
        CallOutcome.Listened => texts["Listened to a call"],
        _ => texts["Unknown"],
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

    /// <summary>How long they talked; a dash if they did not. What nobody saw whole has a mark, and of what nobody saw begin nor end it is not known.</summary>
    public static string Talked(Localizer texts, PastCallLine line) => line.Talk switch
    {
        null => "–",
        { Bound: TalkBound.Unknown } => "?",
        { Bound: TalkBound.AtLeast, Span: var span } => "≥ " + Span(texts, span),
        { Bound: TalkBound.AtMost, Span: var span } => "≤ " + Span(texts, span),
        { Span: var span } => Span(texts, span),
    };

    /// <summary>Why the time of a talk is not exact; null if it is.</summary>
    public static string? TalkedHint(Localizer texts, PastCallLine line) => line.Talk?.Bound switch
    {
        TalkBound.AtLeast => texts["the beginning of the talk was not seen"],
        TalkBound.AtMost => texts["the end of the talk was not seen"],
        TalkBound.Unknown => texts["neither the beginning nor the end of the talk was seen"],
        _ => null,
    };

    private static string Span(Localizer texts, TimeSpan span) =>
        span < TimeSpan.FromMinutes(1) ? RelativeTime.Lasted(texts, span) : RelativeTime.Elapsed(texts, span);

    private static string Party(Localizer texts, PastLeg leg) =>
        CallText.One(texts, leg.Number, leg.Name, leg.Extension is { } key ? [key] : [], leg.IsHidden);
}
