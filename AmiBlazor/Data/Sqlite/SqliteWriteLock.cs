namespace AmiBlazor.Data.Sqlite;

/// <summary>
/// Lets one transaction of this process write to SQLite at a time. SQLite itself allows only one writer for the whole file, and one that must wait sleeps and
/// tries again; waiting for this lock is quicker. With PostgreSQL there is no lock, and nobody waits.
/// </summary>
/// <param name="isSqlite">Whether SQLite is the database.</param>
internal sealed class SqliteWriteLock(bool isSqlite) : IDisposable
{
    private readonly SemaphoreSlim? _semaphore = isSqlite ? new SemaphoreSlim(1, 1) : null;

    public Task EnterAsync(CancellationToken cancellationToken) => _semaphore is null ? Task.CompletedTask : _semaphore.WaitAsync(cancellationToken);

    public void Leave() => _semaphore?.Release();

    public void Dispose() => _semaphore?.Dispose();
}
