using System.Globalization;
using AmiBlazor.Board;
using AmiBlazor.Calls;

namespace AmiBlazor.Components.Exports;

/// <summary>A past call as a line of a CSV file, in the words of the REST API.</summary>
internal static class CallLine
{
    public static readonly string[] Titles =
    [
        "server", "id", "startedAt", "startKnown", "answeredAt", "endedAt", "endKnown", "outcome", "queue", "talkSeconds", "talkBound", "callerExtension",
        "callerNumber", "callerName", "dialled", "parties",
    ];

    /// <param name="call">The call, as the user may see it.</param>
    /// <param name="names">The names that people have given to extensions.</param>
    public static string?[] Of(PastCall call, IReadOnlyDictionary<ExtensionKey, string> names)
    {
        var caller = call.Legs.FirstOrDefault(leg => leg.IsCaller);
        var talk = TalkTime.Of(call);
        return
        [
            call.Server,
            call.Id,
            IsoTime.Format(call.StartedAt),
            Word(call.IsStartKnown),
            call.AnsweredAt is { } answered ? IsoTime.Format(answered) : null,
            call.EndedAt is { } ended ? IsoTime.Format(ended) : null,
            Word(call.IsEndKnown),
            call.Outcome.Word(),
            call.Queue,
            talk is null or { Bound: TalkBound.Unknown } ? null : ((long)talk.Span.TotalSeconds).ToString(CultureInfo.InvariantCulture),
            talk?.Bound.Word(),
            caller?.Extension?.Exten,
            caller?.Number,
            caller is null ? null : Name(caller, names),
            caller?.Dialled,
            string.Join("; ", call.Legs.Where(leg => leg != caller).Select(leg => Party(leg, names))),
        ];
    }

    /// <summary>The last line of a file that does not contain all calls.</summary>
    public static string?[] More(string sentence) => [.. Enumerable.Repeat("", Titles.Length - 1), sentence];

    private static string Party(PastLeg leg, IReadOnlyDictionary<ExtensionKey, string> names) => leg.IsHidden
        ? "hidden"
        : string.Join(' ', ((string?[])[leg.Extension?.Exten is { } exten && !string.Equals(exten, leg.Number, StringComparison.Ordinal) ? exten : null, leg.Number, Name(leg, names),
            leg.ConnectedAt is not null ? null : leg.Cause is null ? "(connection unknown)" : "(not connected)"]).Where(part => !string.IsNullOrEmpty(part)));

    private static string Name(PastLeg leg, IReadOnlyDictionary<ExtensionKey, string> names) =>
        leg.Extension is { } key && names.TryGetValue(key, out var name) ? name : leg.Name;

    private static string Word(bool value) => value ? "true" : "false";
}
