using AmiBlazor.Ami;

namespace AmiBlazor.Refresh;

/// <summary>A refresh under way, as anybody may look at it at any time, and the two doors that its end goes through: stop and save.</summary>
internal sealed class RunningRefresh(string connectionId, string server, string askedBy, DateTimeOffset startedAt, int expectedRows) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource<RefreshResult> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Stop and save exclude each other: whichever comes first under this lock wins, and the other is told so.
    private readonly Lock _lock = new();
    private RefreshPhase _phase = RefreshPhase.Connecting;

    public string ConnectionId { get; } = connectionId;

    public string Server { get; } = server;

    public string AskedBy { get; } = askedBy;

    public DateTimeOffset StartedAt { get; } = startedAt;

    /// <summary>About how many rows will come: the extensions known on the PBX; 0 when none are.</summary>
    public int ExpectedRows { get; } = expectedRows;

    public RefreshPhase Phase
    {
        get
        {
            lock (_lock) return _phase;
        }
    }

    /// <summary>Rows so far.</summary>
    public int Rows => Progress.Rows;

    /// <summary>Bytes so far.</summary>
    public long Bytes => Progress.Bytes;

    public AmiProgress Progress { get; } = new();

    /// <summary>Cancelled when somebody stops the refresh.</summary>
    public CancellationToken StopToken => _stop.Token;

    /// <summary>How it ended. Never faults.</summary>
    public Task<RefreshResult> Result => _result.Task;

    /// <summary>Stops it, unless its saving has begun; false when it is too late.</summary>
    public bool TryStop()
    {
        lock (_lock)
        {
            if (_phase >= RefreshPhase.Saving) return false;

            // Under the lock only the flag is raised: what waits on the token continues elsewhere.
            _ = _stop.CancelAsync();
            return true;
        }
    }

    /// <summary>Takes the door to the database; false when it was stopped before.</summary>
    public bool TryBeginSaving()
    {
        lock (_lock)
        {
            if (_stop.IsCancellationRequested) return false;
            _phase = RefreshPhase.Saving;
            return true;
        }
    }

    public void Enter(RefreshPhase phase)
    {
        lock (_lock)
        {
            if (phase > _phase) _phase = phase;
        }
    }

    public void End(RefreshResult result)
    {
        Enter(RefreshPhase.Ended);
        _result.TrySetResult(result);
    }

    public void Dispose() => _stop.Dispose();
}
