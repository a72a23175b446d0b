using AmiBlazor.Refresh;

namespace AmiBlazor.History;

/// <summary>One change of an extension's status.</summary>
/// <param name="At">UTC.</param>
/// <param name="FromCode">Status number before; null for the first.</param>
/// <param name="ToCode">Status number after.</param>
/// <param name="Source"><c>refresh</c>, <c>live</c>, <c>resync</c> or <c>edit</c>.</param>
/// <param name="ConnectionId">The refresh that brought it; null for other sources.</param>
internal sealed record HistoryEntry(DateTimeOffset At, int? FromCode, int ToCode, string Source, string? ConnectionId);
