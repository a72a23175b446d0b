using System.Runtime.InteropServices;
using AmiBlazor.Board;
using AmiBlazor.Components.Grid;
using AmiBlazor.History;

namespace AmiBlazor.Components.Drawer;

/// <summary>
/// What an extension did in the last 24 hours, reduced to what a bar of a few hundred pixels can show. However often the status changed, there are
/// few segments, and every change is part of one; the totals are exact to the second. Monitoring gaps are segments of their own and count for no
/// status.
/// </summary>
public sealed class StatusTimeline
{
    /// <summary>The length of the timeline.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromHours(24);

    /// <summary>About a pixel: anything shorter would be invisible, so each segment is drawn at least this wide.</summary>
    public static readonly TimeSpan Thin = TimeSpan.FromMinutes(5);

    private StatusTimeline(
        DateTimeOffset end, DateTimeOffset knownFrom, bool isCut, IReadOnlyList<TimelineSegment> segments, IReadOnlyList<TimelinePart> totals)
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

    /// <summary>The time from which on the status is known; <see cref="Start"/> if it is known throughout.</summary>
    public DateTimeOffset KnownFrom { get; }

    /// <summary>True if there were more changes than are read: the time before <see cref="KnownFrom"/> is left out.</summary>
    public bool IsCut { get; }

    /// <summary>From left to right, contiguous from <see cref="KnownFrom"/> to <see cref="End"/>.</summary>
    public IReadOnlyList<TimelineSegment> Segments { get; }

    /// <summary>Each status that occurred, in the order of <see cref="StatusStyle.InOrder"/>; last, if there were any, the monitoring gaps.</summary>
    public IReadOnlyList<TimelinePart> Totals { get; }

    /// <summary>True if there were monitoring gaps.</summary>
    public bool HasGaps => Totals is [.., { Status: null }];

    /// <summary>Builds the timeline.</summary>
    /// <param name="newestFirst">
    /// The extension's changes, contiguous and reaching back to the last one before the window if there is one. A change in the future (clocks
    /// differ) counts as now.
    /// </param>
    /// <param name="hasOlder">True if there are older changes than these.</param>
    /// <param name="currentCode">The current status number; all that is known of an extension without changes.</param>
    /// <param name="now">The right end.</param>
    /// <param name="gaps">The monitoring gaps in any order; one that has not ended reaches to now.</param>
    /// <param name="goneSince">Since when the PBX no longer lists the extension; null while it does.</param>
    public static StatusTimeline Of(
        IReadOnlyList<ChangeEntry> newestFirst, bool hasOlder, int currentCode, DateTimeOffset now, IReadOnlyList<MonitoringGap> gaps,
        DateTimeOffset? goneSince = null)
    {
        var start = now - Window;
        newestFirst = InOrder(newestFirst, now);
        var inside = 0;
        while (inside < newestFirst.Count && newestFirst[inside].At > start) inside++;

        var (knownFrom, isCut) = (start, false);
        int? before = inside < newestFirst.Count ? newestFirst[inside].ToCode : null;
        if (before is null && inside == 0)
            before = currentCode;
        else if (before is null && !hasOlder)
            before = newestFirst[inside - 1].FromCode;
        else if (before is null)
            isCut = true;
        if (before is null) knownFrom = Earlier(newestFirst[inside - 1].At, now);

        var known = Spans(newestFirst, inside, before, knownFrom, now);
        MarkGone(known, goneSince);
        var spans = CutByGaps(known, MergeGaps(gaps, knownFrom, now));
        return new StatusTimeline(now, knownFrom, isCut, Segment(spans), SumByStatus(spans));
    }

    /// <summary>Where a segment is drawn, as fractions of the bar: at least <see cref="Thin"/> wide and inside the bar.</summary>
    public (double Left, double Width) Place(TimelineSegment segment)
    {
        var missing = Thin - segment.Duration;
        var from = missing > TimeSpan.Zero ? segment.From - (missing / 2) : segment.From;
        var to = missing > TimeSpan.Zero ? from + Thin : segment.To;
        if (from < Start) (from, to) = (Start, to + (Start - from));
        if (to > End) (from, to) = (from - (to - End), End);
        return ((from - Start) / Window, (to - from) / Window);
    }

    /// <summary>The segment drawn at a time; of several the shortest, which is the hardest to hit. Null if nothing is known of that time.</summary>
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

    /// <summary>
    /// The changes with times that never run backwards: after the clock was set back, what came before happened at the latest when the next change did. A
    /// time in the future counts as now.
    /// </summary>
    private static IReadOnlyList<ChangeEntry> InOrder(IReadOnlyList<ChangeEntry> newestFirst, DateTimeOffset now)
    {
        List<ChangeEntry>? ordered = null;
        var latest = now;
        for (var index = 0; index < newestFirst.Count; index++)
        {
            if (newestFirst[index].At <= latest)
                latest = newestFirst[index].At;
            else
                (ordered ??= [.. newestFirst])[index] = newestFirst[index] with { At = latest };
        }

        return ordered ?? newestFirst;
    }

    private static List<Span> Spans(IReadOnlyList<ChangeEntry> newestFirst, int inside, int? before, DateTimeOffset knownFrom, DateTimeOffset now)
    {
        var spans = new List<Span>(inside + 1);
        if (before is { } code)
            spans.Add(new Span(ExtensionStatusExtensions.FromCode(code), knownFrom, knownFrom, IsBegun: false));
        for (var index = inside - 1; index >= 0; index--)
        {
            var at = Earlier(newestFirst[index].At, now);
            if (spans.Count > 0) spans[^1] = spans[^1] with { To = at };

            // Several numbers stand for the same status.
            var status = ExtensionStatusExtensions.FromCode(newestFirst[index].ToCode);
            if (spans.Count == 0 || spans[^1].Status != status) spans.Add(new Span(status, at, at, IsBegun: true));
        }

        spans[^1] = spans[^1] with { To = now };
        return spans;
    }

    /// <summary>Since it is gone, it is not offline.</summary>
    private static void MarkGone(List<Span> spans, DateTimeOffset? goneSince)
    {
        if (goneSince is not { } since || spans[^1] is not { Status: ExtensionStatus.Offline } last) return;
        if (since > last.From)
        {
            since = Earlier(since, last.To);
            spans[^1] = last with { To = since };
            last = new Span(ExtensionStatus.Gone, since, last.To, IsBegun: true);
            spans.Add(last);
        }

        spans[^1] = last with { Status = ExtensionStatus.Gone };
    }

    /// <summary>The gaps within the known time, sorted and merged where they touch.</summary>
    private static List<(DateTimeOffset From, DateTimeOffset To)> MergeGaps(IReadOnlyList<MonitoringGap> gaps, DateTimeOffset from, DateTimeOffset now)
    {
        var gapSpans = new List<(DateTimeOffset From, DateTimeOffset To)>();
        foreach (var gap in gaps.OrderBy(gap => gap.BeganAt))
        {
            var (began, ended) = (gap.BeganAt > from ? gap.BeganAt : from, Earlier(gap.EndedAt ?? now, now));
            if (began >= ended) continue;
            if (gapSpans.Count > 0 && began <= gapSpans[^1].To)
                gapSpans[^1] = (gapSpans[^1].From, ended > gapSpans[^1].To ? ended : gapSpans[^1].To);
            else
                gapSpans.Add((began, ended));
        }

        return gapSpans;
    }

    /// <summary>The spans with the gaps cut out of them, and the gaps as spans of their own.</summary>
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

                // A status that the PBX reported right before the gap is kept even if no time of it is left.
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
            // The ringing before a call belongs to the call; ringing that led to no call is a segment of its own, and so is a gap.
            if (span.Duration >= Thin && (!IsNotable(span.Status) || brief.Exists(static other => other.Status is null)))
                Close();
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

    // Between long quiet periods a supervisor looks for the call, however short it was; a gap, though, is never hidden.
    private static ExtensionStatus? MostNotable(List<TimelinePart> longestFirst)
    {
        if (longestFirst.Exists(static part => part.Status is null)) return null;
        foreach (var part in longestFirst)
        {
            if (IsNotable(part.Status)) return part.Status;
        }

        return longestFirst[0].Status;
    }

    private static bool IsNotable(ExtensionStatus? status) =>
        status is not (null or ExtensionStatus.Online or ExtensionStatus.Offline or ExtensionStatus.Unknown or ExtensionStatus.Gone);

    private static List<TimelinePart> SumByStatus(List<Span> spans) =>
    [
        .. spans.GroupBy(span => span.Status)
            .OrderBy(group => group.Key is { } status ? StatusStyle.Rank(status) : int.MaxValue)
            .Select(group => new TimelinePart(group.Key, TimeSpan.FromTicks(group.Sum(span => span.Duration.Ticks)), group.Sum(span => span.Times))),
    ];

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    /// <summary>One status for as long as it lasted, or a monitoring gap.</summary>
    /// <param name="Status">The status; null for a gap.</param>
    /// <param name="From">Its beginning.</param>
    /// <param name="To">Its end.</param>
    /// <param name="IsBegun">True if the status began then; false if it may have begun earlier.</param>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Span(ExtensionStatus? Status, DateTimeOffset From, DateTimeOffset To, bool IsBegun)
    {
        public TimeSpan Duration => To - From;

        /// <summary>How often the status began: 0 if it only continues after a gap, else 1.</summary>
        public int Times { get; init; } = 1;
    }
}
