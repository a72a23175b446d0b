using System.Data.Common;
using AmiBlazor.Data.Files;
using AmiBlazor.Data.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Options;
using Npgsql;

namespace AmiBlazor.Data;

/// <summary>
/// Initializes the database before anything else starts: takes it for this process, opens or creates it, backs up a SQLite file if a migration is pending,
/// and migrates. If the database cannot be used, the start fails with a <see cref="DatabaseInitializationException"/>.
/// </summary>
internal sealed partial class DatabaseInitializer(
    IDbContextFactory<AmiBlazorDbContext> factory,
    IOptions<DatabaseOptions> options,
    IOptions<ClusterOptions> cluster,
    DatabaseOwnership ownership,
    TimeProvider time,
    ILogger<DatabaseInitializer> logger) : StartingService
{
    private static readonly TimeSpan LongestCheckpoint = TimeSpan.FromSeconds(2);

    public override async Task StartingAsync(CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        var connection = context.Database.GetDbConnection();
        var what = connection is SqliteConnection
            ? $"The database file {connection.DataSource}"
            : $"The database {connection.Database} on {connection.DataSource}";
        try
        {
            if (options.Value.KnownProvider == DatabaseProvider.Sqlite)
                await StartSqliteAsync(context, (SqliteConnection)connection, what, cancellationToken);
            else
                await StartPostgreSqlAsync(context, what, cancellationToken);
            await context.Database.OpenConnectionAsync(cancellationToken); // Only an open connection knows the version.
            Log.Ready(logger, options.Value.Provider, DatabaseVersion.Of(connection));
        }
        catch (Exception exception) when (exception is DbException or IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            throw new DatabaseInitializationException($"{what} {Explain(exception)} ({OneLine(exception)})", exception);
        }
    }

    private static string Explain(Exception exception) => DatabaseFailures.Of(exception) switch
    {
        DatabaseFailure.Locked =>
            "is locked by another program, or lies on a network share (NFS, CIFS) that does not lock; "
            + "stop that program, or use a local disk or PostgreSQL, then start again.",
        DatabaseFailure.ReadOnly => "cannot be written; give this user write permission for it and its folder, then start again.",
        DatabaseFailure.Full => "cannot grow, the disk is full; make room, then start again.",
        DatabaseFailure.Corrupt =>
            "is damaged or is not an AmiBlazor database; restore a backup with the command restore, or configure another file.",
        null when exception is InvalidOperationException => "cannot be brought up to this version.",
        DatabaseFailure.Unreachable or null =>
            "cannot be opened; check the path or address, the rights and that it is running, then start again.",
        _ => "cannot be brought up to this version.",
    };

    private static string OneLine(Exception exception) => exception.GetBaseException().Message.ReplaceLineEndings(" ").TrimEnd('.');

    private async Task StartSqliteAsync(AmiBlazorDbContext context, SqliteConnection connection, string what, CancellationToken cancellationToken)
    {
        var path = SqliteFile.PathOf(connection.ConnectionString);
        if (path is not null) PrivateFiles.MakeFolder(Path.GetDirectoryName(path)!);
        await TakeAsync(what, cancellationToken);
        if (path is not null) CheckLeftOver(what, SqliteFile.Resolve(path));
        var existed = path is not null && File.Exists(path) && new FileInfo(path).Length > 0;
        if (path is not null && !File.Exists(path) && new SqliteConnectionStringBuilder(connection.ConnectionString).Mode == SqliteOpenMode.ReadWriteCreate)
            await CreateFileAsync(path);

        await context.Database.OpenConnectionAsync(cancellationToken);
        using (var wal = connection.CreateCommand())
        {
            // Stored in the file. Readers and the writer then never block each other.
            wal.CommandText = "PRAGMA journal_mode = WAL";
            var mode = wal.ExecuteScalar() as string;
            if (!string.Equals(mode, "wal", StringComparison.OrdinalIgnoreCase))
                Log.NoWriteAheadLog(logger, connection.DataSource, mode);
        }

        if (path is null || (await context.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
        {
            RemoveAbandonedLock(connection);
            var pending = await context.Database.GetPendingMigrationsAsync(cancellationToken);
            if (existed && pending.Any()) Log.BackedUp(logger, SqliteBackup.Make(connection, path!, time.GetUtcNow()));
            await MigrateAsync(context, cancellationToken);
        }
        else
        {
            await RefuseNewerAsync(context, cancellationToken);
        }
    }

    /// <summary>
    /// After a crash SQLite brings the write-ahead log that was left over into the file, even into another one that somebody has put there meanwhile. Then the
    /// two may not fit, and what SQLite makes of them is beyond repair, so they are looked at before anything is written.
    /// </summary>
    private void CheckLeftOver(string what, string path)
    {
        if (!File.Exists(path) && File.Exists(path + DatabaseCopies.RestoringSuffix))
            throw new DatabaseInitializationException($"{what} is missing, because a restore was interrupted. Run the command restore again, then start.");
        var log = new FileInfo(path + "-wal");
        if (!File.Exists(path) || log is not { Exists: true, Length: > 0 }) return;
        Log.CheckingLeftOver(logger, path);
        if (SqliteCheck.FindDamage(path, thorough: false) is { } damage)
        {
            throw new DatabaseInitializationException(
                $"{what} is damaged, or does not fit the write-ahead log beside it, as when a backup is copied over it after a crash. Nothing was changed. "
                + $"Restore a backup with the command restore; or, if you have just copied one there, remove {log.Name} and {Path.GetFileName(path)}-shm, "
                + $"copy it again, then start. ({damage.ReplaceLineEndings(" ").TrimEnd('.')})");
        }

        // A checkpoint writes the file right after the log; later, it was somebody else.
        if (File.GetLastWriteTimeUtc(path) - log.LastWriteTimeUtc > LongestCheckpoint) Log.FileYoungerThanLog(logger, path, log.Name);
    }

    private async Task TakeAsync(string what, CancellationToken cancellationToken)
    {
        if (await ownership.TakeAsync(cancellationToken) is not { } other) return;
        throw new DatabaseInitializationException(
            $"{what} is in use by {other}. Stop that one, then start again; or configure another database for this one.");
    }

    /// <summary>Creates an empty file, which SQLite fills; it gives the -wal and -shm files the same permissions.</summary>
    private static async Task CreateFileAsync(string path)
    {
        try
        {
            await PrivateFiles.Create(path).DisposeAsync();
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process that starts at the same time was first.
        }
    }

    private async Task StartPostgreSqlAsync(AmiBlazorDbContext context, string what, CancellationToken cancellationToken)
    {
        var creator = context.GetService<IRelationalDatabaseCreator>();
        if (!await creator.ExistsAsync(cancellationToken))
        {
            try
            {
                await creator.CreateAsync(cancellationToken);
            }
            catch (PostgresException made) when (made.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
            {
                // Another process that starts at the same time was first. No lock can prevent that: PostgreSQL's locks belong to a database.
            }
        }

        await TakeAsync(what, cancellationToken);

        // Nodes of a cluster own the database together, and may start at the same time.
        await using var alone = cluster.Value.Enabled ? await MigrationLock.TakeAsync(options.Value.ConnectionString, cancellationToken) : null;
        await MigrateAsync(context, cancellationToken);
    }

    /// <summary>
    /// EF Core keeps a lock row in the file while it migrates. A killed process leaves it behind, and the next start would wait for it forever. Nobody
    /// else migrates: this process owns the database.
    /// </summary>
    private static void RemoveAbandonedLock(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "DROP TABLE IF EXISTS \"__EFMigrationsLock\"";
        command.ExecuteNonQuery();
    }

    private async Task MigrateAsync(AmiBlazorDbContext context, CancellationToken cancellationToken)
    {
        await RefuseNewerAsync(context, cancellationToken);
        foreach (var migration in await context.Database.GetPendingMigrationsAsync(cancellationToken))
            Log.Migrating(logger, migration);
        await context.Database.MigrateAsync(cancellationToken);
    }

    private async Task RefuseNewerAsync(AmiBlazorDbContext context, CancellationToken cancellationToken)
    {
        var newer = await NewerSchema.FindAsync(context, cancellationToken);
        if (newer.Refused is { } migration)
        {
            throw new DatabaseInitializationException(
                $"The database was written by a newer AmiBlazor (it has the migration {migration}); " +
                "start that version, or restore an older backup with the command restore.");
        }

        if (newer.Tolerated is { } tolerated) Log.Newer(logger, tolerated);
    }
}
