using System.Globalization;

namespace AmiBlazor.Components.Shared;

/// <summary>Times as people say them. The text of a moment changes at most once a minute, so that a quiet grid is seldom drawn again.</summary>
internal static class RelativeTime
{
    /// <summary>How long it has been: "just now", "5 min", "2 h 05 min", "3 d 4 h". A time still to come (clocks differ) is now.</summary>
    public static string Since(DateTimeOffset at, DateTimeOffset now)
    {
        var span = now - at;
        if (span < TimeSpan.FromMinutes(1)) return "just now";
        if (span < TimeSpan.FromHours(1)) return string.Create(CultureInfo.InvariantCulture, $"{span.Minutes} min");
        if (span < TimeSpan.FromDays(1)) return string.Create(CultureInfo.InvariantCulture, $"{span.Hours} h {span.Minutes:00} min");
        return span < TimeSpan.FromDays(10)
            ? string.Create(CultureInfo.InvariantCulture, $"{span.Days} d {span.Hours} h")
            : string.Create(CultureInfo.InvariantCulture, $"{span.Days} d");
    }

    /// <summary>The same as part of a sentence: "just now", "5 min ago".</summary>
    public static string Ago(DateTimeOffset at, DateTimeOffset now)
    {
        var since = Since(at, now);
        return string.Equals(since, "just now", StringComparison.Ordinal) ? since : since + " ago";
    }

    /// <summary>For the <c>datetime</c> attribute, of which the browser makes the person's own date and time.</summary>
    public static string Machine(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>The absolute time where no script has made it local yet.</summary>
    public static string Absolute(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>How long something has been running: "0.3 s", "12.0 s", "1:05 min".</summary>
    public static string Elapsed(TimeSpan elapsed)
    {
        if (elapsed < TimeSpan.Zero) elapsed = TimeSpan.Zero;
        return elapsed < TimeSpan.FromMinutes(1)
            ? string.Create(CultureInfo.InvariantCulture, $"{elapsed.TotalSeconds:0.0} s")
            : string.Create(CultureInfo.InvariantCulture, $"{(int)elapsed.TotalMinutes}:{elapsed.Seconds:00} min");
    }
}
