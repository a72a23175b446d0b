using AmiBlazor.Data.Rows;

namespace AmiBlazor.Board;

/// <summary>
/// The current state of all extensions, which every page reads. There is one for the process. It is loaded from the database at the start; after that only
/// the store changes it, and only after a commit.
/// </summary>
internal sealed partial class LiveBoard(TimeProvider time, ILogger<LiveBoard> logger)
{
    // A smaller batch is handed over as it is, however large a part of the board it may be.
    private const int SmallBatch = 256;

    // Guards everything below and the subscriptions' own state. Held for moments: no subscriber runs under it.
    private readonly Lock _lock = new();
    private readonly Dictionary<string, PbxBoard> _pbxs = new(StringComparer.Ordinal);
    private readonly HashSet<BoardSubscription> _subscriptions = [];

    // Grows with every publication. A subscriber has not seen what has a later version than it saw last, so nothing is queued for anybody.
    private long _version;

    // Set when rows may have left the board: a subscriber that saw only an earlier version gets the whole board.
    private long _replacedAt;

    // Pages mostly wait for the same version, and share the same batch.
    private BoardBatch? _lastBatch;
    private long _lastBatchFrom;
    private long _lastBatchTo;
    private BoardBatch? _whole;
    private long _wholeAt;
    private BoardSnapshot _snapshot = BoardSnapshot.Empty;
    private long _snapshotAt;

    // Set when indices may have moved although there are as many extensions as before.
    private bool _isReplaced;

    /// <summary>How many subscriptions are alive.</summary>
    public int SubscriberCount
    {
        get
        {
            lock (_lock) return _subscriptions.Count;
        }
    }

    /// <summary>The whole board at this moment.</summary>
    public BoardSnapshot Snapshot
    {
        get
        {
            lock (_lock) return TakeSnapshot();
        }
    }

    /// <summary>The rows of one PBX at this moment, in no particular order.</summary>
    public IReadOnlyList<BoardRow> Rows(string server)
    {
        lock (_lock)
        {
            if (!_pbxs.TryGetValue(server, out var pbx)) return [];
            var rows = new BoardRow[pbx.Count];
            pbx.CopyRows(rows);
            return rows;
        }
    }

    /// <summary>The PBX's facts; with null times before the first list.</summary>
    public BoardPbx Pbx(string server)
    {
        lock (_lock) return _pbxs.TryGetValue(server, out var pbx) ? pbx.Facts : new BoardPbx(server, null);
    }

    /// <summary>When the PBX last sent the row's state: for a present row, not before the last complete list.</summary>
    public DateTimeOffset LastSeen(BoardRow row) => row.LastSeenWith(Pbx(row.Key.Server).LastListAt);

    /// <summary>
    /// Hands over the whole board and subscribes to what comes after it, under one lock, so that no change is lost or doubled. Batches are merged for each
    /// subscriber: the first one after a quiet time comes at once, then at most one in 250 ms, and the last change always arrives. They never overlap and
    /// never run under a lock; an exception ends the subscriber's own subscription only. They run on the thread pool in the subscriber's execution context;
    /// a batch that is running when the subscription is disposed of may end after that.
    /// </summary>
    public (BoardBatch First, IDisposable Subscription) Subscribe(Func<BoardBatch, Task> onBatch)
    {
        lock (_lock)
        {
            var subscription = new BoardSubscription(this, onBatch, time, _version);
            _subscriptions.Add(subscription);
            return (Whole(), subscription);
        }
    }

    /// <summary>The rows of one PBX, for the holder of its write lock.</summary>
    internal PbxBoard For(string server)
    {
        lock (_lock) return GetOrAdd(server);
    }

    /// <summary>Puts committed rows on the board. Only for the holder of the PBX's write lock.</summary>
    /// <param name="server">The PBX that all the rows belong to.</param>
    /// <param name="rows">The rows as the database now holds them.</param>
    /// <param name="facts">What is new about the PBX as a whole; null when nothing is.</param>
    internal void Publish(string server, IReadOnlyList<BoardRow> rows, BoardPbx? facts)
    {
        if (rows.Count == 0 && facts is null) return;
        lock (_lock)
        {
            _version++;
            var pbx = GetOrAdd(server);
            for (var index = 0; index < rows.Count; index++) pbx.Set(rows[index], _version);
            if (facts is not null) pbx.SetFacts(facts, _version);
            NotifyAll();
        }
    }

    /// <summary>Replaces everything about one PBX by what the database holds. Only for the holder of the PBX's write lock.</summary>
    internal void Replace(string server, IReadOnlyList<BoardRow> rows, BoardPbx facts)
    {
        lock (_lock)
        {
            _version++;
            _replacedAt = _version;
            _isReplaced = true;
            var pbx = _pbxs[server] = new PbxBoard(server);
            pbx.EnsureCapacity(rows.Count);
            for (var index = 0; index < rows.Count; index++) pbx.Set(rows[index], _version);
            pbx.SetFacts(facts, _version);
            NotifyAll();
        }
    }

    /// <summary>Takes rows off the board that the database no longer holds. Only for the holder of the PBX's write lock.</summary>
    internal void Remove(string server, IReadOnlyList<BoardRow> rows)
    {
        if (rows.Count == 0) return;
        lock (_lock)
        {
            _version++;
            _replacedAt = _version;
            _isReplaced = true;
            var pbx = GetOrAdd(server);
            for (var index = 0; index < rows.Count; index++) pbx.Remove(rows[index].Key, _version);
            NotifyAll();
        }
    }

    /// <summary>
    /// Brings one PBX to what the database holds, and tells only what differs: for the pages, a PBX that is replaced is a whole board. Only for the holder
    /// of the PBX's write lock.
    /// </summary>
    internal void Mend(string server, IReadOnlyList<BoardRow> rows, BoardPbx facts)
    {
        lock (_lock)
        {
            var pbx = GetOrAdd(server);
            var (changed, gone) = pbx.Compare(rows);
            if (changed.Count == 0 && gone.Count == 0 && facts == pbx.Facts) return;
            _version++;
            if (gone.Count > 0)
            {
                _replacedAt = _version;
                _isReplaced = true;
            }

            foreach (var key in gone) pbx.Remove(key, _version);
            foreach (var row in changed) pbx.Set(row, _version);
            if (facts != pbx.Facts) pbx.SetFacts(facts, _version);
            NotifyAll();
        }
    }

    /// <summary>What has changed of one PBX after a version of the board. Only for the holder of the PBX's write lock.</summary>
    /// <param name="server">The PBX.</param>
    /// <param name="version">The version; 0 for all.</param>
    /// <returns>The version now; the rows, or null if rows have left the board; and the facts, or null if they have not changed.</returns>
    internal (long Version, IReadOnlyList<BoardRow>? Rows, BoardPbx? Facts) ChangesOf(string server, long version)
    {
        lock (_lock)
        {
            if (!_pbxs.TryGetValue(server, out var pbx)) return (_version, [], null);
            var rows = new List<BoardRow>();
            pbx.CollectSince(version, rows);
            return (_version, pbx.HasRemovedSince(version) ? null : rows, pbx.FactsChangedSince(version) ? pbx.Facts : null);
        }
    }

    /// <summary>Whether there is something that a subscription has not seen; if not, the next publication wakes it.</summary>
    internal bool HasNews(BoardSubscription subscription)
    {
        lock (_lock) return subscription.IsRunning = subscription.SeenVersion != _version && _subscriptions.Contains(subscription);
    }

    /// <summary>What a subscription has not seen; null when it has seen everything, in which case the next publication wakes it, or has ended.</summary>
    internal BoardBatch? Next(BoardSubscription subscription)
    {
        lock (_lock)
        {
            if (subscription.SeenVersion == _version || !_subscriptions.Contains(subscription))
            {
                subscription.IsRunning = false;
                return null;
            }

            var batch = Since(subscription.SeenVersion);
            subscription.SeenVersion = _version;
            return batch;
        }
    }

    internal void Unsubscribe(BoardSubscription subscription)
    {
        lock (_lock) _subscriptions.Remove(subscription);
    }

    internal void SubscriberFailed(Exception exception) => Log.SubscriberFailed(logger, exception);

    private PbxBoard GetOrAdd(string server)
    {
        if (!_pbxs.TryGetValue(server, out var pbx)) _pbxs.Add(server, pbx = new PbxBoard(server));
        return pbx;
    }

    private void NotifyAll()
    {
        foreach (var subscription in _subscriptions)
        {
            if (subscription.IsRunning) continue;
            subscription.IsRunning = true;
            ThreadPool.UnsafeQueueUserWorkItem(subscription, preferLocal: false);
        }
    }

    private BoardBatch Since(long version)
    {
        if (_lastBatch is not null && _lastBatchFrom == version && _lastBatchTo == _version) return _lastBatch;
        _lastBatch = version < _replacedAt ? Whole() : Changes(version);
        _lastBatchFrom = version;
        _lastBatchTo = _version;
        return _lastBatch;
    }

    private BoardBatch Changes(long version)
    {
        var limit = Math.Max(SmallBatch, TotalRows() / 2);
        var count = 0;
        foreach (var pbx in _pbxs.Values)
        {
            count += pbx.CountSince(version, limit - count);
            if (count > limit) return Whole();
        }

        var rows = new List<BoardRow>(count);
        var pbxs = new List<BoardPbx>();
        foreach (var pbx in _pbxs.Values)
        {
            pbx.CollectSince(version, rows);
            if (pbx.FactsChangedSince(version)) pbxs.Add(pbx.Facts);
        }

        return new BoardBatch(rows, pbxs) { Snapshot = TakeSnapshot() };
    }

    private BoardBatch Whole()
    {
        if (_whole is not null && _wholeAt == _version) return _whole;
        var rows = new BoardRow[TotalRows()];
        var pbxs = new List<BoardPbx>(_pbxs.Count);
        var at = 0;
        foreach (var pbx in _pbxs.Values)
        {
            pbx.CopyRows(rows.AsSpan(at));
            at += pbx.Count;
            pbxs.Add(pbx.Facts);
        }

        _wholeAt = _version;
        return _whole = new BoardBatch(rows, pbxs) { IsWholeBoard = true, Snapshot = TakeSnapshot() };
    }

    private BoardSnapshot TakeSnapshot()
    {
        if (_snapshotAt == _version) return _snapshot;
        var total = TotalRows();
        var layout = _isReplaced || _snapshot.Count != total ? Layout(total) : _snapshot.Layout;
        _snapshot = new BoardSnapshot([.. _pbxs.Values.SelectMany(pbx => pbx.SharePages())], [.. _pbxs.Values.Select(pbx => pbx.Facts)], layout);
        _snapshotAt = _version;
        _isReplaced = false;
        return _snapshot;
    }

    private BoardLayout Layout(int total)
    {
        var pbxs = _pbxs.Values.Where(pbx => pbx.Count > 0);
        return new BoardLayout(total, pbxs.Select(pbx => pbx.Server), pbxs.SelectMany(pbx => pbx.Contexts));
    }

    private int TotalRows()
    {
        var total = 0;
        foreach (var pbx in _pbxs.Values) total += pbx.Count;
        return total;
    }
}
