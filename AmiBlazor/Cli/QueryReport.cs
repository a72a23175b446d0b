using AmiBlazor.Refresh;
using AmiBlazor.Store;

namespace AmiBlazor.Cli;

/// <summary>What a query brought, ready to be printed.</summary>
/// <param name="Server">The PBX's name.</param>
/// <param name="Host">Where it was asked.</param>
/// <param name="Port">Where it was asked.</param>
/// <param name="AskedAt">When the list, or the first single query, was sent. UTC.</param>
/// <param name="Duration">From connecting to the last row.</param>
/// <param name="Statistics">What went over the wire.</param>
/// <param name="Rows">By context and extension.</param>
internal sealed record QueryReport(
    string Server, string Host, int Port, DateTimeOffset AskedAt, TimeSpan Duration, RefreshStatistics Statistics, IReadOnlyList<SnapshotRow> Rows);
