using AmiBlazor.Ami;

namespace AmiBlazor.Refresh;

/// <summary>A running refresh. Its progress may be read from any thread at any time; it ends by a stop or by a save, never both.</summary>
internal sealed class RunningRefresh(string connectionId, string server, string askedBy, DateTimeOffset startedAt, int expectedRows) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource<RefreshResult> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Stop and save exclude each other: the first to take this lock wins, the other returns false.
    private readonly Lock _lock = new();
    private RefreshPhase _phase = RefreshPhase.Connecting;

    public string ConnectionId { get; } = connectionId;

    public string Server { get; } = server;

    public string AskedBy { get; } = askedBy;

    public DateTimeOffset StartedAt { get; } = startedAt;

    /// <summary>The expected number of rows: the extensions known on the PBX; 0 if none are.</summary>
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

    /// <summary>Cancelled when the refresh is stopped.</summary>
    public CancellationToken StopToken => _stop.Token;

    /// <summary>The result. Never faults.</summary>
    public Task<RefreshResult> Result => _result.Task;

    /// <summary>Stops the refresh; false if it is already being saved.</summary>
    public bool TryStop()
    {
        lock (_lock)
        {
            if (_phase >= RefreshPhase.Saving) return false;

            // Only the flag is set under the lock: continuations of the token run elsewhere.
            _ = _stop.CancelAsync();
            return true;
        }
    }

    /// <summary>Begins the save, after which the refresh cannot be stopped; false if it was stopped before.</summary>
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
