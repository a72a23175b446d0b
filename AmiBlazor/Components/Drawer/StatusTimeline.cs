using System.Runtime.InteropServices;
using AmiBlazor.Board;
using AmiBlazor.Components.Grid;
using AmiBlazor.History;

namespace AmiBlazor.Components.Drawer;

/// <summary>
/// What an extension did in the last 24 hours, as a bar of a few hundred pixels can show it. However often it changed, the segments stay few
/// and every change leaves its mark on one; the totals count all to the second. Times in which changes could go unheard stand for themselves and count for
/// no status.
/// </summary>
public sealed class StatusTimeline
{
    /// <summary>How far back the bar goes.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromHours(24);

    /// <summary>What lasted less could not be seen: about a pixel. So wide a segment is drawn at least.</summary>
    public static readonly TimeSpan Thin = TimeSpan.FromMinutes(5);

    private StatusTimeline(DateTimeOffset end, DateTimeOffset knownFrom, bool isCut, IReadOnlyList<TimelineSegment> segments, IReadOnlyList<TimelinePart> totals)
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
    public IReadOnlyList<TimelineSegment> Segments { get; }

    /// <summary>Each status that it had, in the order of <see cref="StatusStyle.InOrder"/>; then the time that was not followed, where there is any.</summary>
    public IReadOnlyList<TimelinePart> Totals { get; }

    /// <summary>True when there were times in which changes could go unheard.</summary>
    public bool HasGaps => Totals is [.., { Status: null }];

    /// <summary>Draws up the bar.</summary>
    /// <param name="newestFirst">
    /// The extension's changes without a gap, back to the last one before the window where there is one. One that seems still to come (clocks
    /// differ) has happened now.
    /// </param>
    /// <param name="hasOlder">True when there are more than these.</param>
    /// <param name="currentCode">The status number that it has; all that is known of an extension without changes.</param>
    /// <param name="now">The right end.</param>
    /// <param name="gaps">The times in which changes could go unheard, in any order; one that lasts reaches to now.</param>
    public static StatusTimeline Of(IReadOnlyList<ChangeEntry> newestFirst, bool hasOlder, int currentCode, DateTimeOffset now, IReadOnlyList<MonitoringGap> gaps)
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

        var spans = CutByGaps(Spans(newestFirst, inside, before, knownFrom, now), MergeGaps(gaps, knownFrom, now));
        return new StatusTimeline(now, knownFrom, isCut, Segment(spans), SumByStatus(spans));
    }

    /// <summary>Where a segment is drawn, as fractions of the bar: at least <see cref="Thin"/>, and within the bar.</summary>
    public (double Left, double Width) Place(TimelineSegment segment)
    {
        var missing = Thin - segment.Duration;
        var from = missing > TimeSpan.Zero ? segment.From - (missing / 2) : segment.From;
        var to = missing > TimeSpan.Zero ? from + Thin : segment.To;
        if (from < Start) (from, to) = (Start, to + (Start - from));
        if (to > End) (from, to) = (from - (to - End), End);
        return ((from - Start) / Window, (to - from) / Window);
    }

    /// <summary>What is drawn at a time; of several the briefest, which is the hardest to hit. Null where nothing is known.</summary>
    public TimelineSegment? At(DateTimeOffset time)
    {
        TimelineSegment? found = null;
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
        if (before is { } code) spans.Add(new Span(ExtensionStatusExtensions.FromCode(code), knownFrom, knownFrom, IsBegun: false));
        for (var index = inside - 1; index >= 0; index--)
        {
            var at = Earlier(newestFirst[index].At, now);
            if (spans.Count > 0) spans[^1] = spans[^1] with { To = at };

            // Several numbers stand for one status.
            var status = ExtensionStatusExtensions.FromCode(newestFirst[index].ToCode);
            if (spans.Count == 0 || spans[^1].Status != status) spans.Add(new Span(status, at, at, IsBegun: true));
        }

        spans[^1] = spans[^1] with { To = now };
        return spans;
    }

    /// <summary>The gaps within a time, in their order, none touching the next.</summary>
    private static List<(DateTimeOffset From, DateTimeOffset To)> MergeGaps(IReadOnlyList<MonitoringGap> gaps, DateTimeOffset from, DateTimeOffset now)
    {
        var gapSpans = new List<(DateTimeOffset From, DateTimeOffset To)>();
        foreach (var gap in gaps.OrderBy(gap => gap.BeganAt))
        {
            var (began, ended) = (gap.BeganAt > from ? gap.BeganAt : from, Earlier(gap.EndedAt ?? now, now));
            if (began >= ended) continue;
            if (gapSpans.Count > 0 && began <= gapSpans[^1].To) gapSpans[^1] = (gapSpans[^1].From, ended > gapSpans[^1].To ? ended : gapSpans[^1].To);
            else gapSpans.Add((began, ended));
        }

        return gapSpans;
    }

    /// <summary>What is left of the spans around the gapSpans, and the gapSpans between them.</summary>
    private static List<Span> CutByGaps(List<Span> spans, List<(DateTimeOffset From, DateTimeOffset To)> gapSpans)
    {
        if (gapSpans.Count == 0) return spans;
        var cut = new List<Span>(spans.Count + (2 * gapSpans.Count));
        var (next, done) = (0, spans[0].From);
        foreach (var span in spans)
        {
            var (from, times) = (span.From > done ? span.From : done, 1);
            var isSeen = span.IsBegun && span.From == from;
            while (next < gapSpans.Count && gapSpans[next].From < span.To)
            {
                var gap = gapSpans[next++];

                // What the PBX told with its last word before the gap was there, however little of it is left.
                if (from < gap.From || (isSeen && from == gap.From))
                {
                    cut.Add(span with { From = from, To = gap.From, Times = times });
                    (isSeen, times) = (false, 0);
                }

                cut.Add(new Span(null, gap.From, gap.To, IsBegun: true));
                from = gap.To;
            }

            if (from < span.To || (isSeen && from == span.To)) cut.Add(span with { From = from, Times = times });
            done = from > span.To ? from : span.To;
        }

        return cut;
    }

    private static List<TimelineSegment> Segment(List<Span> spans)
    {
        var segments = new List<TimelineSegment>();
        var brief = new List<Span>();
        foreach (var span in spans)
        {
            // The ringing that led to a call is part of it; ringing that led to none stands for itself, and so does a gap.
            if (span.Duration >= Thin && (!IsNotable(span.Status) || brief.Exists(static other => other.Status is null))) Close();
            brief.Add(span);
            if (span.To - brief[0].From >= Thin) Close();
        }

        Close();
        return segments;

        void Close()
        {
            if (brief.Count == 0) return;
            var parts = SumByStatus(brief);
            parts.Sort(static (one, other) => other.Duration.CompareTo(one.Duration));
            segments.Add(new TimelineSegment(brief[0].From, brief[^1].To, MostNotable(parts), parts));
            brief.Clear();
        }
    }

    // Between two long stretches of quiet the call is what a supervisor looks for, however short it was; but no doubt is hidden.
    private static ExtensionStatus? MostNotable(List<TimelinePart> longestFirst)
    {
        if (longestFirst.Exists(static part => part.Status is null)) return null;
        foreach (var part in longestFirst)
        {
            if (IsNotable(part.Status)) return part.Status;
        }

        return longestFirst[0].Status;
    }

    private static bool IsNotable(ExtensionStatus? status) => status is not (null or ExtensionStatus.Online or ExtensionStatus.Offline or ExtensionStatus.Unknown);

    private static List<TimelinePart> SumByStatus(List<Span> spans) =>
    [
        .. spans.GroupBy(span => span.Status)
            .OrderBy(group => group.Key is { } status ? StatusStyle.Rank(status) : int.MaxValue)
            .Select(group => new TimelinePart(group.Key, TimeSpan.FromTicks(group.Sum(span => span.Duration.Ticks)), group.Sum(span => span.Times))),
    ];

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    /// <summary>One status as long as it lasted, or a time that was not followed.</summary>
    /// <param name="Status">The status; null for a time that was not followed.</param>
    /// <param name="From">Its beginning.</param>
    /// <param name="To">Its end.</param>
    /// <param name="IsBegun">True when it began there, false when it may have been so before.</param>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Span(ExtensionStatus? Status, DateTimeOffset From, DateTimeOffset To, bool IsBegun)
    {
        public TimeSpan Duration => To - From;

        /// <summary>0 for what goes on after a gap as it was before, else 1.</summary>
        public int Times { get; init; } = 1;
    }
}
