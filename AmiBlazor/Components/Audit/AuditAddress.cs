using System.Globalization;
using AmiBlazor.Audit;
using AmiBlazor.Components.Languages;
using AmiBlazor.Components.Shared;

namespace AmiBlazor.Components.Audit;

/// <summary>The state of the audit page, all of it kept in the address; the CSV file has the same parameters. A null part does not filter.</summary>
internal sealed record AuditAddress
{
    /// <summary>The maximum number of characters read of each part.</summary>
    public const int Longest = 200;

    /// <summary>Name of an account or key.</summary>
    public string? Who { get; init; }

    /// <summary>Word of an action.</summary>
    public string? Action { get; init; }

    /// <summary>Word of an outcome.</summary>
    public string? Outcome { get; init; }

    /// <summary>Text to find in the subject or the detail.</summary>
    public string? Text { get; init; }

    /// <summary>The client's IP address.</summary>
    public string? Computer { get; init; }

    /// <summary>First day, in the user's time zone.</summary>
    public string? From { get; init; }

    /// <summary>Last day, in the user's time zone.</summary>
    public string? To { get; init; }

    /// <summary>Id of an entry: only older entries are shown (next page).</summary>
    public string? Before { get; init; }

    /// <summary>Id of an entry: only newer entries are shown (previous page).</summary>
    public string? After { get; init; }

    /// <summary>True if the entries are filtered.</summary>
    public bool HasFilter => (Who ?? Action ?? Outcome ?? Text ?? Computer ?? From ?? To) is not null;

    /// <summary>Reads the parameters of a query string.</summary>
    /// <param name="value">Returns the value of a parameter; null if it is missing.</param>
    public static AuditAddress Of(Func<string, string?> value)
    {
        return new AuditAddress
        {
            Who = Part("who"),
            Action = Part("action"),
            Outcome = Part("outcome"),
            Text = Part("q"),
            Computer = Part("address"),
            From = Part("from"),
            To = Part("to"),
            Before = Part("before"),
            After = Part("after"),
        };

        string? Part(string name) => value(name)?.Trim() is { Length: > 0 } text ? text[..Math.Min(text.Length, Longest)] : null;
    }

    /// <summary>The filter that the address asks for. Invalid parts are ignored, each with a hint for the user.</summary>
    /// <param name="texts">The language of the hints and the time zone of the days.</param>
    public (AuditFilter Filter, IReadOnlyList<string> Hints) Read(Localizer texts)
    {
        var hints = new List<string>();
        var filter = new AuditFilter { Who = Who, Text = Text, Address = Computer };
        if (Action is not null)
        {
            if (AuditStyle.Actions.Contains(Action, StringComparer.Ordinal))
                filter = filter with { Action = Action };
            else
                hints.Add(texts.Format($"Unknown action in the URL: “{Cut(Action)}”. Showing all actions."));
        }

        if (Outcome is not null)
        {
            if (AuditStyle.Outcomes.Contains(Outcome, StringComparer.Ordinal))
                filter = filter with { Outcome = Outcome };
            else
                hints.Add(texts.Format($"Unknown outcome in the URL: “{Cut(Outcome)}”. Showing all outcomes."));
        }

        var (first, last) = (LocalDay.Parse(From), LocalDay.Parse(To));
        foreach (var wrong in new[] { first is null ? From : null, last is null ? To : null }.OfType<string>())
            hints.Add(texts.Format($"“{Cut(wrong)}” is not a valid date and was ignored. Example: 2026-01-31."));
        if (first > last) hints.Add(texts["The start date is after the end date, so there are no entries."]);
        return (filter with { From = LocalDay.Start(texts, first), To = LocalDay.Start(texts, last?.AddDays(1)) }, hints);
    }

    /// <summary>The number in <see cref="Before"/> or <see cref="After"/>; null if it is none.</summary>
    public static long? Number(string? part) => long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The query string with its question mark; empty if no part is set.</summary>
    /// <param name="more">An additional part; null for none.</param>
    public string Query(string? more = null)
    {
        List<string> parts = [];
        Add("who", Who);
        Add("action", Action);
        Add("outcome", Outcome);
        Add("q", Text);
        Add("address", Computer);
        Add("from", From);
        Add("to", To);
        Add("before", Before);
        Add("after", After);
        if (more is not null) parts.Add(more);
        return parts.Count == 0 ? "" : "?" + string.Join('&', parts);

        void Add(string name, string? value)
        {
            if (value is not null) parts.Add(name + "=" + Uri.EscapeDataString(value));
        }
    }

    /// <summary>The address, relative to the base of all pages.</summary>
    public override string ToString() => "./audit" + Query();

    private static string Cut(string text) => DisplayText.Show(text, 40);
}
