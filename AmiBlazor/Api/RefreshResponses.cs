using AmiBlazor.Data.Rows;
using AmiBlazor.Refresh;

namespace AmiBlazor.Api;

/// <summary>The answer to a refresh of one PBX.</summary>
internal sealed record RefreshResponse(bool Success, string Message, RefreshData Data);

/// <summary>The answer to a refresh of every configured PBX. <c>Success</c> is false when one of them failed.</summary>
internal sealed record RefreshAllResponse(bool Success, string Message, RefreshAllData Data);

/// <summary>What came of the refresh of one PBX.</summary>
internal sealed record RefreshData
{
    /// <summary>True when a complete list came, if only an empty one.</summary>
    public required bool Success { get; init; }

    /// <summary>One or two sentences for a person.</summary>
    public required string Message { get; init; }

    /// <summary>What the PBX itself said, where it failed; null when it said nothing.</summary>
    public string? Detail { get; init; }

    /// <summary><c>separate-…</c>, unique.</summary>
    public required string ConnectionId { get; init; }

    public required string Server { get; init; }

    /// <summary><c>completed</c>, <c>empty</c>, <c>stopped</c>, <c>timedOut</c> or <c>failed</c>.</summary>
    public required string Outcome { get; init; }

    /// <summary>True when a refresh of this PBX was under way already and this is its answer.</summary>
    public required bool Joined { get; init; }

    /// <summary>Extensions known on the PBX after the refresh.</summary>
    public required int ExtensionsChecked { get; init; }

    public required int Changed { get; init; }

    /// <summary>
    /// Extensions of which the board told otherwise than the PBX though a healthy main connection had followed every change: 0 is what it should be.
    /// Null where that was not measured.
    /// </summary>
    public required int? Differing { get; init; }

    public required int Added { get; init; }

    public required int MarkedOffline { get; init; }

    /// <summary>When the refresh began: the states are not older.</summary>
    public required DateTimeOffset LastQueryTime { get; init; }

    public required double DurationMs { get; init; }

    /// <summary>Something to look at though the refresh completed; null when nothing.</summary>
    public string? Warning { get; init; }

    public required StatisticsResponse Statistics { get; init; }

    /// <summary>The extensions of the PBX, or only those that changed; empty where the refresh failed and proved nothing.</summary>
    public required IReadOnlyList<ResultResponse> Results { get; init; }

    public required JsonFileResponse JsonFile { get; init; }
}

/// <summary>Totals over every PBX, and each of them.</summary>
/// <param name="ExtensionsChecked">Extensions known after the refresh.</param>
/// <param name="Changed">Of those that completed.</param>
/// <param name="Differing">Of those where it was measured; null where it was nowhere.</param>
/// <param name="Added">Of those that completed.</param>
/// <param name="MarkedOffline">Of those that completed.</param>
/// <param name="LastQueryTime">When the first of them began; null when no PBX is configured.</param>
/// <param name="DurationMs">Of the slowest.</param>
/// <param name="Statistics">Sums; <c>completionEventDetected</c> when all of them saw theirs.</param>
/// <param name="Servers">In the configuration's order.</param>
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
/// <param name="PreviousStatus">Status word before; null when the extension was not known.</param>
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
/// <param name="Filename">For <c>GET /api/snapshots/{filename}</c>; null when there is none.</param>
/// <param name="FileSize">Such as <c>15.2 KB</c>; null when there is none.</param>
/// <param name="Message">For a person.</param>
internal sealed record JsonFileResponse(string? Filename, string? FileSize, string Message);

/// <summary>The answer to a stop.</summary>
internal sealed record StopResponse(bool Success, string Message, StopData Data);

/// <param name="Stopped">How many refreshes were stopped.</param>
internal sealed record StopData(int Stopped);
