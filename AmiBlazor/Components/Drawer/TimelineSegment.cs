using System.Runtime.InteropServices;
using AmiBlazor.Board;
using AmiBlazor.Components.Languages;

namespace AmiBlazor.Components.Drawer;

/// <summary>One piece of the <see cref="StatusTimeline"/>: a status as long as it lasted, or several that were too short to be drawn apart.</summary>
/// <param name="From">Its beginning.</param>
/// <param name="To">Its end.</param>
/// <param name="Status">What it shows: of several the one that a supervisor looks for. Null where changes could go unheard.</param>
/// <param name="Parts">All that is in it, the longest first.</param>
public sealed record TimelineSegment(DateTimeOffset From, DateTimeOffset To, ExtensionStatus? Status, IReadOnlyList<TimelinePart> Parts)
{
    public TimeSpan Duration => To - From;

    /// <summary>True for several statuses that were too short to be drawn apart.</summary>
    public bool IsMixed => Parts.Count > 1;

    /// <summary>How much of its time it had <see cref="Status"/>: 0 to 1.</summary>
    public double Share
    {
        get
        {
            var status = Status;
            return Parts.Count == 1 || Duration <= TimeSpan.Zero ? 1 : Parts.Single(part => part.Status == status).Duration / Duration;
        }
    }
}

/// <summary>How long and how often an extension had one status, or was not followed.</summary>
/// <param name="Status">The status; null for the time in which changes could go unheard.</param>
/// <param name="Duration">How long in all.</param>
/// <param name="Times">How often.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TimelinePart(ExtensionStatus? Status, TimeSpan Duration, int Times);

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
