using AmiBlazor.History;

namespace AmiBlazor.Api;

/// <summary>A time in which changes on one PBX could go unheard. What became another in it has the time of its end and the source <c>resync</c>.</summary>
/// <param name="BeganAt">When the PBX was last heard.</param>
/// <param name="EndedAt">When all states were asked for again; null while it lasts.</param>
/// <param name="Reason">Why, for a person.</param>
/// <param name="PbxWords">What the PBX itself said; null when it said nothing.</param>
/// <param name="Changed">How many extensions were found in another state at its end, or are new; null while it lasts.</param>
internal sealed record GapResponse(DateTimeOffset BeganAt, DateTimeOffset? EndedAt, string Reason, string? PbxWords, int? Changed)
{
    /// <param name="gap">The gap.</param>
    /// <param name="withWords">False for whoever does not see all extensions of the PBX: its words may tell of any.</param>
    public static GapResponse Of(MonitoringGap gap, bool withWords) => new(gap.BeganAt, gap.EndedAt, gap.Reason, withWords ? gap.PbxWords : null, gap.Changed);
}
