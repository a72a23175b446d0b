namespace AmiBlazor.Store;

/// <summary>
/// How far the board of one PBX can be trusted: since when every change has been followed, which list was saved last, and which extensions have sent
/// events since a list was requested. Safe to use from any thread.
/// </summary>
internal sealed class FollowState(TimeProvider time)
{
    /// <summary>The most extensions that may send events: as many as a list may have.</summary>
    public const int MaxExtensions = 100_000;

    /// <summary>
    /// The most characters that the names of all those extensions may have: 16 MB. Real names stay far below; a PBX whose every name is as long as a
    /// line may be must not take all memory.
    /// </summary>
    public const int MaxCharacters = 8 * 1024 * 1024;

    /// <summary>A list that was requested longer ago is no longer under way.</summary>
    private static readonly TimeSpan LongestList = TimeSpan.FromMinutes(10);

    // Guards everything below; held for moments. May be taken while the queue's lock is held, never the other way round.
    private readonly Lock _lock = new();

    // When each extension sent its last event: what an older list says about it does not count.
    private readonly Dictionary<(string Context, string Exten), long> _received = [];

    // Verifications by refreshes that the main connection has not got yet.
    private List<BoardVerification> _verifications = [];
    private long _characters;
    private bool _hasTooMany;
    private DateTimeOffset? _overrunSince;
    private long? _followedSince;
    private long? _lastListStamp;
    private bool _hasReloadTrace;

    /// <summary>When the first event was lost because the queue was full; UTC. Null while none is lost.</summary>
    public DateTimeOffset? OverrunSince
    {
        get
        {
            lock (_lock) return _overrunSince;
        }
    }

    /// <summary>Since when the board is right and every change has been received, as a timestamp of the clock; null while that is not so.</summary>
    public long? FollowedSince
    {
        get
        {
            lock (_lock) return _followedSince;
        }
    }

    /// <summary>When the newest saved list was requested, as a timestamp of the clock; null before the first.</summary>
    public long? LastListStamp
    {
        get
        {
            lock (_lock) return _lastListStamp;
        }
    }

    /// <summary>A new connection begins to receive, or the connection begins anew after an overrun.</summary>
    public void Reset()
    {
        lock (_lock)
        {
            _overrunSince = null;
            _followedSince = null;
            _hasReloadTrace = false;
            var oldest = time.GetTimestamp() - (long)(LongestList.TotalSeconds * time.TimestampFrequency);
            foreach (var (key, stamp) in _received)
            {
                // Of too many none is kept, or there would be too many again at once. A list that is older than some of them no longer counts
                // once the new connection has its own.
                if (_hasTooMany || stamp < oldest) Forget(key);
            }

            _hasTooMany = false;
        }
    }

    /// <summary>The list that the connection requested at this timestamp is saved: every change since then is received, unless there was an overrun.</summary>
    /// <returns>
    /// True when events hinted at a reload of the dialplan (<see cref="LiveDiff.HasReloadTraces"/>) and the main connection does not know it yet:
    /// another list is due.
    /// </returns>
    public bool MarkTrusted(long listSentStamp)
    {
        lock (_lock)
        {
            if (_overrunSince is not null) return false;
            _followedSince ??= listSentStamp;
            return TakeReloadTrace();
        }
    }

    /// <summary>From here on, changes may be missed.</summary>
    public void MarkUntrusted()
    {
        lock (_lock) _followedSince = null;
    }

    /// <summary>A list that was requested at this timestamp is in the database. Only for the holder of the PBX's write lock.</summary>
    internal void ListSaved(long stamp)
    {
        lock (_lock) _lastListStamp = stamp;
    }

    /// <summary>Takes note of an event that has just arrived.</summary>
    /// <param name="received">The event.</param>
    /// <param name="hasRoom">Whether it fits into the queue.</param>
    internal EnqueueResult Receive(LiveEvent received, bool hasRoom)
    {
        lock (_lock)
        {
            if (!hasRoom && _overrunSince is null)
            {
                _overrunSince = received.At;
                _followedSince = null;
            }

            if (_overrunSince is not null) return EnqueueResult.Full;

            var key = (received.Context, received.Exten);
            var isKnown = _received.ContainsKey(key);
            if (!isKnown)
            {
                _hasTooMany = _received.Count == MaxExtensions || _characters + Characters(key) > MaxCharacters;
                if (_hasTooMany) return EnqueueResult.TooManyExtensions;
            }

            // Lists hold no presences, so only a status makes a list's row older.
            if (received is LiveStatus)
            {
                if (!isKnown) _characters += Characters(key);
                _received[key] = time.GetTimestamp();
            }

            return EnqueueResult.Enqueued;
        }
    }

    /// <summary>
    /// The extensions that have sent events since a timestamp: what a list says about them that was requested then is older. Null when there are none.
    /// </summary>
    internal HashSet<(string Context, string Exten)>? ReceivedSince(long stamp)
    {
        HashSet<(string, string)>? since = null;
        lock (_lock)
        {
            foreach (var (key, at) in _received)
            {
                if (at >= stamp) (since ??= []).Add(key);
            }
        }

        return since;
    }

    /// <summary>Events that were written hinted at a reload of the dialplan. Only for the holder of the PBX's write lock.</summary>
    internal void MarkReloadTrace()
    {
        lock (_lock) _hasReloadTrace = true;
    }

    /// <summary>A refresh compared its list with a board that was followed. Only for the holder of the PBX's write lock.</summary>
    internal void AddVerification(BoardVerification verification)
    {
        lock (_lock) _verifications.Add(verification);
    }

    /// <summary>The news for the main connection; each is handed out once.</summary>
    internal (bool HasReloadTrace, IReadOnlyList<BoardVerification> Verifications) TakeNews()
    {
        lock (_lock)
        {
            IReadOnlyList<BoardVerification> verifications = [];
            if (_verifications.Count > 0) (verifications, _verifications) = (_verifications, []);

            // Before its first list, a new connection receives much that is new to it. But the dialplan can be reloaded in the middle of that list, and
            // what is sent then is younger than its rows: MarkTrusted returns it once the list is saved.
            return (_followedSince is not null && TakeReloadTrace(), verifications);
        }
    }

    private bool TakeReloadTrace()
    {
        var hasTrace = _hasReloadTrace;
        _hasReloadTrace = false;
        return hasTrace;
    }

    private static int Characters((string Context, string Exten) key) => key.Context.Length + key.Exten.Length;

    private void Forget((string Context, string Exten) key)
    {
        _received.Remove(key);
        _characters -= Characters(key);
    }
}
