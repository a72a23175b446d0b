using AmiBlazor.Board;
using AmiBlazor.Calls;
using AmiBlazor.Components.Languages;
using AmiBlazor.Components.Shared;

namespace AmiBlazor.Components.Calls;

/// <summary>The state of the page of past calls, all of it kept in the address; the CSV file has the same parameters. A null part does not filter.</summary>
internal sealed record PastCallsAddress
{
    /// <summary>The maximum number of characters read of each part.</summary>
    public const int Longest = 200;

    /// <summary>Name of a PBX.</summary>
    public string? Server { get; init; }

    /// <summary>Part of a party's number or name.</summary>
    public string? Party { get; init; }

    /// <summary>An extension that took part.</summary>
    public string? Extension { get; init; }

    /// <summary>The context of <see cref="Extension"/>.</summary>
    public string? Context { get; init; }

    /// <summary>Word of an outcome.</summary>
    public string? Outcome { get; init; }

    /// <summary>Name of a queue.</summary>
    public string? Queue { get; init; }

    /// <summary>First day, in the user's time zone.</summary>
    public string? From { get; init; }

    /// <summary>Last day, in the user's time zone.</summary>
    public string? To { get; init; }

    /// <summary>Word of a <see cref="CallCursor"/>: only older calls are shown.</summary>
    public string? Before { get; init; }

    /// <summary>True if the calls are filtered.</summary>
    public bool HasFilter => (Server ?? Party ?? Extension ?? Context ?? Outcome ?? Queue ?? From ?? To) is not null;

    /// <summary>Reads the parameters of a query string.</summary>
    /// <param name="value">Returns the value of a parameter; null if it is missing.</param>
    public static PastCallsAddress Of(Func<string, string?> value)
    {
        return new PastCallsAddress
        {
            Server = Part("pbx"),
            Party = Part("q"),
            Extension = Part("extension"),
            Context = Part("context"),
            Outcome = Part("outcome"),
            Queue = Part("queue"),
            From = Part("from"),
            To = Part("to"),
            Before = Part("before"),
        };

        string? Part(string name) => value(name)?.Trim() is { Length: > 0 } text ? text[..Math.Min(text.Length, Longest)] : null;
    }

    /// <summary>The filter that the address asks for. Invalid parts are ignored, each with a hint for the user.</summary>
    /// <param name="texts">The language of the hints and the time zone of the days.</param>
    /// <param name="privacy">How much of parties outside the user sees.</param>
    public (CallFilter Filter, IReadOnlyList<string> Hints) Read(Localizer texts, NumberPrivacy privacy)
    {
        var hints = new List<string>();
        var outcome = Outcome;
        if (outcome is not null && CallOutcomes.Of(outcome) is null)
        {
            hints.Add(texts.Format($"Unknown outcome in the URL: “{Cut(outcome)}”. Showing all outcomes."));
            outcome = null;
        }

        var (first, last) = (LocalDay.Parse(From), LocalDay.Parse(To));
        foreach (var wrong in new[] { first is null ? From : null, last is null ? To : null }.OfType<string>())
            hints.Add(texts.Format($"“{Cut(wrong)}” is not a valid date and was ignored. Example: 2026-01-31."));
        if (first > last) hints.Add(texts["The start date is after the end date, so there are no calls."]);

        // The filter includes its end; the last day ends before the next one begins.
        var filter = new CallFilter(Server, Context, Extension, LocalDay.Start(texts, first), LocalDay.Start(texts, last?.AddDays(1))?.AddTicks(-1), outcome, Queue)
        {
            Party = Party,
            PartyPrivacy = privacy,
        };
        return (filter, hints);
    }

    /// <summary>The query string with its question mark; empty if no part is set.</summary>
    /// <param name="more">An additional part; null for none.</param>
    public string Query(string? more = null)
    {
        List<string> parts = [];
        Add("pbx", Server);
        Add("q", Party);
        Add("extension", Extension);
        Add("context", Context);
        Add("outcome", Outcome);
        Add("queue", Queue);
        Add("from", From);
        Add("to", To);
        Add("before", Before);
        if (more is not null) parts.Add(more);
        return parts.Count == 0 ? "" : "?" + string.Join('&', parts);

        void Add(string name, string? value)
        {
            if (value is not null) parts.Add(name + "=" + Uri.EscapeDataString(value));
        }
    }

    /// <summary>The address, relative to the base of all pages.</summary>
    public override string ToString() => "./calls/past" + Query();

    private static string Cut(string text) => DisplayText.Show(text, 40);
}
