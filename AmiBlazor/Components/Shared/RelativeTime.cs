using System.Globalization;
using AmiBlazor.Components.Languages;

namespace AmiBlazor.Components.Shared;

/// <summary>
/// Formats times and durations in the user's language. The text of an age changes at most once a minute, so that a quiet grid is rarely rendered
/// again.
/// </summary>
internal static class RelativeTime
{
    /// <summary>The time that has passed: "just now", "5 min", "2 h 05 min", "3 d 4 h". A time in the future (clocks differ) counts as now.</summary>
    public static string Since(Localizer texts, DateTimeOffset at, DateTimeOffset now)
    {
        var span = now - at;
        return span < TimeSpan.FromMinutes(1) ? texts["just now"] : Long(texts, span);
    }

    /// <summary>The least time that has passed, where it may be more: "just seen", "≥ 5 min".</summary>
    public static string AtLeast(Localizer texts, DateTimeOffset at, DateTimeOffset now)
    {
        var span = now - at;
        return span < TimeSpan.FromMinutes(1) ? texts["just seen"] : texts.Format($"≥ {Long(texts, span)}");
    }

    /// <summary>The same as part of a sentence: "just now", "5 min ago".</summary>
    public static string Ago(Localizer texts, DateTimeOffset at, DateTimeOffset now)
    {
        var span = now - at;
        return span < TimeSpan.FromMinutes(1) ? texts["just now"] : texts.Format($"{Long(texts, span)} ago");
    }

    /// <summary>A duration: "8 s", "5 min", "2 h 05 min", "3 d 4 h".</summary>
    public static string Lasted(Localizer texts, TimeSpan span) =>
        span < TimeSpan.FromMinutes(1) ? texts.Format($"{Math.Max(0, (int)span.TotalSeconds)} s") : Long(texts, span);

    /// <summary>The value of a <c>datetime</c> attribute: ISO 8601 in UTC, to the second.</summary>
    public static string Machine(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Date and time in the user's time zone; while that is unknown, in UTC and saying so.</summary>
    public static string Absolute(Localizer texts, DateTimeOffset at) => texts.Zone is { } zone
        ? TimeZoneInfo.ConvertTime(at, zone).ToString(texts["d MMM yyyy, HH:mm"], texts.Culture)
        : at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>The time of day in the user's time zone, to the second; while the zone is unknown, in UTC and saying so.</summary>
    public static string OfDay(Localizer texts, DateTimeOffset at) => texts.Zone is { } zone
        ? TimeZoneInfo.ConvertTime(at, zone).ToString("HH:mm:ss", texts.Culture)
        : at.UtcDateTime.ToString("HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>The time of day if it is today, else date and time.</summary>
    public static string Format(Localizer texts, DateTimeOffset at, DateTimeOffset now)
    {
        var zone = texts.Zone ?? TimeZoneInfo.Utc;
        return TimeZoneInfo.ConvertTime(at, zone).Date == TimeZoneInfo.ConvertTime(now, zone).Date ? OfDay(texts, at) : Absolute(texts, at);
    }

    /// <summary>The same without seconds, which only distract in a line that is read at a glance.</summary>
    public static string Minute(Localizer texts, DateTimeOffset at, DateTimeOffset now)
    {
        var zone = texts.Zone ?? TimeZoneInfo.Utc;
        var local = TimeZoneInfo.ConvertTime(at, zone);
        if (local.Date != TimeZoneInfo.ConvertTime(now, zone).Date) return Absolute(texts, at);
        return local.ToString(texts.Zone is null ? "HH:mm 'UTC'" : "HH:mm", texts.Culture);
    }

    /// <summary>The time that something has been running: "0.3 s", "12.0 s", "1:05 min".</summary>
    public static string Elapsed(Localizer texts, TimeSpan elapsed)
    {
        if (elapsed < TimeSpan.Zero) elapsed = TimeSpan.Zero;
        return elapsed < TimeSpan.FromMinutes(1)
            ? texts.Format($"{elapsed.TotalSeconds:0.0} s")
            : texts.Format($"{(int)elapsed.TotalMinutes}:{elapsed.Seconds:00} min");
    }

    private static string Long(Localizer texts, TimeSpan span)
    {
        if (span < TimeSpan.FromHours(1)) return texts.Format($"{span.Minutes} min");
        if (span < TimeSpan.FromDays(1)) return texts.Format($"{span.Hours} h {span.Minutes:00} min");
        return span < TimeSpan.FromDays(10) ? texts.Format($"{span.Days} d {span.Hours} h") : texts.Format($"{span.Days} d");
    }
}
