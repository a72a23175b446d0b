using AmiBlazor.Refresh;
using AmiBlazor.Store;

namespace AmiBlazor.Components.Runs;

/// <summary>One line of the table: a refresh that ended, or one under way.</summary>
public sealed class RunRow
{
    /// <summary>The refresh as it is kept; null while it is under way.</summary>
    public RunRecord? Ended { get; private init; }

    public required string ConnectionId { get; init; }

    public required string Server { get; init; }

    public required string AskedBy { get; init; }

    /// <summary>When it ended, or when it began while it is under way.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>How long it took, or has been taking.</summary>
    public required TimeSpan Took { get; init; }

    public required int Rows { get; init; }

    public required long Bytes { get; init; }

    public static RunRow Of(RunRecord run) => new()
    {
        Ended = run,
        ConnectionId = run.ConnectionId,
        Server = run.Server,
        AskedBy = run.AskedBy,
        At = run.EndedAt,
        Took = run.EndedAt - run.StartedAt,
        Rows = run.Rows,
        Bytes = run.Bytes,
    };

    internal static RunRow Of(RunningRefresh run, DateTimeOffset now) => new()
    {
        ConnectionId = run.ConnectionId,
        Server = run.Server,
        AskedBy = run.AskedBy,
        At = run.StartedAt,
        Took = now - run.StartedAt,
        Rows = run.Rows,
        Bytes = run.Progress.Bytes,
    };
}
