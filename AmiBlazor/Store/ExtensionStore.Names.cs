using AmiBlazor.Board;
using AmiBlazor.Data;

namespace AmiBlazor.Store;

/// <content>What people say about extensions: names, departments, notes and e-mail addresses.</content>
internal sealed partial class ExtensionStore
{
    /// <summary>How many extensions one call may change: the database is not written by anybody else meanwhile.</summary>
    public const int MostAtOnce = 1000;

    /// <summary>Gives an extension a name and a department, and leaves what else people say.</summary>
    /// <inheritdoc cref="EditAsync" path="/returns|/exception"/>
    public Task<BoardRow?> RenameAsync(ExtensionKey key, string? name, string? department, Predicate<BoardRow> isAllowed, CancellationToken cancellationToken) =>
        EditAsync(key, details => details with { Name = name, Department = department }, isAllowed, cancellationToken);

    /// <summary>
    /// Changes what people say about an extension. Its status and its history stay as they are, and no refresh takes it away again.
    /// </summary>
    /// <param name="key">The extension.</param>
    /// <param name="edit">
    /// Makes the new details, as typed, of those of the row as it is at the time of writing; they are kept as <see cref="PersonDetails.Clean"/> leaves them.
    /// </param>
    /// <param name="isAllowed">Whether the row, as it is at the time of writing, may be changed; a row that may not counts as unknown.</param>
    /// <param name="cancellationToken">Ends the wait for the lock; has no effect once the transaction has begun.</param>
    /// <returns>The row as it is now; null when no such extension is known.</returns>
    /// <exception cref="ArgumentException">The new details are not allowed.</exception>
    /// <exception cref="StoreException">Nothing was changed: database locked, read-only, full or unreachable.</exception>
    public Task<BoardRow?> EditAsync(
        ExtensionKey key, Func<PersonDetails, PersonDetails> edit, Predicate<BoardRow> isAllowed, CancellationToken cancellationToken)
    {
        return _transactions.WithWriteLockAsync(key.Server, WriteAsync, cancellationToken);

        async Task<BoardRow?> WriteAsync(PbxWriteLock pbx)
        {
            if (Find(key) is not { } before || !isAllowed(before)) return null;
            var after = Valid(edit(PersonDetails.Of(before)), nameof(edit)).On(before);
            if (after == before) return before;
            after = after with { UpdatedAt = UtcTime.AsStored(_time.GetUtcNow()) };
            await WritePeopleAsync([pbx], [(before, after)], cancellationToken);
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
        var clean = Valid(new PersonDetails { Department = department }, nameof(department)).Department;
        if (keys.Count > MostAtOnce) throw new ArgumentException($"{keys.Count} extensions are too many: at most {MostAtOnce} at once.", nameof(keys));
        return _transactions.WithWriteLocksAsync(keys.Select(key => key.Server), WriteAsync, cancellationToken);

        async Task<IReadOnlyList<(BoardRow Before, BoardRow After)>> WriteAsync(IReadOnlyList<PbxWriteLock> pbxs)
        {
            var now = UtcTime.AsStored(_time.GetUtcNow());
            var changes = new List<(BoardRow Before, BoardRow After)>();
            foreach (var key in keys.Distinct())
            {
                if (Find(key) is not { } row || !isAllowed(row) || string.Equals(row.Department, clean, StringComparison.Ordinal)) continue;
                changes.Add((row, row with { Department = clean, UpdatedAt = now }));
            }

            await WritePeopleAsync(pbxs, changes, cancellationToken);
            return changes;
        }
    }

    /// <summary>
    /// Applies changes that were decided earlier, to extensions of any PBXs: all of them in one transaction, or none if one of the extensions is no longer
    /// as it was then.
    /// </summary>
    /// <param name="edits">The changes, at most one for each extension; the new details are cleaned.</param>
    /// <param name="isAllowed">Whether a row, as it is at the time of writing, may be changed.</param>
    /// <param name="cancellationToken">Ends the wait for the locks; has no effect once the transaction has begun.</param>
    /// <returns>The rows that changed, before and after; null if nothing was changed because an extension has changed, is gone or may not be changed.</returns>
    /// <exception cref="ArgumentException">New details are not allowed.</exception>
    /// <exception cref="StoreException">Nothing was changed: database locked, read-only, full or unreachable.</exception>
    public Task<IReadOnlyList<(BoardRow Before, BoardRow After)>?> TryApplyAsync(
        IReadOnlyCollection<PersonEdit> edits, Predicate<BoardRow> isAllowed, CancellationToken cancellationToken)
    {
        return _transactions.WithWriteLocksAsync(edits.Select(edit => edit.Key.Server), WriteAsync, cancellationToken);

        async Task<IReadOnlyList<(BoardRow Before, BoardRow After)>?> WriteAsync(IReadOnlyList<PbxWriteLock> pbxs)
        {
            var now = UtcTime.AsStored(_time.GetUtcNow());
            var changes = new List<(BoardRow Before, BoardRow After)>(edits.Count);
            foreach (var edit in edits)
            {
                if (Find(edit.Key) is not { } row || PersonDetails.Of(row) != edit.Before || !isAllowed(row)) return null;
                changes.Add((row, Valid(edit.After, nameof(edits)).On(row) with { UpdatedAt = now }));
            }

            await WritePeopleAsync(pbxs, changes, cancellationToken);
            return changes;
        }
    }

    /// <summary>One transaction, then the board. Only for the holder of the locks.</summary>
    private async Task WritePeopleAsync(
        IReadOnlyList<PbxWriteLock> pbxs, List<(BoardRow Before, BoardRow After)> changes, CancellationToken cancellationToken)
    {
        if (changes.Count == 0) return;
        var started = _time.GetTimestamp();
        await _transactions.WriteAsync(
            pbxs,
            async writer =>
            {
                foreach (var (_, after) in changes) await writer.UpdatePersonAsync(after);
            },
            cancellationToken);
        foreach (var changed in changes.GroupBy(change => change.After.Key.Server, change => change.After, StringComparer.Ordinal))
            _board.Publish(changed.Key, [.. changed], facts: null);
        _metrics.Saved(ChangeSource.Edit, changes: 0, _time.GetElapsedTime(started));
        foreach (var (_, after) in changes) Log.ExtensionNamed(_logger, after.Key.Server, after.Key.Context, after.Key.Exten);
    }

    /// <summary>The row of an extension; null when it is not known. Only for the holder of the PBX's lock.</summary>
    private BoardRow? Find(ExtensionKey key)
    {
        var known = _board.For(key.Server);
        return known.Find(key.Context, key.Exten) is >= 0 and var slot ? known[slot] : null;
    }

    private static PersonDetails Valid(PersonDetails typed, string parameter)
    {
        var clean = typed.Clean();
        return clean.Problem() is { } problem ? throw new ArgumentException(FormattableString.Invariant(problem.Sentence), parameter) : clean;
    }
}
