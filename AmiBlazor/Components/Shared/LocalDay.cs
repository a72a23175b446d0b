using System.Globalization;
using AmiBlazor.Components.Languages;

namespace AmiBlazor.Components.Shared;

/// <summary>Days in the user's time zone; in UTC while that is unknown.</summary>
internal static class LocalDay
{
    /// <summary>The day that a date field holds, such as <c>2026-01-31</c>; null if it holds none.</summary>
    public static DateOnly? Parse(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1 and < 9999
            ? day
            : null;

    /// <summary>The start of a day. If daylight saving skips midnight, the first time that exists on that day.</summary>
    public static DateTimeOffset? Start(Localizer texts, DateOnly? day) => day is { } date ? Start(texts, date) : null;

    /// <summary>The start of the day that it is at a time.</summary>
    public static DateTimeOffset StartOf(Localizer texts, DateTimeOffset at) =>
        Start(texts, DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, texts.Zone ?? TimeZoneInfo.Utc).DateTime));

    private static DateTimeOffset Start(Localizer texts, DateOnly day)
    {
        var zone = texts.Zone ?? TimeZoneInfo.Utc;
        var local = day.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(local)) local = local.AddMinutes(15);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
