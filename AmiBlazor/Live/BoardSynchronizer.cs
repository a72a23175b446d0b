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
        await AskForPresencesAsync(session, cancellationToken);

        // What has just gone makes room for what found none.
        if (saved is { NotAdded: > 0, MarkedOffline: > 0 }) handler.Request(ResyncReason.Reloaded);
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

    /// <summary>
    /// A list of extensions tells no presence, and an event tells a change only. So what differs from the list of presences is asked for, and the answer
    /// counts: unlike the list, it is in order with the events.
    /// </summary>
    private async Task AskForPresencesAsync(AmiSession session, CancellationToken cancellationToken)
    {
        var sources = board.Rows(server.Name)
            .Where(row => row.Present && row.Hint.Contains(',', StringComparison.Ordinal))
            .Select(row => (Row: row, Provider: Hint.Parse(row.Hint).PresenceProvider))
            .Where(source => source.Provider is not null)
            .ToList();
        if (sources.Count == 0) return;
        try
        {
            var listed = await session.ListPresencesAsync(sources.Select(source => source.Provider!).ToHashSet(StringComparer.Ordinal), cancellationToken);
            foreach (var (row, provider) in sources)
            {
                var (word, text) = listed.TryGetValue(provider!, out var told) ? LiveEventHandler.Told(told.Status, Unescaped(told.Message)) : (null, null);
                var isKnown = string.Equals(word, row.Presence, StringComparison.Ordinal) && string.Equals(text, row.PresenceMessage, StringComparison.Ordinal);

                // What does not fit any more waits for the next list.
                if (!isKnown && !handler.Doubts.TryAdd(new Doubt.Presence(row.Key.Context, row.Key.Exten))) return;
            }
        }
        catch (AmiException refused) when (refused is AmiPermissionException or AmiRefusedException or AmiCommandUnknownException
            or AmiMalformedException or AmiLimitExceededException or AmiInvalidActionException)
        {
            // A PBX that cannot list them, or an account that may not: events tell what changes.
        }
    }

    private static string Unescaped(string message) => !message.Contains('\\', StringComparison.Ordinal) ? message : message
        .Replace("\\n", "\n", StringComparison.Ordinal).Replace("\\r", "\r", StringComparison.Ordinal).Replace("\\\"", "\"", StringComparison.Ordinal)
        .Replace("\\\\", "\\", StringComparison.Ordinal);

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
