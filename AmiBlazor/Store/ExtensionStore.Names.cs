using AmiBlazor.Board;
using AmiBlazor.Data;

namespace AmiBlazor.Store;

/// <content>Names and departments, which belong to people.</content>
internal sealed partial class ExtensionStore
{
    /// <summary>How many extensions one call may put into a department: the database is not written by anybody else meanwhile.</summary>
    public const int MostAtOnce = 1000;

    /// <summary>
    /// Gives an extension a name and a department. Its status and its history stay as they are, and no refresh takes the name away again.
    /// </summary>
    /// <param name="key">The extension.</param>
    /// <param name="name">As typed; it is kept as <see cref="ExtensionNaming.Clean"/> leaves it, and null or blank means none.</param>
    /// <param name="department">The same.</param>
    /// <param name="isAllowed">Whether the row, as it is at the time of writing, may be changed; a row that may not counts as unknown.</param>
    /// <param name="cancellationToken">Ends the wait for the lock; has no effect once the transaction has begun.</param>
    /// <returns>The row as it is now; null when no such extension is known.</returns>
    /// <exception cref="ArgumentException">The name or the department is too long.</exception>
    /// <exception cref="StoreException">Nothing was changed: database locked, read-only, full or unreachable.</exception>
    public Task<BoardRow?> RenameAsync(ExtensionKey key, string? name, string? department, Predicate<BoardRow> isAllowed, CancellationToken cancellationToken)
    {
        var (cleanName, cleanDepartment) = (Bounded(name, nameof(name)), Bounded(department, nameof(department)));
        return _transactions.WithWriteLockAsync(key.Server, WriteAsync, cancellationToken);

        async Task<BoardRow?> WriteAsync(PbxWriteLock pbx)
        {
            var started = _time.GetTimestamp();
            var known = _board.For(key.Server);
            var slot = known.Find(key.Context, key.Exten);
            if (slot < 0 || !isAllowed(known[slot])) return null;
            var before = known[slot];
            var after = before with { Name = cleanName, Department = cleanDepartment };
            if (after == before) return before;

            after = after with { UpdatedAt = UtcTime.AsStored(_time.GetUtcNow()) };
            await _transactions.WriteAsync(pbx, writer => writer.UpdateNameAsync(after.Id, after.Name, after.Department, after.UpdatedAt), cancellationToken);
            _board.Publish(key.Server, [after], facts: null);
            _metrics.Saved(ChangeSource.Edit, changes: 0, _time.GetElapsedTime(started));
            Log.ExtensionNamed(_logger, key.Server, key.Context, key.Exten);
            return after;
        }
    }

    /// <summary>
    /// Puts extensions of any PBXs into a department, all in one transaction. Their names, status and history stay as they are.
    /// </summary>
    /// <param name="keys">The extensions, at most <see cref="MostAtOnce"/>.</param>
    /// <param name="department">As typed; it is kept as <see cref="ExtensionNaming.Clean"/> leaves it, and null or blank means none.</param>
    /// <param name="isAllowed">Whether a row, as it is at the time of writing, may be changed; a row that may not counts as unknown.</param>
    /// <param name="cancellationToken">Ends the wait for the locks; has no effect once the transaction has begun.</param>
    /// <returns>The rows that changed, before and after. Unknown extensions, and those that are in the department already, are left out.</returns>
    /// <exception cref="ArgumentException">The department is too long, or there are too many extensions.</exception>
    /// <exception cref="StoreException">Nothing was changed: database locked, read-only, full or unreachable.</exception>
    public Task<IReadOnlyList<(BoardRow Before, BoardRow After)>> SetDepartmentAsync(
        IReadOnlyCollection<ExtensionKey> keys, string? department, Predicate<BoardRow> isAllowed, CancellationToken cancellationToken)
    {
        var clean = Bounded(department, nameof(department));
        if (keys.Count > MostAtOnce) throw new ArgumentException($"{keys.Count} extensions are too many: at most {MostAtOnce} at once.", nameof(keys));
        return _transactions.WithWriteLocksAsync(keys.Select(key => key.Server), WriteAsync, cancellationToken);

        async Task<IReadOnlyList<(BoardRow Before, BoardRow After)>> WriteAsync(IReadOnlyList<PbxWriteLock> pbxs)
        {
            var started = _time.GetTimestamp();
            var now = UtcTime.AsStored(_time.GetUtcNow());
            var changes = new List<(BoardRow Before, BoardRow After)>();
            foreach (var key in keys.Distinct())
            {
                var known = _board.For(key.Server);
                var slot = known.Find(key.Context, key.Exten);
                if (slot < 0 || !isAllowed(known[slot]) || string.Equals(known[slot].Department, clean, StringComparison.Ordinal)) continue;
                changes.Add((known[slot], known[slot] with { Department = clean, UpdatedAt = now }));
            }

            if (changes.Count == 0) return changes;
            await _transactions.WriteAsync(
                pbxs,
                async writer =>
                {
                    foreach (var (_, after) in changes) await writer.UpdateNameAsync(after.Id, after.Name, after.Department, after.UpdatedAt);
                },
                cancellationToken);
            foreach (var changed in changes.GroupBy(change => change.After.Key.Server, change => change.After, StringComparer.Ordinal))
                _board.Publish(changed.Key, [.. changed], facts: null);
            _metrics.Saved(ChangeSource.Edit, changes: 0, _time.GetElapsedTime(started));
            foreach (var (_, after) in changes) Log.ExtensionNamed(_logger, after.Key.Server, after.Key.Context, after.Key.Exten);
            return changes;
        }
    }

    private static string? Bounded(string? text, string parameter)
    {
        var clean = ExtensionNaming.Clean(text);
        return clean is null || clean.Length <= ExtensionNaming.MaxLength
            ? clean
            : throw new ArgumentException($"{clean.Length} characters are too many: at most {ExtensionNaming.MaxLength} are kept.", parameter);
    }
}
