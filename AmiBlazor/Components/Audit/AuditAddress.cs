using System.Globalization;
using AmiBlazor.Audit;
using AmiBlazor.Components.Languages;
using AmiBlazor.Components.Shared;

namespace AmiBlazor.Components.Audit;

/// <summary>What the page of the audit shows: all of it is in its address, and the file's address has the same. Null parts ask for nothing.</summary>
internal sealed record AuditAddress
{
    /// <summary>So much of a text is looked at.</summary>
    public const int Longest = 200;

    /// <summary>The name of an account or key.</summary>
    public string? Who { get; init; }

    /// <summary>The word of an action.</summary>
    public string? Action { get; init; }

    /// <summary>The word of an outcome.</summary>
    public string? Outcome { get; init; }

    /// <summary>Part of what it was done to, or of the detail.</summary>
    public string? Text { get; init; }

    /// <summary>The address of a computer.</summary>
    public string? Computer { get; init; }

    /// <summary>The first day, in the person's zone.</summary>
    public string? From { get; init; }

    /// <summary>The last day, in the person's zone.</summary>
    public string? To { get; init; }

    /// <summary>Only entries before the one of this number: the page after another.</summary>
    public string? Before { get; init; }

    /// <summary>Only entries after the one of this number: the page before another.</summary>
    public string? After { get; init; }

    /// <summary>Whether all entries are asked for.</summary>
    public bool HasFilter => (Who ?? Action ?? Outcome ?? Text ?? Computer ?? From ?? To) is not null;

    /// <summary>What the parameters of a query ask for.</summary>
    /// <param name="value">The value of a parameter; null where it is not there.</param>
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

    /// <summary>The filter; what is wrong in it is left out, and a hint says so.</summary>
    /// <param name="texts">The language of the hints, and the zone of the days.</param>
    public (AuditFilter Filter, IReadOnlyList<string> Hints) Read(Localizer texts)
    {
        var hints = new List<string>();
        var filter = new AuditFilter { Who = Who, Text = Text, Address = Computer };
        if (Action is not null)
        {
            if (AuditStyle.Actions.Contains(Action, StringComparer.Ordinal)) filter = filter with { Action = Action };
            else hints.Add(texts.Format($"The address names an action that does not exist: “{Cut(Action)}”. All are shown."));
        }

        if (Outcome is not null)
        {
            if (AuditStyle.Outcomes.Contains(Outcome, StringComparer.Ordinal)) filter = filter with { Outcome = Outcome };
            else hints.Add(texts.Format($"The address names an outcome that does not exist: “{Cut(Outcome)}”. All are shown."));
        }

        var (first, last) = (Day(From), Day(To));
        foreach (var wrong in new[] { first is null ? From : null, last is null ? To : null }.OfType<string>())
            hints.Add(texts.Format($"“{Cut(wrong)}” is no day such as 2026-01-31, and was left out."));
        if (first > last) hints.Add(texts["The first day is after the last: nothing can lie between them."]);
        return (filter with { From = Midnight(first, texts), To = Midnight(last?.AddDays(1), texts) }, hints);
    }

    /// <summary>The number in <see cref="Before"/> or <see cref="After"/>; null where there is none.</summary>
    public static long? Number(string? part) => long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The query behind an address, with its question mark; empty where nothing is asked for.</summary>
    /// <param name="more">A further part; null for none.</param>
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

    /// <summary>The address, from the root on.</summary>
    public override string ToString() => "/audit" + Query();

    private static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1 and < 9999 ? day : null;

    /// <summary>When a day begins where the person is; of a day whose midnight the clocks leave out, the first moment that there is.</summary>
    private static DateTimeOffset? Midnight(DateOnly? day, Localizer texts)
    {
        if (day is not { } date) return null;
        var zone = texts.Zone ?? TimeZoneInfo.Utc;
        var local = date.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(local)) local = local.AddMinutes(15);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }

    private static string Cut(string text) => DisplayText.Show(text, 40);
}
