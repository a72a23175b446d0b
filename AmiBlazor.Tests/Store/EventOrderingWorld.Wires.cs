using AmiBlazor.Store;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Store;

/// <content>What stands between the PBX and the program: the main wire, and those of refreshes.</content>
internal sealed partial class EventOrderingWorld
{
    // Events, rows (SnapshotRow) and the end of a list (null), as the PBX put them.
    private readonly Queue<object?> _wire = new();
    private bool _isUp;
    private bool _isNoticed = true;
    private bool _isFollowed;
    private bool _isRequested;
    private Asked? _list;
    private Asked? _refresh;

    private void Send(IEnumerable<LiveEvent> events)
    {
        if (!_isUp) return;
        foreach (var said in events) _wire.Enqueue(said);
    }

    private void Deliver(int most)
    {
        for (var number = 0; number < most && _wire.TryDequeue(out var came); number++)
        {
            switch (came)
            {
                case LiveEvent said:
                    var heard = said with { At = _clock.GetUtcNow() };
                    if (_queue.Enqueue(heard) != EnqueueResult.Enqueued) throw new EventOrderingException("Not taken.");
                    _expected.Hear(heard, _clock.GetTimestamp());
                    break;
                case SnapshotRow row:
                    _list!.Rows.Add(row);
                    break;
                default:
                    _list!.HasArrived = true;
                    break;
            }
        }
    }

    private void Cut()
    {
        if (!_isUp) return;
        _isUp = false;
        _isNoticed = false;
        _wire.Clear();
    }

    /// <summary>What had arrived whole is dealt with first; a list that had not never does.</summary>
    private void Notice()
    {
        if (_isUp || _isNoticed || _list is { HasArrived: true }) return;
        _isNoticed = true;
        _isFollowed = false;
        _list = null;
        _queue.State.MarkUntrusted();
    }

    private void Sync()
    {
        // A connection takes its time, and so does an action: nothing that was heard before was heard at the same moment.
        Pass(1);
        if (!_isUp && _isNoticed)
        {
            _isRequested = false;
            _isFollowed = false;
            _queue.State.Reset();
            _isUp = true;
        }

        if (!_isUp || _list is not null) return;
        _isRequested = false;
        _list = new Asked(_clock, _pbx.Keys, isList: true);
    }

    private void SyncRow()
    {
        if (!_isUp || _list is not { HasEnded: false } list) return;
        if (list.Next(_pbx) is { } row)
            _wire.Enqueue(row);
        else if (list.HasEnded)
            _wire.Enqueue(null);
    }

    private async Task SyncApplyAsync()
    {
        if (_list is not { HasArrived: true } list) return;
        if (!list.IsApplied)
        {
            await _store.ResyncAsync(list.Snapshot(_server), _process.Token);
            _expected.Apply(list.Rows, list.Stamp, isList: true);
            list.IsApplied = true;
            return;
        }

        _isRequested |= _queue.State.MarkTrusted(list.Stamp);
        _isFollowed = true;
        _list = null;
    }

    private async Task FinishSyncAsync()
    {
        while (_list is { } list && (_isUp || list.HasArrived))
        {
            SyncRow();
            Deliver(int.MaxValue);
            await SyncApplyAsync();
            await LookAsync();
        }

        Deliver(int.MaxValue);
    }

    private void Refresh(int argument)
    {
        if (_refresh is not null) return;
        var isList = argument % 3 != 0;
        _refresh = new Asked(_clock, _pbx.Keys.Where((_, number) => isList || (argument >> (number + 4)) % 2 == 0), isList);
    }

    private void RefreshRow()
    {
        if (_refresh is { HasEnded: false } refresh && refresh.Next(_pbx) is { } row) refresh.Rows.Add(row);
    }

    private async Task RefreshApplyAsync()
    {
        if (_refresh is not { HasEnded: true, Saving: null } refresh) return;
        if (refresh.Rows.Count == 0)
        {
            _refresh = null;
            return;
        }

        refresh.Saving = refresh.IsList
            ? _store.ApplySnapshotAsync(refresh.Snapshot(_server), TestData.Run(server: _server), _process.Token)
            : _store.ApplyAnswersAsync(_server, refresh.At, refresh.Stamp, refresh.Rows.ToArray(), TestData.Run(server: _server), _process.Token);
        await EndRefreshAsync();
    }

    /// <summary>What was saved meanwhile; a list that differs waits for events that may be on their way.</summary>
    private async Task EndRefreshAsync()
    {
        if (_refresh is not { Saving.IsCompleted: true } refresh) return;
        await refresh.Saving;
        _expected.Apply(refresh.Rows, refresh.Stamp, refresh.IsList);
        _refresh = null;
    }

    private async Task FinishRefreshAsync()
    {
        while (_refresh is { HasEnded: false }) RefreshRow();
        await RefreshApplyAsync();
        await LookAsync();
        if (_refresh is null) return;
        Pass(TimeSpan.FromMilliseconds(300).Ticks);
        await LookAsync();
        if (_refresh is not null) throw new EventOrderingException("A refresh waits for longer than it is patient.");
    }

    /// <summary>A list, or single queries, under way.</summary>
    private sealed class Asked(TimeProvider time, IEnumerable<(string Context, string Exten)> keys, bool isList)
    {
        private readonly Queue<(string Context, string Exten)> _keys = new(keys);

        public DateTimeOffset At { get; } = time.GetUtcNow();

        public long Stamp { get; } = time.GetTimestamp();

        public bool IsList => isList;

        public List<SnapshotRow> Rows { get; } = [];

        /// <summary>The PBX has said all of it.</summary>
        public bool HasEnded { get; private set; }

        /// <summary>All of it has come.</summary>
        public bool HasArrived { get; set; }

        public bool IsApplied { get; set; }

        public Task<StoreResult>? Saving { get; set; }

        /// <summary>The next row, as it is at this moment; null where the hint is gone meanwhile, or at the end.</summary>
        public SnapshotRow? Next(EventOrderingPbx pbx)
        {
            if (!_keys.TryDequeue(out var key)) HasEnded = true;
            return !HasEnded && pbx.Hints.TryGetValue(key, out var hint) ? new SnapshotRow(key.Context, key.Exten, hint.Hint, hint.Code) : null;
        }

        public ExtensionSnapshot Snapshot(string server) => new(server, At, [], Rows.ToArray()) { ListSentStamp = Stamp };
    }
}
