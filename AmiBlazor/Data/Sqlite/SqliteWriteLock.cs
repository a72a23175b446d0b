using Microsoft.Extensions.Options;

namespace AmiBlazor.Data.Sqlite;

/// <summary>
/// Lets one transaction of this process write to SQLite at a time. SQLite itself allows only one writer for the whole file, and one that must wait sleeps and
/// tries again; waiting for this lock is quicker. With PostgreSQL there is no lock, and nobody waits.
/// </summary>
internal sealed class SqliteWriteLock(IOptions<DatabaseOptions> options) : IDisposable
{
    private readonly SemaphoreSlim? _semaphore = options.Value.KnownProvider == DatabaseProvider.Sqlite ? new SemaphoreSlim(1, 1) : null;

    public Task EnterAsync(CancellationToken cancellationToken) => _semaphore is null ? Task.CompletedTask : _semaphore.WaitAsync(cancellationToken);

    public void Leave() => _semaphore?.Release();

    public void Dispose() => _semaphore?.Dispose();
}
