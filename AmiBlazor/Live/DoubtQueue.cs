namespace AmiBlazor.Live;

/// <summary>
/// What must be asked before it is believed: each thing once, in order. Bounded; the reading loop puts in and never waits.
/// </summary>
internal sealed class DoubtQueue
{
    /// <summary>The most questions that may wait; with more, one list is cheaper for the PBX.</summary>
    public const int MaxWaiting = 500;

    private readonly Lock _lock = new();
    private readonly Queue<Doubt> _waiting = new();
    private readonly HashSet<Doubt> _known = [];
    private TaskCompletionSource _arrival = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource? _idle;
    private Doubt? _asked;
    private bool _isHeard;
    private volatile bool _isAsking;

    /// <summary>Whether a question is being asked.</summary>
    public bool IsAsking => _isAsking;

    /// <summary>Completes when no question waits or is being asked.</summary>
    public Task Idle
    {
        get
        {
            lock (_lock)
            {
                if (_waiting.Count == 0 && !_isAsking) return Task.CompletedTask;
                return (_idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }
        }
    }

    /// <summary>Puts in a question, unless it waits already.</summary>
    /// <returns>False when there are too many.</returns>
    public bool TryAdd(Doubt doubt)
    {
        lock (_lock)
        {
            if (_known.Contains(doubt)) return true;
            if (_waiting.Count == MaxWaiting) return false;
            _known.Add(doubt);
            _waiting.Enqueue(doubt);
            _arrival.TrySetResult();
            return true;
        }
    }

    /// <summary>Takes the oldest question out, waiting for one. It is being asked until the next call.</summary>
    public async Task<Doubt> TakeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task arrival;
            lock (_lock)
            {
                _isAsking = _waiting.TryDequeue(out var oldest);
                if (oldest is not null)
                {
                    // What is said of it from here on is asked again.
                    _known.Remove(oldest);
                    (_asked, _isHeard) = (oldest, false);
                    return oldest;
                }

                BecomeIdle();
                if (_arrival.Task.IsCompleted) _arrival = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                arrival = _arrival.Task;
            }

            await arrival.WaitAsync(cancellationToken);
        }
    }

    /// <summary>The PBX has told of something by itself: if it is being asked for, the answer may be the older one.</summary>
    public void Heard(Doubt doubt)
    {
        lock (_lock) _isHeard |= doubt.Equals(_asked);
    }

    /// <summary>Whether the PBX has told of what is being asked since the question was taken out, or since the last call.</summary>
    public bool TakeHeard()
    {
        lock (_lock)
        {
            var isHeard = _isHeard;
            _isHeard = false;
            return isHeard;
        }
    }

    /// <summary>Nothing needs to be asked any more.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _waiting.Clear();
            _known.Clear();
            _isAsking = false;
            BecomeIdle();
        }
    }

    private void BecomeIdle()
    {
        _idle?.TrySetResult();
        _idle = null;
    }
}
