using AmiBlazor.History;

namespace AmiBlazor.Api;

/// <summary>
/// A period in which changes on one PBX may have been missed. A state found changed at its end is recorded with the time of its end and the source
/// <c>resync</c>.
/// </summary>
/// <param name="BeganAt">When the PBX was last heard.</param>
/// <param name="EndedAt">When all states were listed again; null if it has not ended.</param>
/// <param name="Reason">The reason, for people.</param>
/// <param name="PbxWords">The PBX's own message; null if there is none.</param>
/// <param name="Changed">How many extensions were found changed at its end, or are new; null if it has not ended.</param>
internal sealed record GapResponse(DateTimeOffset BeganAt, DateTimeOffset? EndedAt, string Reason, string? PbxWords, int? Changed)
{
    /// <param name="gap">The gap.</param>
    /// <param name="withWords">False for users who do not see all extensions of the PBX: its message may mention any of them.</param>
    public static GapResponse Of(MonitoringGap gap, bool withWords) => new(gap.BeganAt, gap.EndedAt, gap.Reason, withWords ? gap.PbxWords : null, gap.Changed);
}
