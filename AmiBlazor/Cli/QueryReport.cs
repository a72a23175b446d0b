using AmiBlazor.Refresh;
using AmiBlazor.Store;

namespace AmiBlazor.Cli;

/// <summary>The result of a query.</summary>
/// <param name="Server">The PBX's name.</param>
/// <param name="Host">The host that was asked.</param>
/// <param name="Port">The port that was asked.</param>
/// <param name="AskedAt">When the list, or the first single query, was sent. UTC.</param>
/// <param name="Duration">From connecting to the last row.</param>
/// <param name="Statistics">What went over the wire.</param>
/// <param name="Rows">Sorted by context and extension.</param>
internal sealed record QueryReport(
    string Server, string Host, int Port, DateTimeOffset AskedAt, TimeSpan Duration, RefreshStatistics Statistics, IReadOnlyList<SnapshotRow> Rows);
