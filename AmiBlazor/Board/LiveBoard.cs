using AmiBlazor.Data.Rows;
using AmiBlazor.Store;

namespace AmiBlazor.Board;

/// <summary>
/// The picture of all extensions that every screen reads; one for the process, loaded from the database at the start, moved only by
/// <see cref="ExtensionStore"/> and only after a commit.
/// </summary>
internal sealed partial class LiveBoard(TimeProvider time, ILogger<LiveBoard> logger)
{
    // Below this a batch is handed over as what it is, however large a part of the board it may be.
    private const int SmallBatch = 256;

    // Protects all below and the subscriptions' own state. Held for moments: nothing of a subscriber runs under it.
    private readonly Lock _lock = new();
    private readonly Dictionary<string, PbxBoard> _pbxs = new(StringComparer.Ordinal);
    private readonly HashSet<BoardSubscription> _subscriptions = [];

    // Moves with every publication. What a subscriber has not seen is what has a later version than it saw last: nothing is queued for
    // anybody.
    private long _version;

    // Set when rows may have left the board: whoever saw only what was before gets all of it.
    private long _replacedAt;

    // Screens mostly wait for the same step, and they share what they are given.
    private BoardBatch? _lastBatch;
    private long _lastBatchFrom;
    private long _lastBatchTo;
    private BoardBatch? _whole;
    private long _wholeAt;
    private BoardSnapshot _picture = BoardSnapshot.Empty;
    private long _picturedAt;

    // Set where places in the picture may have moved although there are as many extensions as before.
    private bool _reshaped;

    /// <summary>How many subscriptions are alive.</summary>
    public int SubscriberCount
    {
        get
        {
            lock (_lock)
                return _subscriptions.Count;
        }
    }

    /// <summary>All of it at this moment.</summary>
    public BoardSnapshot Picture
    {
        get
        {
            lock (_lock)
                return Pictured();
        }
    }

    /// <summary>The rows of one PBX at this moment, in no order.</summary>
    public IReadOnlyList<BoardRow> Rows(string server)
    {
        lock (_lock)
        {
            if (!_pbxs.TryGetValue(server, out var pbx))
                return [];
            var rows = new BoardRow[pbx.Count];
            pbx.CopyRows(rows);
            return rows;
        }
    }

    /// <summary>The PBX's facts; with null times before the first list.</summary>
    public BoardPbx Pbx(string server)
    {
        lock (_lock)
            return _pbxs.TryGetValue(server, out var pbx) ? pbx.Facts : new BoardPbx(server, null);
    }

    /// <summary>When the PBX last spoke of this extension: for a present one at least the last complete list.</summary>
    public DateTimeOffset LastSeen(BoardRow row) => row.LastSeenWith(Pbx(row.Key.Server).LastListAt);

    /// <summary>
    /// Hands over the whole board and subscribes to what comes after it, under one lock, so that no change is lost or doubled. Batches
    /// are merged and paced for each subscriber (the first of a quiet time at once, then at most one in 250 ms, the last always
    /// arrives), never overlap, and never run under a lock; what a subscriber throws ends its own subscription only. They run on the
    /// thread pool in the subscriber's execution context, and the one that is running when the subscription is disposed may still end
    /// after that.
    /// </summary>
    public (BoardBatch Snapshot, IDisposable Subscription) Subscribe(Func<BoardBatch, Task> onBatch)
    {
        lock (_lock)
        {
            var subscription = new BoardSubscription(this, onBatch, time, _version);
            _subscriptions.Add(subscription);
            return (Whole(), subscription);
        }
    }

    /// <summary>The rows of one PBX, for whoever has the turn to write them.</summary>
    internal PbxBoard For(string server)
    {
        lock (_lock)
            return GetOrAdd(server);
    }

    /// <summary>
    /// Puts committed rows on the board. Only for whoever has the PBX's turn to write.
    /// </summary>
    /// <param name="server">The PBX that all the rows belong to.</param>
    /// <param name="rows">Rows as the database now holds them.</param>
    /// <param name="facts">What is new of the PBX as a whole; null when nothing is.</param>
    internal void Publish(string server, IReadOnlyList<BoardRow> rows, BoardPbx? facts)
    {
        if (rows.Count == 0 && facts is null)
            return;
        lock (_lock)
        {
            _version++;
            var pbx = GetOrAdd(server);
            for (var index = 0; index < rows.Count; index++)
                pbx.Put(rows[index], _version);
            if (facts is not null)
                pbx.PutFacts(facts, _version);
            NotifyAll();
        }
    }

    /// <summary>Replaces all that is known of one PBX by what the database holds. Only for whoever has the PBX's turn to write.</summary>
    internal void Replace(string server, IReadOnlyList<BoardRow> rows, BoardPbx facts)
    {
        lock (_lock)
        {
            _version++;
            _replacedAt = _version;
            _reshaped = true;
            var pbx = _pbxs[server] = new PbxBoard(server);
            pbx.EnsureCapacity(rows.Count);
            for (var index = 0; index < rows.Count; index++)
                pbx.Put(rows[index], _version);
            pbx.PutFacts(facts, _version);
            NotifyAll();
        }
    }

    /// <summary>What a subscription has not seen; null when it has seen all or has ended, and then the next publication wakes it.</summary>
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
        lock (_lock)
            _subscriptions.Remove(subscription);
    }

    internal void SubscriberFailed(Exception exception) => Log.SubscriberFailed(logger, exception);

    private PbxBoard GetOrAdd(string server)
    {
        if (!_pbxs.TryGetValue(server, out var pbx))
            _pbxs.Add(server, pbx = new PbxBoard(server));
        return pbx;
    }

    private void NotifyAll()
    {
        foreach (var subscription in _subscriptions)
        {
            if (subscription.IsRunning)
                continue;
            subscription.IsRunning = true;
            ThreadPool.UnsafeQueueUserWorkItem(subscription, preferLocal: false);
        }
    }

    private BoardBatch Since(long version)
    {
        if (_lastBatch is not null && _lastBatchFrom == version && _lastBatchTo == _version)
            return _lastBatch;
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
            if (count > limit)
                return Whole();
        }

        var rows = new List<BoardRow>(count);
        var pbxs = new List<BoardPbx>();
        foreach (var pbx in _pbxs.Values)
        {
            pbx.CollectSince(version, rows);
            if (pbx.FactsChangedSince(version))
                pbxs.Add(pbx.Facts);
        }

        return new BoardBatch(rows, pbxs) { Picture = Pictured() };
    }

    private BoardBatch Whole()
    {
        if (_whole is not null && _wholeAt == _version)
            return _whole;
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
        return _whole = new BoardBatch(rows, pbxs) { IsWholeBoard = true, Picture = Pictured() };
    }

    private BoardSnapshot Pictured()
    {
        if (_picturedAt == _version)
            return _picture;
        var total = TotalRows();
        var shape = _reshaped || _picture.Count != total ? Shape(total) : _picture.Shape;
        _picture = new BoardSnapshot([.. _pbxs.Values.SelectMany(pbx => pbx.SharePages())], [.. _pbxs.Values.Select(pbx => pbx.Facts)], shape);
        _picturedAt = _version;
        _reshaped = false;
        return _picture;
    }

    private BoardLayout Shape(int total)
    {
        var pbxs = _pbxs.Values.Where(pbx => pbx.Count > 0);
        return new BoardLayout(total, pbxs.Select(pbx => pbx.Server), pbxs.SelectMany(pbx => pbx.Contexts));
    }

    private int TotalRows()
    {
        var total = 0;
        foreach (var pbx in _pbxs.Values)
            total += pbx.Count;
        return total;
    }
}
