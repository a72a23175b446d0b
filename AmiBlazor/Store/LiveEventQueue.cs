namespace AmiBlazor.Store;

/// <summary>What became of an event that was put into a <see cref="LiveEventQueue"/>.</summary>
internal enum EnqueueResult
{
    /// <summary>It waits to be written.</summary>
    Enqueued,

    /// <summary>The queue is full: this event is lost, and so is every later one until all states are requested again.</summary>
    Full,

    /// <summary>More extensions have sent events than one PBX may have: this event is lost.</summary>
    TooManyExtensions,
}

/// <summary>
/// The events of one PBX that its main connection has received and the store has not written yet, in order. The socket's reader puts them in and never
/// waits; the holder of the PBX's write lock takes them out. Bounded: an event that does not fit is dropped, and the reader is told.
/// </summary>
internal sealed class LiveEventQueue(TimeProvider time)
{
    /// <summary>The most events that may wait: a change of every extension of a large PBX and some more. About 4 MB.</summary>
    public const int MaxWaiting = 20_000;

    /// <summary>The most characters that the names and hints of all waiting events may have: 16 MB. Real ones stay far below.</summary>
    public const int MaxCharacters = 8 * 1024 * 1024;

    // Guards everything below; held for moments.
    private readonly Lock _lock = new();
    private readonly Queue<LiveEvent> _waiting = new();
    private TaskCompletionSource? _arrival;
    private bool _isWoken;
    private long _waitingCharacters;
    private long _dropped;
    private bool _isHalf;

    /// <summary>How far the board can be trusted because of the events.</summary>
    public FollowState State { get; } = new(time);

    /// <summary>The hints that events may be about.</summary>
    public HintIndex Hints { get; } = new();

    /// <summary>
    /// Whether the last event may be one half of a change, of an extension with several devices or of one of them: the other half follows within moments.
    /// </summary>
    public bool IsHalf
    {
        get
        {
            lock (_lock) return _waiting.Count > 0 && _isHalf;
        }
    }

    /// <summary>How many events wait.</summary>
    public int Waiting
    {
        get
        {
            lock (_lock) return _waiting.Count;
        }
    }

    /// <summary>How many events were dropped since the program started, because they did not fit.</summary>
    public long Dropped
    {
        get
        {
            lock (_lock) return _dropped;
        }
    }

    /// <summary>When the oldest waiting event was received; UTC. Null when none waits.</summary>
    public DateTimeOffset? OldestAt
    {
        get
        {
            lock (_lock) return _waiting.TryPeek(out var oldest) ? oldest.At : null;
        }
    }

    /// <summary>An event came that is not believed; its extension is known, and will be asked.</summary>
    public void Doubted(LiveStatus received)
    {
        lock (_lock) State.Receive(received, hasRoom: true);
    }

    /// <summary>Puts in an event that was just received. For the socket's reader.</summary>
    public EnqueueResult Enqueue(LiveEvent received)
    {
        TaskCompletionSource? arrival;
        lock (_lock)
        {
            var characters = Characters(received);
            var result = State.Receive(received, hasRoom: _waiting.Count < MaxWaiting && _waitingCharacters + characters <= MaxCharacters);
            if (result != EnqueueResult.Enqueued)
            {
                _dropped++;
                return result;
            }

            _waitingCharacters += characters;
            _waiting.Enqueue(received);
            _isHalf = Hints.HasStates && (received is LiveDevice or LiveStatus { IsFolded: true });
            (arrival, _arrival) = (_arrival, null);
        }

        arrival?.TrySetResult();
        return EnqueueResult.Enqueued;
    }

    /// <summary>Completes when an event waits to be written, or after <see cref="Wake"/>. For one waiter at a time.</summary>
    public Task WaitAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_waiting.Count > 0 || _isWoken)
            {
                _isWoken = false;
                return Task.CompletedTask;
            }

            _arrival ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _arrival.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Wakes the waiter although no event may wait: there is news in <see cref="State"/> for it, now or when it waits next.</summary>
    internal void Wake()
    {
        TaskCompletionSource? arrival;
        lock (_lock)
        {
            _isWoken = _arrival is null;
            (arrival, _arrival) = (_arrival, null);
        }

        arrival?.TrySetResult();
    }

    /// <summary>The oldest waiting events. They wait until <see cref="Written"/>. Only for the holder of the PBX's write lock.</summary>
    internal List<LiveEvent> Oldest(int most)
    {
        lock (_lock) return [.. _waiting.Take(most)];
    }

    /// <summary>This many of the oldest events are in the database. Only for the holder of the PBX's write lock.</summary>
    internal void Written(int count)
    {
        lock (_lock)
        {
            for (var written = 0; written < count; written++) _waitingCharacters -= Characters(_waiting.Dequeue());
        }
    }

    private static int Characters(LiveEvent received) => received.Context.Length + received.Exten.Length + received switch
    {
        LiveStatus status => status.Hint.Length,
        LivePresence presence => (presence.Presence?.Length ?? 0) + (presence.Message?.Length ?? 0),
        _ => 0,
    };
}
