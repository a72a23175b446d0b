using AmiBlazor.Board;
using AmiBlazor.History;
using AmiBlazor.Refresh;

namespace AmiBlazor.Api;

/// <summary>One change of an extension's status.</summary>
/// <param name="At">UTC.</param>
/// <param name="From">The status word before; null for the first.</param>
/// <param name="FromCode">The number before, as AMI sent it; null for the first.</param>
/// <param name="To">The status word after.</param>
/// <param name="ToCode">The number after.</param>
/// <param name="Source"><c>refresh</c>, <c>live</c>, <c>resync</c> or <c>edit</c>.</param>
/// <param name="ConnectionId">The refresh that found it; null for other sources.</param>
internal sealed record HistoryResponse(DateTimeOffset At, string? From, int? FromCode, string To, int ToCode, string Source, string? ConnectionId)
{
    public static HistoryResponse Of(ChangeEntry entry) => new(
        entry.At,
        entry.FromCode is { } code ? ExtensionStatusExtensions.FromCode(code).Word() : null,
        entry.FromCode is { } from ? ExtensionCodes.Ami(from) : null,
        ExtensionStatusExtensions.FromCode(entry.ToCode).Word(),
        ExtensionCodes.Ami(entry.ToCode),
        entry.Source,
        entry.ConnectionId);
}
