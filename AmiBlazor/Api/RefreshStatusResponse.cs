using AmiBlazor.Audit;
using AmiBlazor.Board;
using AmiBlazor.Live;
using AmiBlazor.Refresh;
using AmiBlazor.Store;

namespace AmiBlazor.Api;

/// <summary>The state of the refreshes and the main connections.</summary>
/// <param name="Running">Oldest first.</param>
/// <param name="Recent">The last 20 that ended, newest first.</param>
/// <param name="MainConnections">One for each configured PBX, in configuration order.</param>
internal sealed record RefreshStatusResponse(
    IReadOnlyList<RunningResponse> Running, IReadOnlyList<EndedResponse> Recent, IReadOnlyList<MainConnectionResponse> MainConnections);

/// <summary>A running refresh.</summary>
/// <param name="Phase"><c>connecting</c>, <c>listing</c>, <c>asking</c>, <c>saving</c> or <c>ended</c>.</param>
/// <param name="Rows">Rows so far.</param>
/// <param name="ExpectedRows">The expected number of rows; 0 if no extension of the PBX is known yet.</param>
internal sealed record RunningResponse(
    string ConnectionId, string Server, string AskedBy, DateTimeOffset StartedAt, string Phase, int Rows, int ExpectedRows, double ElapsedMs)
{
    public static RunningResponse Of(RunningRefresh run, DateTimeOffset now) => new(
        run.ConnectionId,
        run.Server,
        run.AskedBy,
        run.StartedAt,
        run.Phase.ToString().ToLowerInvariant(),
        run.Rows,
        run.ExpectedRows,
        Math.Round(Math.Max(0, (now - run.StartedAt).TotalMilliseconds), 1));
}

/// <summary>A refresh that has ended.</summary>
/// <param name="Outcome"><c>completed</c>, <c>empty</c>, <c>stopped</c>, <c>timedOut</c> or <c>failed</c>.</param>
/// <param name="Differing">Extensions whose board state differed from the PBX although every change had been followed; null if not measured.</param>
/// <param name="Error">What went wrong, for a person; null if nothing did.</param>
internal sealed record EndedResponse(
    string ConnectionId,
    string Server,
    string AskedBy,
    DateTimeOffset StartedAt,
    DateTimeOffset EndedAt,
    string Outcome,
    int ExtensionsChecked,
    int Changed,
    int? Differing,
    int Added,
    int MarkedOffline,
    int Rows,
    long Bytes,
    string? Error,
    string? SnapshotFile)
{
    /// <param name="run">The refresh.</param>
    /// <param name="withFile">False for callers who do not see all extensions of the PBX: they must not read its file.</param>
    public static EndedResponse Of(RunRecord run, bool withFile) => new(
        run.ConnectionId,
        run.Server,
        run.AskedBy,
        run.StartedAt,
        run.EndedAt,
        run.Outcome.Word(),
        run.ExtensionsChecked,
        run.Changed,
        run.Differing,
        run.Added,
        run.MarkedOffline,
        run.Rows,
        run.Bytes,
        run.Error,
        withFile ? run.SnapshotFile : null);
}
