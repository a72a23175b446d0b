using AmiBlazor.Board;

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
