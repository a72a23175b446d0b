namespace AmiBlazor.Extensions;

/// <summary>
/// What the main connection of one PBX has heard and the store has not written yet, in order, and how far the board can be trusted because of it. The
/// socket's reader puts in and never waits; whoever has the PBX's turn to write takes out. Bounded: what does not fit is not kept, and said.
/// </summary>
internal sealed class LiveFeed(TimeProvider time)
{
    /// <summary>So many events may wait: a change of every extension of a large PBX, and then some. About 4 MB.</summary>
    public const int MostWaiting = 20_000;

    /// <summary>So many extensions may be named: as many as a list may have.</summary>
    public const int MostExtensions = 100_000;

    /// <summary>A list that was asked for longer ago is not under way any more.</summary>
    private static readonly TimeSpan LongestList = TimeSpan.FromMinutes(10);

    // Guards all below; held for moments.
    private readonly Lock _lock = new();
    private readonly Queue<LiveEvent> _waiting = new();

    // When each extension was last heard of: what an older list says of it does not count.
    private readonly Dictionary<(string Context, string Exten), long> _heard = [];
    private TaskCompletionSource? _arrival;
    private bool _full;
    private long? _followedSince;
    private bool _hasUntoldTrace;
    private long? _lastListStamp;

    /// <summary>A board that was followed was compared with a complete list. Called without a lock, by whoever has the turn.</summary>
    public Action<LiveCheck>? Checked { get; set; }

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
    public LiveHearing Hear(LiveEvent heard)
    {
        TaskCompletionSource? arrival;
        lock (_lock)
        {
            if (_full)
                return LiveHearing.Full;
            if (_waiting.Count == MostWaiting)
            {
                _full = true;
                _followedSince = null;
                return LiveHearing.Full;
            }

            var key = (heard.Context, heard.Exten);
            if (_heard.Count == MostExtensions && !_heard.ContainsKey(key))
                return LiveHearing.TooManyExtensions;
            if (heard is LiveStatus)
                _heard[key] = time.GetTimestamp();
            _waiting.Enqueue(heard);
            (arrival, _arrival) = (_arrival, null);
        }

        arrival?.TrySetResult();
        return LiveHearing.Taken;
    }

    /// <summary>A new connection listens, or one that had heard too much listens anew.</summary>
    public void Begin()
    {
        lock (_lock)
        {
            _full = false;
            _followedSince = null;
            _hasUntoldTrace = false;
            var oldest = time.GetTimestamp() - (long)(LongestList.TotalSeconds * time.TimestampFrequency);
            foreach (var (key, stamp) in _heard)
            {
                if (stamp < oldest)
                    _heard.Remove(key);
            }
        }
    }

    /// <summary>
    /// The connection that listens has had its list saved, which it asked for at this timestamp: from then on every change was heard, unless there were
    /// too many.
    /// </summary>
    public void Follow(long listSentStamp)
    {
        bool isTraced;
        lock (_lock)
        {
            if (_full)
                return;
            _followedSince ??= listSentStamp;
            (isTraced, _hasUntoldTrace) = (_hasUntoldTrace, false);
        }

        if (isTraced)
            ReloadTraced?.Invoke();
    }

    /// <summary>From here on changes may go unheard.</summary>
    public void Lose()
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
                _waiting.Dequeue();
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

    internal void TellChecked(LiveCheck check) => Checked?.Invoke(check);

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
    internal void Listed(long stamp)
    {
        lock (_lock)
            _lastListStamp = stamp;
    }
}
