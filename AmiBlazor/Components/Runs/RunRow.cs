using AmiBlazor.Refresh;
using AmiBlazor.Store;

namespace AmiBlazor.Components.Runs;

/// <summary>One line of the table: a refresh that has ended or is running.</summary>
public sealed class RunRow
{
    /// <summary>The stored refresh; null while it is running.</summary>
    public RunRecord? Ended { get; private init; }

    public required string ConnectionId { get; init; }

    public required string Server { get; init; }

    public required string AskedBy { get; init; }

    /// <summary>When it ended; while it is running, when it began.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Its duration, so far if it is running.</summary>
    public required TimeSpan Took { get; init; }

    public required int Rows { get; init; }

    public required long Bytes { get; init; }

    /// <summary>True while its JSON file can be downloaded.</summary>
    public bool IsFileKept { get; private init; }

    public static RunRow Of(RunRecord run, bool isFileKept) => new()
    {
        Ended = run,
        ConnectionId = run.ConnectionId,
        Server = run.Server,
        AskedBy = run.AskedBy,
        At = run.EndedAt,
        Took = run.EndedAt - run.StartedAt,
        Rows = run.Rows,
        Bytes = run.Bytes,
        IsFileKept = isFileKept,
    };

    internal static RunRow Of(RunningRefresh run, DateTimeOffset now) => new()
    {
        ConnectionId = run.ConnectionId,
        Server = run.Server,
        AskedBy = run.AskedBy,
        At = run.StartedAt,
        Took = now - run.StartedAt,
        Rows = run.Rows,
        Bytes = run.Bytes,
    };
}
