using AmiBlazor.Board;
using AmiBlazor.Data;

namespace AmiBlazor.Store;

/// <summary>What happens to extensions that their PBX no longer lists. When it lists them again, they are back by themselves.</summary>
internal sealed partial class ExtensionStore
{
    /// <summary>
    /// Keeps gone extensions off the board, or brings archived ones back, all in one transaction. Their names and their history stay as they are.
    /// </summary>
    /// <param name="keys">The extensions of any PBXs, at most <see cref="MostAtOnce"/>.</param>
    /// <param name="isArchived">True to archive them, false to bring them back.</param>
    /// <param name="isAllowed">Whether a row, as it is at the time of writing, may be changed; a row that may not counts as unknown.</param>
    /// <param name="cancellationToken">Ends the wait for the locks; has no effect once the transaction has begun.</param>
    /// <returns>The rows that changed, as they are now. Those that the PBX lists, and those that are so already, are left out.</returns>
    /// <exception cref="ArgumentException">There are too many extensions.</exception>
    /// <exception cref="StoreException">Nothing was changed: database locked, read-only, full or unreachable.</exception>
    public Task<IReadOnlyList<BoardRow>> ArchiveAsync(
        IReadOnlyCollection<ExtensionKey> keys, bool isArchived, Predicate<BoardRow> isAllowed, CancellationToken cancellationToken)
    {
        if (keys.Count > MostAtOnce) throw new ArgumentException($"{keys.Count} extensions are too many: at most {MostAtOnce} at once.", nameof(keys));
        return _transactions.WithWriteLocksAsync(keys.Select(key => key.Server), WriteAsync, cancellationToken);

        async Task<IReadOnlyList<BoardRow>> WriteAsync(IReadOnlyList<PbxWriteLock> pbxs)
        {
            var started = _time.GetTimestamp();
            var now = UtcTime.AsStored(_time.GetUtcNow());
            DateTimeOffset? archivedAt = isArchived ? now : null;
            var changes = Gone(keys, row => row.ArchivedAt is not null != isArchived && isAllowed(row))
                .ConvertAll(row => row with { ArchivedAt = archivedAt, UpdatedAt = now });
            if (changes.Count == 0) return changes;
            await _transactions.WriteAsync(pbxs, writer => writer.SetArchivedAsync(changes.ConvertAll(row => row.Id), archivedAt, now), cancellationToken);
            foreach (var changed in changes.GroupBy(row => row.Key.Server, StringComparer.Ordinal)) _board.Publish(changed.Key, [.. changed], facts: null);
            _metrics.Saved(ChangeSource.Edit, changes: 0, _time.GetElapsedTime(started));
            return changes;
        }
    }

    /// <summary>Deletes gone extensions of one PBX together with their history, all in one transaction.</summary>
    /// <param name="server">The PBX.</param>
    /// <param name="keys">The extensions.</param>
    /// <param name="isAllowed">Whether a row, as it is at the time of writing, may be deleted.</param>
    /// <param name="historySince">An extension with a change after this time stays.</param>
    /// <param name="cancellationToken">Ends the wait for the lock; has no effect once the transaction has begun.</param>
    /// <returns>How many were deleted.</returns>
    /// <exception cref="StoreException">Nothing was changed: database locked, read-only, full or unreachable.</exception>
    public Task<int> DeleteAsync(
        string server, IReadOnlyCollection<ExtensionKey> keys, Predicate<BoardRow> isAllowed, DateTimeOffset historySince, CancellationToken cancellationToken)
    {
        return _transactions.WithWriteLockAsync(server, WriteAsync, cancellationToken);

        async Task<int> WriteAsync(PbxWriteLock pbx)
        {
            var rows = Gone(keys, isAllowed);
            if (rows.Count == 0) return 0;
            HashSet<int> deleted = [];
            await _transactions.WriteAsync(
                pbx, async writer => deleted = await writer.DeleteAsync(rows.ConvertAll(row => row.Id), historySince), cancellationToken);
            _board.Remove(server, rows.FindAll(row => deleted.Contains(row.Id)));
            return deleted.Count;
        }
    }

    /// <summary>
    /// Deletes gone extensions about which people have said nothing, those that are gone the longest first, where new ones find no room: what a PBX lists
    /// comes before what it listed once.
    /// </summary>
    /// <returns>Whether there were any.</returns>
    private async Task<bool> TryMakeRoomAsync(PbxWriteLock pbx, int rows, CancellationToken cancellationToken)
    {
        var known = _board.For(pbx.Server);
        var gone = new List<BoardRow>();
        for (var slot = 0; slot < known.Count; slot++)
        {
            if (known[slot] is { Present: false } row && PersonDetails.Of(row).IsEmpty) gone.Add(row);
        }

        if (gone.Count == 0) return false;
        gone.Sort((x, y) => Nullable.Compare(x.GoneSince, y.GoneSince));
        if (gone.Count > rows) gone.RemoveRange(rows, gone.Count - rows);
        var afterAnyChange = _time.GetUtcNow().AddYears(100);
        await _transactions.WriteAsync(pbx, writer => writer.DeleteAsync(gone.ConvertAll(row => row.Id), afterAnyChange), cancellationToken);
        _board.Remove(pbx.Server, gone);
        Log.RoomMade(_logger, pbx.Server, gone.Count);
        return true;
    }

    /// <summary>Those of the extensions that their PBX does not list, once each.</summary>
    private List<BoardRow> Gone(IReadOnlyCollection<ExtensionKey> keys, Predicate<BoardRow> match)
    {
        var found = new List<BoardRow>(keys.Count);
        foreach (var key in keys.Distinct())
        {
            var known = _board.For(key.Server);
            if (known.Find(key.Context, key.Exten) is >= 0 and var slot && known[slot] is { Present: false } row && match(row)) found.Add(row);
        }

        return found;
    }
}
