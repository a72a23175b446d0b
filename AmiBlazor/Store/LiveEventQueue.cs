namespace AmiBlazor.Store;

/// <summary>
/// What the main connection of one PBX has heard and the store has not written yet, in order, and how far the board can be trusted because of it. The
/// socket's reader puts in and never waits; whoever has the PBX's turn to write takes out. Bounded: what does not fit is not kept, and said.
/// </summary>
internal sealed class LiveEventQueue(TimeProvider time)
{
    /// <summary>So many events may wait: a change of every extension of a large PBX, and then some. About 4 MB.</summary>
    public const int MostWaiting = 20_000;

    /// <summary>So many extensions may be named: as many as a list may have.</summary>
    public const int MostExtensions = 100_000;

    /// <summary>
    /// So many characters may the names and hints have that wait, and so many the names that were heard: 16 MB each. Real ones stay far below; a
    /// PBX whose every name is as long as a line may be must not take all memory.
    /// </summary>
    public const int MostCharacters = 8 * 1024 * 1024;

    /// <summary>A list that was asked for longer ago is not under way any more.</summary>
    private static readonly TimeSpan LongestList = TimeSpan.FromMinutes(10);

    // Guards all below; held for moments.
    private readonly Lock _lock = new();
    private readonly Queue<LiveEvent> _waiting = new();

    // When each extension was last heard of: what an older list says of it does not count.
    private readonly Dictionary<(string Context, string Exten), long> _heard = [];
    private TaskCompletionSource? _arrival;
    private DateTimeOffset? _fullSince;
    private bool _hasTooMany;
    private long _waitingCharacters;
    private long _heardCharacters;
    private long? _followedSince;
    private bool _hasUntoldTrace;
    private long? _lastListStamp;

    /// <summary>A board that was followed was compared with a complete list. Called without a lock, by whoever has the turn.</summary>
    public Action<BoardVerification>? Checked { get; set; }

    /// <summary>
    /// Events told what was known already, or of hints that were not known: what Asterisk does when its dialplan is reloaded. Then hints can be gone,
    /// of which it says nothing. Called without a lock, by whoever has the turn or follows.
    /// </summary>
    public Action? ReloadTraced { get; set; }

    /// <summary>How many events wait.</summary>
    public int Waiting
    {
        get
        {
            lock (_lock)
                return _waiting.Count;
        }
    }

    /// <summary>When the first event was lost for want of room; UTC. Null while none is.</summary>
    public DateTimeOffset? FullSince
    {
        get
        {
            lock (_lock)
                return _fullSince;
        }
    }

    /// <summary>When the oldest was heard that waits; UTC. Null when none does.</summary>
    public DateTimeOffset? OldestAt
    {
        get
        {
            lock (_lock)
                return _waiting.TryPeek(out var oldest) ? oldest.At : null;
        }
    }

    /// <summary>
    /// Since when the board has been right and every change has been heard, as a timestamp of the clock; null while that is not so.
    /// </summary>
    public long? FollowedSince
    {
        get
        {
            lock (_lock)
                return _followedSince;
        }
    }

    /// <summary>When the newest complete list that was saved had been asked for, as a timestamp; null before the first.</summary>
    public long? LastListStamp
    {
        get
        {
            lock (_lock)
                return _lastListStamp;
        }
    }

    /// <summary>Takes an event that was just heard. For the socket's reader.</summary>
    public EnqueueResult Enqueue(LiveEvent heard)
    {
        TaskCompletionSource? arrival;
        lock (_lock)
        {
            if (_fullSince is not null)
                return EnqueueResult.Full;
            var characters = Characters(heard);
            if (_waiting.Count == MostWaiting || _waitingCharacters + characters > MostCharacters)
            {
                _fullSince = heard.At;
                _followedSince = null;
                return EnqueueResult.Full;
            }

            var key = (heard.Context, heard.Exten);
            if (!_heard.ContainsKey(key))
            {
                _hasTooMany = _heard.Count == MostExtensions || _heardCharacters + key.Context.Length + key.Exten.Length > MostCharacters;
                if (_hasTooMany)
                    return EnqueueResult.TooManyExtensions;
            }

            if (heard is LiveStatus)
                Remember(key);
            _waitingCharacters += characters;
            _waiting.Enqueue(heard);
            (arrival, _arrival) = (_arrival, null);
        }

        arrival?.TrySetResult();
        return EnqueueResult.Taken;
    }

    /// <summary>A new connection listens, or one that had heard too much listens anew.</summary>
    public void Reset()
    {
        lock (_lock)
        {
            _fullSince = null;
            _followedSince = null;
            _hasUntoldTrace = false;
            var oldest = time.GetTimestamp() - (long)(LongestList.TotalSeconds * time.TimestampFrequency);
            foreach (var (key, stamp) in _heard)
            {
                // Of too many none is kept, or there would be too many again at once. A list that is older than some of them does not count any
                // more when the new connection has its own.
                if (_hasTooMany || stamp < oldest)
                    Forget(key);
            }

            _hasTooMany = false;
        }
    }

    /// <summary>
    /// The connection that listens has had its list saved, which it asked for at this timestamp: from then on every change was heard, unless there were
    /// too many.
    /// </summary>
    public void MarkTrusted(long listSentStamp)
    {
        bool isTraced;
        lock (_lock)
        {
            if (_fullSince is not null)
                return;
            _followedSince ??= listSentStamp;
            (isTraced, _hasUntoldTrace) = (_hasUntoldTrace, false);
        }

        if (isTraced)
            ReloadTraced?.Invoke();
    }

    /// <summary>From here on changes may go unheard.</summary>
    public void MarkUntrusted()
    {
        lock (_lock)
            _followedSince = null;
    }

    /// <summary>Completes when something waits to be written.</summary>
    public Task WaitAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_waiting.Count > 0)
                return Task.CompletedTask;
            _arrival ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _arrival.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>The oldest that wait. They wait on until <see cref="Written"/>. Only for whoever has the turn.</summary>
    internal List<LiveEvent> Oldest(int most)
    {
        lock (_lock)
            return [.. _waiting.Take(most)];
    }

    /// <summary>So many of the oldest are in the database. Only for whoever has the turn.</summary>
    internal void Written(int count)
    {
        lock (_lock)
        {
            for (var written = 0; written < count; written++)
                _waitingCharacters -= Characters(_waiting.Dequeue());
        }
    }

    /// <summary>The extensions that were heard of since: what a list says of them that was asked for then is older. Null when there are none.</summary>
    internal HashSet<(string Context, string Exten)>? HeardSince(long stamp)
    {
        HashSet<(string, string)>? since = null;
        lock (_lock)
        {
            foreach (var (key, heard) in _heard)
            {
                if (heard >= stamp)
                    (since ??= []).Add(key);
            }
        }

        return since;
    }

    internal void TellChecked(BoardVerification check) => Checked?.Invoke(check);

    internal void TellReloadTraced()
    {
        lock (_lock)
        {
            // Before its first list a new connection hears much that is new to it. But the dialplan can be reloaded in the middle of that list, and what
            // was told then is younger than its rows: once the list is saved, there is a reason for another.
            if (_followedSince is null)
            {
                _hasUntoldTrace = true;
                return;
            }
        }

        ReloadTraced?.Invoke();
    }

    /// <summary>A list is in the database. Only for whoever has the turn.</summary>
    internal void ListRequested(long stamp)
    {
        lock (_lock)
            _lastListStamp = stamp;
    }

    private static int Characters(LiveEvent heard) => heard.Context.Length + heard.Exten.Length + heard switch
    {
        LiveStatus status => status.Hint.Length,
        LivePresence presence => (presence.Presence?.Length ?? 0) + (presence.Message?.Length ?? 0),
        _ => 0,
    };

    private void Remember((string Context, string Exten) key)
    {
        if (!_heard.ContainsKey(key))
            _heardCharacters += key.Context.Length + key.Exten.Length;
        _heard[key] = time.GetTimestamp();
    }

    private void Forget((string Context, string Exten) key)
    {
        _heard.Remove(key);
        _heardCharacters -= key.Context.Length + key.Exten.Length;
    }
}
