using AmiBlazor.Components.Languages;

namespace AmiBlazor.Components.Drawer;

/// <summary>A mark under the <see cref="StatusTimeline"/>: every third hour of the person's clock; every sixth has a word.</summary>
/// <param name="At">Its time.</param>
/// <param name="Label">The time of the day; null for a mark without.</param>
public readonly record struct TimelineTick(DateTimeOffset At, string? Label)
{
    // Zones differ from UTC by whole quarters of an hour.
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(15);

    /// <summary>The marks between two times, from left to right.</summary>
    public static IReadOnlyList<TimelineTick> Of(Localizer texts, DateTimeOffset start, DateTimeOffset end)
    {
        var ticks = new List<TimelineTick>();
        var zone = texts.Zone ?? TimeZoneInfo.Utc;
        for (var at = Ceiling(start); at <= end; at += Step)
        {
            var local = TimeZoneInfo.ConvertTime(at, zone);
            if (local.Minute == 0 && local.Hour % 3 == 0) ticks.Add(new TimelineTick(at, local.Hour % 6 == 0 ? local.ToString("HH:mm", texts.Culture) : null));
        }

        return ticks;
    }

    private static DateTimeOffset Ceiling(DateTimeOffset time)
    {
        var over = time.UtcTicks % Step.Ticks;
        return over == 0 ? time.ToUniversalTime() : time.ToUniversalTime().AddTicks(Step.Ticks - over);
    }
}
