using AmiBlazor.Board;
using AmiBlazor.Data;

namespace AmiBlazor.Store;

internal sealed partial class ExtensionStore
{
    /// <summary>
    /// Gives an extension the name and the department that a person says. Its status and its history stay as they are, and no refresh
    /// takes the name away again.
    /// </summary>
    /// <param name="key">The extension.</param>
    /// <param name="name">As typed; it is kept as <see cref="ExtensionNaming.Clean"/> leaves it, and null or blank is none.</param>
    /// <param name="department">The same.</param>
    /// <param name="isMeant">Whether the row, as it is when the turn has come, may be touched; one that may not is as unknown.</param>
    /// <param name="cancellationToken">Ends the wait for the turn; once the transaction has begun it is not looked at.</param>
    /// <returns>The row as it is now; null when no such extension is known.</returns>
    /// <exception cref="ArgumentException">One of them is too long.</exception>
    /// <exception cref="StoreException">Nothing was changed: database locked, read-only, full or unreachable.</exception>
    public Task<BoardRow?> RenameAsync(ExtensionKey key, string? name, string? department, Predicate<BoardRow> isMeant, CancellationToken cancellationToken)
    {
        var (cleanName, cleanDepartment) = (Bounded(name, nameof(name)), Bounded(department, nameof(department)));
        return WithWriteLockAsync(key.Server, RenameNowAsync, cancellationToken);

        async Task<BoardRow?> RenameNowAsync(PbxWriteLock turn)
        {
            var started = time.GetTimestamp();
            var known = board.For(key.Server);
            var slot = known.Find(key.Context, key.Exten);
            if (slot < 0 || !isMeant(known[slot]))
                return null;
            var before = known[slot];
            var after = before with { Name = cleanName, Department = cleanDepartment };
            if (after == before)
                return before;

            after = after with { UpdatedAt = UtcTime.AsStored(time.GetUtcNow()) };
            await WriteAsync(turn, writer => writer.UpdateNameAsync(after.Id, after.Name, after.Department, after.UpdatedAt), cancellationToken);
            board.Publish(key.Server, [after], facts: null);
            metrics.Saved(ChangeSource.Edit, changes: 0, time.GetElapsedTime(started));
            Log.ExtensionNamed(logger, key.Server, key.Context, key.Exten);
            return after;
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
