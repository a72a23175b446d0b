using Microsoft.Extensions.Options;

namespace AmiBlazor.Data.Sqlite;

/// <summary>
/// SQLite lets one transaction write at a time in the whole file, and one that has to wait sleeps and tries again: in this process it is
/// quicker to stand in line. PostgreSQL needs no such line, and none is held.
/// </summary>
internal sealed class SqliteWriteLock(IOptions<DatabaseOptions> options) : IDisposable
{
    private readonly SemaphoreSlim? _turn = options.Value.KnownProvider == DatabaseProvider.Sqlite ? new SemaphoreSlim(1, 1) : null;

    public Task EnterAsync(CancellationToken cancellationToken) => _turn is null ? Task.CompletedTask : _turn.WaitAsync(cancellationToken);

    public void Leave() => _turn?.Release();

    public void Dispose() => _turn?.Dispose();
}
