using System.Runtime.InteropServices;
using AmiBlazor.Components.Grid;
using AmiBlazor.Extensions;

namespace AmiBlazor.Components.Drawer;

/// <summary>
/// What an extension did in the last 24 hours, as a bar of a few hundred pixels can show it. However often it changed, the segments stay few
/// and every change leaves its mark on one; the totals count all to the second.
/// </summary>
public sealed class DayBar
{
    /// <summary>How far back the bar goes.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromHours(24);

    /// <summary>What lasted less could not be seen: about a pixel. So wide a segment is drawn at least.</summary>
    public static readonly TimeSpan Thin = TimeSpan.FromMinutes(5);

    private DayBar(DateTimeOffset end, DateTimeOffset knownFrom, bool isCut, IReadOnlyList<DaySegment> segments, IReadOnlyList<DayPart> totals)
    {
        End = end;
        KnownFrom = knownFrom;
        IsCut = isCut;
        Segments = segments;
        Totals = totals;
    }

    /// <summary>The left end.</summary>
    public DateTimeOffset Start => End - Window;

    /// <summary>The right end: now.</summary>
    public DateTimeOffset End { get; }

    /// <summary>From when on the status is known; <see cref="Start"/> when all the time.</summary>
    public DateTimeOffset KnownFrom { get; }

    /// <summary>True when there were more changes than are read, so that the time before <see cref="KnownFrom"/> is left out.</summary>
    public bool IsCut { get; }

    /// <summary>From left to right, without a gap from <see cref="KnownFrom"/> to <see cref="End"/>.</summary>
    public IReadOnlyList<DaySegment> Segments { get; }

    /// <summary>Each status that it had, in the order of <see cref="StatusLook.InOrder"/>.</summary>
    public IReadOnlyList<DayPart> Totals { get; }

    /// <summary>Draws up the bar.</summary>
    /// <param name="newestFirst">
    /// The extension's changes without a gap, back to the last one before the window where there is one. One that seems still to come (clocks
    /// differ) has happened now.
    /// </param>
    /// <param name="hasOlder">True when there are more than these.</param>
    /// <param name="currentCode">The status number that it has; all that is known of an extension without changes.</param>
    /// <param name="now">The right end.</param>
    public static DayBar Of(IReadOnlyList<ChangeEntry> newestFirst, bool hasOlder, int currentCode, DateTimeOffset now)
    {
        var start = now - Window;
        var inside = 0;
        while (inside < newestFirst.Count && newestFirst[inside].At > start) inside++;

        var (knownFrom, isCut) = (start, false);
        int? before = inside < newestFirst.Count ? newestFirst[inside].ToCode : null;
        if (before is null && inside == 0) before = currentCode;
        else if (before is null && !hasOlder) before = newestFirst[inside - 1].FromCode;
        else if (before is null) isCut = true;
        if (before is null) knownFrom = Earlier(newestFirst[inside - 1].At, now);

        var spans = Spans(newestFirst, inside, before, knownFrom, now);
        return new DayBar(now, knownFrom, isCut, Segment(spans), Totalled(spans));
    }

    /// <summary>Where a segment is drawn, as fractions of the bar: at least <see cref="Thin"/>, and within the bar.</summary>
    public (double Left, double Width) Place(DaySegment segment)
    {
        var missing = Thin - segment.Duration;
        var from = missing > TimeSpan.Zero ? segment.From - (missing / 2) : segment.From;
        var to = missing > TimeSpan.Zero ? from + Thin : segment.To;
        if (from < Start) (from, to) = (Start, to + (Start - from));
        if (to > End) (from, to) = (from - (to - End), End);
        return ((from - Start) / Window, (to - from) / Window);
    }

    /// <summary>What is drawn at a time; of several the briefest, which is the hardest to hit. Null where nothing is known.</summary>
    public DaySegment? At(DateTimeOffset time)
    {
        DaySegment? found = null;
        foreach (var segment in Segments)
        {
            var near = segment.Duration < Thin ? Thin : TimeSpan.Zero;
            if (segment.From - near > time || segment.To + near < time) continue;
            if (found is null || segment.Duration < found.Duration) found = segment;
        }

        return found;
    }

    private static List<Span> Spans(IReadOnlyList<ChangeEntry> newestFirst, int inside, int? before, DateTimeOffset knownFrom, DateTimeOffset now)
    {
        var spans = new List<Span>(inside + 1);
        if (before is { } code) spans.Add(new Span(ExtensionStatuses.FromCode(code), knownFrom, knownFrom));
        for (var index = inside - 1; index >= 0; index--)
        {
            var at = Earlier(newestFirst[index].At, now);
            if (spans.Count > 0) spans[^1] = spans[^1] with { To = at };

            // Several numbers stand for one status.
            var status = ExtensionStatuses.FromCode(newestFirst[index].ToCode);
            if (spans.Count == 0 || spans[^1].Status != status) spans.Add(new Span(status, at, at));
        }

        spans[^1] = spans[^1] with { To = now };
        return spans;
    }

    private static List<DaySegment> Segment(List<Span> spans)
    {
        var segments = new List<DaySegment>();
        var brief = new List<Span>();
        foreach (var span in spans)
        {
            // The ringing that led to a call is part of it; ringing that led to none stands for itself.
            if (span.Duration >= Thin && !IsTelling(span.Status)) Close();
            brief.Add(span);
            if (span.To - brief[0].From >= Thin) Close();
        }

        Close();
        return segments;

        void Close()
        {
            if (brief.Count == 0) return;
            var parts = Totalled(brief);
            parts.Sort(static (one, other) => other.Duration.CompareTo(one.Duration));
            segments.Add(new DaySegment(brief[0].From, brief[^1].To, Telling(parts), parts));
            brief.Clear();
        }
    }

    // Between two long stretches of quiet the call is what a supervisor looks for, however short it was.
    private static ExtensionStatus Telling(List<DayPart> longestFirst)
    {
        foreach (var part in longestFirst)
        {
            if (IsTelling(part.Status)) return part.Status;
        }

        return longestFirst[0].Status;
    }

    private static bool IsTelling(ExtensionStatus status) => status is not (ExtensionStatus.Online or ExtensionStatus.Offline or ExtensionStatus.Unknown);

    private static List<DayPart> Totalled(List<Span> spans) =>
    [
        .. spans.GroupBy(span => span.Status)
            .OrderBy(group => StatusLook.Rank(group.Key))
            .Select(group => new DayPart(group.Key, TimeSpan.FromTicks(group.Sum(span => span.Duration.Ticks)), group.Count())),
    ];

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Span(ExtensionStatus Status, DateTimeOffset From, DateTimeOffset To)
    {
        public TimeSpan Duration => To - From;
    }
}
