using AmiBlazor.Data.Rows;
using AmiBlazor.Refresh;

namespace AmiBlazor.Api;

/// <summary>The answer to a refresh of one PBX.</summary>
internal sealed record RefreshResponse(bool Success, string Message, RefreshData Data);

/// <summary>The answer to a refresh of every configured PBX. <c>Success</c> is false when one of them failed.</summary>
internal sealed record RefreshAllResponse(bool Success, string Message, RefreshAllData Data);

/// <summary>The result of the refresh of one PBX.</summary>
internal sealed record RefreshData
{
    /// <summary>True if a complete list was received, even an empty one.</summary>
    public required bool Success { get; init; }

    /// <summary>One or two sentences for a person.</summary>
    public required string Message { get; init; }

    /// <summary>The PBX's own message about a failure; null if there is none.</summary>
    public string? Detail { get; init; }

    /// <summary><c>separate-…</c>, unique.</summary>
    public required string ConnectionId { get; init; }

    public required string Server { get; init; }

    /// <summary><c>completed</c>, <c>empty</c>, <c>stopped</c>, <c>timedOut</c> or <c>failed</c>.</summary>
    public required string Outcome { get; init; }

    /// <summary>True if the call joined a refresh of this PBX that was already running.</summary>
    public required bool Joined { get; init; }

    /// <summary>Extensions known on the PBX after the refresh.</summary>
    public required int ExtensionsChecked { get; init; }

    public required int Changed { get; init; }

    /// <summary>
    /// Extensions whose board state differed from the PBX although a healthy main connection had followed every change; should be 0. Null if not
    /// measured.
    /// </summary>
    public required int? Differing { get; init; }

    public required int Added { get; init; }

    public required int MarkedOffline { get; init; }

    /// <summary>When the refresh began; no state is older.</summary>
    public required DateTimeOffset LastQueryTime { get; init; }

    public required double DurationMs { get; init; }

    /// <summary>A warning about a completed refresh; null if there is none.</summary>
    public string? Warning { get; init; }

    public required StatisticsResponse Statistics { get; init; }

    /// <summary>The extensions of the PBX, or only those that changed; empty if the refresh failed.</summary>
    public required IReadOnlyList<ResultResponse> Results { get; init; }

    public required JsonFileResponse JsonFile { get; init; }
}

/// <summary>Totals over all PBXs, and the result of each.</summary>
/// <param name="ExtensionsChecked">Extensions known after the refresh.</param>
/// <param name="Changed">Sum over the completed refreshes.</param>
/// <param name="Differing">Sum over the PBXs for which it was measured; null if for none.</param>
/// <param name="Added">Sum over the completed refreshes.</param>
/// <param name="MarkedOffline">Sum over the completed refreshes.</param>
/// <param name="LastQueryTime">When the first refresh began; null if no PBX is configured.</param>
/// <param name="DurationMs">Duration of the slowest refresh, in milliseconds.</param>
/// <param name="Statistics">Sums; <c>completionEventDetected</c> is true if it is true for all.</param>
/// <param name="Servers">In configuration order.</param>
internal sealed record RefreshAllData(
    int ExtensionsChecked,
    int Changed,
    int? Differing,
    int Added,
    int MarkedOffline,
    DateTimeOffset? LastQueryTime,
    double DurationMs,
    StatisticsResponse Statistics,
    IReadOnlyList<RefreshData> Servers);

/// <summary>What went over the wire.</summary>
internal sealed record StatisticsResponse(
    int SuccessfulQueries,
    int FailedQueries,
    int ExtensionsFound,
    int RowsOutsideContexts,
    int TotalEvents,
    int ExtensionEvents,
    long BufferSize,
    bool CompletionEventDetected,
    string QueryFormat);

/// <summary>One extension after a refresh.</summary>
/// <param name="PreviousStatus">Status word before; null if the extension was not known.</param>
internal sealed record ResultResponse(
    string Server,
    string Context,
    string Extension,
    string Hint,
    string Status,
    int StatusCode,
    string DeviceState,
    string? PreviousStatus);

/// <summary>The JSON file of a refresh.</summary>
/// <param name="Filename">For <c>GET /api/snapshots/{filename}</c>; null if there is none.</param>
/// <param name="FileSize">Such as <c>15.2 KB</c>; null if there is none.</param>
/// <param name="Message">For a person.</param>
internal sealed record JsonFileResponse(string? Filename, string? FileSize, string Message);

/// <summary>The answer to a stop.</summary>
internal sealed record StopResponse(bool Success, string Message, StopData Data);

/// <param name="Stopped">The number of refreshes that were stopped.</param>
internal sealed record StopData(int Stopped);
