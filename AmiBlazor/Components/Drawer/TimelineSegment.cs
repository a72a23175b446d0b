using System.Runtime.InteropServices;
using AmiBlazor.Board;
using AmiBlazor.Components.Languages;

namespace AmiBlazor.Components.Drawer;

/// <summary>One segment of a <see cref="StatusTimeline"/>: one status, or several that were too short to be drawn separately.</summary>
/// <param name="From">Its beginning.</param>
/// <param name="To">Its end.</param>
/// <param name="Status">The status shown: of several the one that a supervisor looks for; null for a monitoring gap.</param>
/// <param name="Parts">Everything within it, the longest first.</param>
public sealed record TimelineSegment(DateTimeOffset From, DateTimeOffset To, ExtensionStatus? Status, IReadOnlyList<TimelinePart> Parts)
{
    public TimeSpan Duration => To - From;

    /// <summary>True for several statuses that were too short to be drawn separately.</summary>
    public bool IsMixed => Parts.Count > 1;

    /// <summary>The share of its time with <see cref="Status"/>, from 0 to 1.</summary>
    public double Share
    {
        get
        {
            var status = Status;
            return Parts.Count == 1 || Duration <= TimeSpan.Zero ? 1 : Parts.Single(part => part.Status == status).Duration / Duration;
        }
    }
}

/// <summary>How long and how often an extension had a status, or was not followed.</summary>
/// <param name="Status">The status; null for monitoring gaps.</param>
/// <param name="Duration">The total time.</param>
/// <param name="Times">How often.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TimelinePart(ExtensionStatus? Status, TimeSpan Duration, int Times);

/// <summary>A tick below a <see cref="StatusTimeline"/>: every third hour of the user's clock, every sixth with a label.</summary>
/// <param name="At">Its time.</param>
/// <param name="Label">The time of day; null for a tick without a label.</param>
public readonly record struct TimelineTick(DateTimeOffset At, string? Label)
{
    // Every time zone's offset is a multiple of a quarter of an hour.
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(15);

    /// <summary>The ticks between two times, from left to right.</summary>
    public static IReadOnlyList<TimelineTick> Of(Localizer texts, DateTimeOffset start, DateTimeOffset end)
    {
        var ticks = new List<TimelineTick>();
        var zone = texts.Zone ?? TimeZoneInfo.Utc;
        for (var at = Ceiling(start); at <= end; at += Step)
        {
            var local = TimeZoneInfo.ConvertTime(at, zone);
            if (local.Minute == 0 && local.Hour % 3 == 0)
                ticks.Add(new TimelineTick(at, local.Hour % 6 == 0 ? local.ToString("HH:mm", texts.Culture) : null));
        }

        return ticks;
    }

    private static DateTimeOffset Ceiling(DateTimeOffset time)
    {
        var over = time.UtcTicks % Step.Ticks;
        return over == 0 ? time.ToUniversalTime() : time.ToUniversalTime().AddTicks(Step.Ticks - over);
    }
}
