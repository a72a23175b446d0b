using System.Globalization;
using AmiBlazor.Board;
using AmiBlazor.Components.Grid;
using AmiBlazor.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Drawer;

/// <summary>
/// Renders a <see cref="StatusTimeline"/> as a bar and in words: the mouse points at segments, a finger or the arrow keys move along them, and a
/// table of totals below is the legend. Rendered again only when the timeline changes or the user moves along it.
/// </summary>
public sealed partial class StatusTimelineView
{
    private static readonly double Minutes = StatusTimeline.Window.TotalMinutes;

    // Below this duration, times are shown to the second.
    private static readonly TimeSpan Brief = TimeSpan.FromMinutes(10);

    private readonly string _title = "day-" + Guid.NewGuid().ToString("N");
    private IReadOnlyList<TimelineTick> _ticks = [];
    private double _minute = Minutes;
    private bool _isMoving;
    private StatusTimeline? _drawn;
    private TimeZoneInfo? _drawnZone;
    private bool _isDirty = true;

    /// <summary>The timeline; null until it is loaded.</summary>
    [Parameter, EditorRequired]
    public StatusTimeline? Bar { get; set; }

    private TimelineSegment? Chosen => _isMoving ? Pointed : null;

    private TimelineSegment? Pointed => Bar?.At(Bar.Start.AddMinutes(_minute));

    private string ValueText => Pointed is { } segment ? Tip(segment) : Unknown;

    private string Unknown => Bar!.IsCut
        ? T.Format($"Too many changes to show · until {Clock(Bar.KnownFrom, exact: false)}")
        : T.Format($"No data · until {Clock(Bar.KnownFrom, exact: false)}");

    protected override void OnParametersSet()
    {
        if (ReferenceEquals(_drawn, Bar) && Equals(_drawnZone, T.Zone)) return;
        _drawn = Bar;
        _drawnZone = T.Zone;
        _isDirty = true;
        if (Bar is not null) _ticks = TimelineTick.Of(T, Bar.Start, Bar.End);
    }

    protected override bool ShouldRender() => _isDirty;

    protected override void OnAfterRender(bool firstRender) => _isDirty = false;

    private static string Percent(double fraction) => (fraction * 100).ToString("0.###", CultureInfo.InvariantCulture) + "%";

    private string ClassOf(TimelineSegment segment)
    {
        var (left, width) = Bar!.Place(segment);
        var thin = segment.Duration < StatusTimeline.Thin ? " thin" : "";
        var side = left + (width / 2) < 0.5 ? " left" : " right";
        var kind = segment.Status is { } status ? "status-" + status.Word() : "gap";
        return $"piece {kind}{thin}{side}{(ReferenceEquals(segment, Chosen) ? " on" : "")}";
    }

    // Slightly too wide, so that rounding to pixels leaves no gap between segments.
    private string Place(TimelineSegment segment)
    {
        var (left, width) = Bar!.Place(segment);
        return string.Create(CultureInfo.InvariantCulture, $"left:{Percent(left)};width:calc({Percent(width)} + 0.1px);--share:{segment.Share:0.####}");
    }

    private void Move(ChangeEventArgs change)
    {
        if (double.TryParse(change.Value as string, CultureInfo.InvariantCulture, out var minute))
            _minute = Math.Clamp(minute, 0, Minutes);
        Point(true);
    }

    private void Point(bool isMoving)
    {
        _isMoving = isMoving;
        _isDirty = true;
    }

    private string Tip(TimelineSegment segment)
    {
        var exact = segment.Duration < Brief;
        var (from, to) = (Clock(segment.From, exact), Clock(segment.To, exact));
        if (segment.IsMixed) return T.Format($"{from}–{to} · {string.Join(" · ", segment.Parts.Select(Words))}");
        var (label, lasted) = (Label(segment.Status), RelativeTime.Lasted(T, segment.Duration));
        return segment.To == Bar!.End ? T.Format($"{label} · since {from} · {lasted}") : T.Format($"{label} · {from}–{to} · {lasted}");
    }

    private string Words(TimelinePart part) => T.Format($"{Label(part.Status)} {RelativeTime.Lasted(T, part.Duration)}");

    private string Label(ExtensionStatus? status) => status is { } known ? StatusStyle.Label(T, known) : T["Not live"];

    private string Clock(DateTimeOffset at, bool exact) => exact
        ? RelativeTime.OfDay(T, at)
        : TimeZoneInfo.ConvertTime(at, T.Zone ?? TimeZoneInfo.Utc).ToString("HH:mm", T.Culture);
}
