using AmiBlazor.Data.Files;
using AmiBlazor.Data.Sqlite;
using Microsoft.Extensions.Options;
using Npgsql;

namespace AmiBlazor.Data;

/// <summary>
/// Lets one process at a time initialize a database, when several start at once. With PostgreSQL it is an advisory lock of a dedicated session, with
/// SQLite a file beside the database that is held open: both are released when the process ends, however it ends.
/// </summary>
internal sealed class StartLock(IOptions<DatabaseOptions> options, IHostEnvironment environment, TimeProvider time)
{
    private const string TryTake = "SELECT pg_try_advisory_lock(4711001)";
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    /// <summary>Waits at most two minutes for another process to release it. The database must exist; with SQLite, its folder.</summary>
    /// <returns>The lock, to be disposed; null for a SQLite database without a path, which no other process can share.</returns>
    /// <exception cref="DatabaseInitializationException">Another process held it all the time.</exception>
    /// <exception cref="UnauthorizedAccessException">The file beside the SQLite database may not be written.</exception>
    /// <exception cref="System.Data.Common.DbException">PostgreSQL could not be reached or refused.</exception>
    public async Task<IAsyncDisposable?> TakeAsync(CancellationToken cancellationToken)
    {
        if (options.Value.KnownProvider == DatabaseProvider.PostgreSql)
            return await TakeSessionAsync(cancellationToken);
        return SqliteFile.PathOf(SqliteFile.ConnectionString(options.Value.ConnectionString, environment.ContentRootPath)) is { } path
            ? await TakeFileAsync(path + ".migrating", cancellationToken)
            : null;
    }

    private async Task<NpgsqlConnection> TakeSessionAsync(CancellationToken cancellationToken)
    {
        // Not pooled, so that closing the connection releases the lock. Polled, because a statement waiting within PostgreSQL blocks a migration that
        // builds an index concurrently.
        var own = new NpgsqlConnectionStringBuilder(options.Value.ConnectionString) { Pooling = false, Multiplexing = false };
        var session = new NpgsqlConnection(own.ConnectionString);
        try
        {
            await session.OpenAsync(cancellationToken);
            await using var command = new NpgsqlCommand(TryTake, session);
            var started = time.GetTimestamp();
            while (await command.ExecuteScalarAsync(cancellationToken) is not true)
                await WaitAsync(started, cause: null, cancellationToken);
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    private async Task<FileStream> TakeFileAsync(string path, CancellationToken cancellationToken)
    {
        // The file is not deleted on close: a process that had just opened it would then hold a different lock than the next one.
        var file = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows()) file.UnixCreateMode = PrivateFiles.File;
        var started = time.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(path, file);
            }
            catch (IOException held) when (held.GetType() == typeof(IOException))
            {
                // A plain IOException is the sharing violation; a missing folder has a type of its own, and a full disk stays one to the end.
                await WaitAsync(started, held, cancellationToken);
            }
        }
    }

    private Task WaitAsync(long started, Exception? cause, CancellationToken cancellationToken) => time.GetElapsedTime(started) < Longest
        ? Task.Delay(Between, time, cancellationToken)
        : throw new DatabaseInitializationException(
            "Another program has been preparing the database for two minutes; wait until it has finished, or stop it, then start again."
            + (cause is null ? "" : $" ({cause.Message.ReplaceLineEndings(" ").TrimEnd('.')})"),
            cause);
}
