using AmiBlazor.Ami;
using AmiBlazor.Board;
using AmiBlazor.Store;

namespace AmiBlazor.Live;

/// <summary>Requests all states of one PBX over its main connection and has them saved.</summary>
internal sealed class BoardSynchronizer(
    AmiServerOptions server,
    ExtensionStore store,
    LiveBoard board,
    FollowState state,
    LiveEventHandler handler,
    ConnectionHealthReporter health,
    TimeProvider time)
{
    /// <summary>How long a list waits for the answers to questions.</summary>
    private static readonly TimeSpan LongestQuestions = TimeSpan.FromSeconds(2);

    private readonly ExtensionStateCache _cache = new();

    /// <summary>Brings the board up to date. Events that arrive while the list runs are younger than its rows, and stay.</summary>
    /// <exception cref="AmiException">The list failed, or is empty although extensions are known: nothing was changed.</exception>
    /// <exception cref="StoreException">The database failed: nothing was changed.</exception>
    public async Task<ResyncResult> SyncAsync(AmiSession session, ResyncReason reason, CancellationToken cancellationToken)
    {
        // Whatever the reason: the list brings what was lost.
        if (state.OverrunSince is not null) state.Reset();
        await AnswersAsync(session, reason, cancellationToken);
        handler.ListRequested();
        var (at, stamp) = (time.GetUtcNow(), time.GetTimestamp());
        SnapshotRow[] rows;
        IReadOnlyList<(string Context, string Exten)> ambiguous;
        using (var list = await session.ListExtensionStatesAsync(AmiActionId.New("main"), _cache, cancellationToken))
        {
            await AmbiguousHints.SettleAsync(session, list, cancellationToken);
            rows = Keep(list);
            ambiguous = list.Ambiguous;
        }

        var devices = await DeviceStateReader.ReadAsync(session, Hint.SharedDevices(rows.Select(row => row.Hint)), Hint.IsPhone, cancellationToken);

        var known = board.Rows(server.Name).Count(row => row.Present);
        if (rows.Length == 0 && known > 0) throw new AmiRefusedException(LiveMessages.Empty(server.Name, known), null);
        var saved = rows.Length == 0
            ? new StoreResult(0, 0, 0, 0, [])
            : await store.ResyncAsync(new ExtensionSnapshot(server.Name, at, server.ListedContexts, rows) { ListSentStamp = stamp, Devices = devices, Ambiguous = ambiguous },
                cancellationToken);
        if (saved.Verification is { } verification) health.Verified(verification);
        if (state.MarkTrusted(stamp)) handler.Request(ResyncReason.Reloaded);
        return new ResyncResult(at, reason, saved.Known, saved.Changed, saved.Added, saved.MarkedOffline) { NotAdded = saved.NotAdded };
    }

    /// <summary>Waits for the answers to questions: a change that an event has told must not look like one without.</summary>
    private async Task AnswersAsync(AmiSession session, ResyncReason reason, CancellationToken cancellationToken)
    {
        // The first list tells what all events before it could.
        if (reason == ResyncReason.Connected) handler.Doubts.Clear();
        var idle = handler.Doubts.Idle;
        if (idle.IsCompleted) return;
        try
        {
            await Task.WhenAny(idle, session.Ended).WaitAsync(LongestQuestions, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // The list answers as well.
        }
    }

    private SnapshotRow[] Keep(ExtensionStateList list)
    {
        var rows = new List<SnapshotRow>(list.Rows.Length);
        foreach (var row in list.Rows)
        {
            if (server.Keeps(row.Context, row.Exten)) rows.Add(new SnapshotRow(row.Context, row.Exten, row.Hint, row.Status));
        }

        return [.. rows];
    }
}
