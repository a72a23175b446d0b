using System.Globalization;
using AmiBlazor.Data.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Data;

/// <summary>Takes a whole copy of the configured database, and puts one in its place.</summary>
internal sealed class DatabaseCopies(IDbContextFactory<AmiBlazorDbContext> factory, IOptions<DatabaseOptions> options, IHostEnvironment environment)
{
    /// <summary>What a restore keeps beside the database until it has put the copy in its place.</summary>
    public const string RestoringSuffix = ".restoring";

    public bool IsSqlite => options.Value.KnownProvider == DatabaseProvider.Sqlite;

    /// <summary>The SQLite file, as an absolute path without symbolic link; null for a <c>file:</c> URI or PostgreSQL.</summary>
    public string? SqlitePath =>
        IsSqlite && SqliteFile.PathOf(SqliteFile.ConnectionString(options.Value.ConnectionString, environment.ContentRootPath)) is { } path
            ? SqliteFile.Resolve(path)
            : null;

    /// <summary>The connection string without its passwords.</summary>
    public string ConnectionWithoutPassword
    {
        get
        {
            if (!IsSqlite) return PostgreSqlDump.WithoutPassword(options.Value.ConnectionString);
            var connection = new SqliteConnectionStringBuilder(options.Value.ConnectionString);
            connection.Remove("Password");
            return connection.ConnectionString;
        }
    }

    /// <summary>Copies a SQLite database that may be in use, and checks the copy.</summary>
    /// <param name="target">The copy: a path where nothing is yet.</param>
    /// <exception cref="DatabaseInitializationException">There is no database, or it is damaged.</exception>
    public async Task CopySqliteAsync(string target, CancellationToken cancellationToken)
    {
        if (SqlitePath is { } path && !File.Exists(path))
            throw new DatabaseInitializationException($"There is no database {path}. Run this command in the folder and with the settings of the server.");
        await using (var context = await factory.CreateDbContextAsync(cancellationToken))
        {
            await context.Database.OpenConnectionAsync(cancellationToken);
            SqliteBackup.Copy((SqliteConnection)context.Database.GetDbConnection(), target);
        }

        if (SqliteCheck.FindDamage(target, thorough: true) is { } damage)
        {
            throw new DatabaseInitializationException(
                $"The database is damaged, so no backup was written: {damage.ReplaceLineEndings(" ")} Restore an earlier backup with the command restore.");
        }
    }

    /// <summary>Copies a PostgreSQL database with pg_dump, which must be installed.</summary>
    public Task DumpPostgreSqlAsync(string target, CancellationToken cancellationToken) =>
        PostgreSqlDump.WriteAsync(options.Value.ConnectionString, target, cancellationToken);

    /// <summary>What to type to put a file of pg_dump into a new database, without a password.</summary>
    public string PostgreSqlRestoreCommand(string dump) => PostgreSqlDump.RestoreCommand(options.Value.ConnectionString, dump);

    /// <summary>What to type to dump the database, without a password.</summary>
    public string PostgreSqlDumpCommand(string dump) => PostgreSqlDump.DumpCommand(options.Value.ConnectionString, dump);

    /// <summary>Why a copy cannot be used by this version; null if it can.</summary>
    public async Task<string?> FindObstacleAsync(string copy, CancellationToken cancellationToken)
    {
        if (SqliteCheck.FindDamage(copy, thorough: true) is { } damage) return $"its database is damaged: {damage.ReplaceLineEndings(" ").TrimEnd('.')}";
        if (SqliteCheck.NewestMigration(copy) is not { } migration) return "its database is not one of AmiBlazor";
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        return context.Database.GetMigrations().Contains(migration, StringComparer.Ordinal)
            ? null
            : $"it was written by a newer AmiBlazor (its database has the migration {migration})";
    }

    /// <summary>
    /// Puts a checked copy in the place of the SQLite database, whose owner this process must be. The former one is kept beside it under another name, with
    /// its write-ahead log: one that stayed would be brought into the new file and undo or ruin it.
    /// </summary>
    /// <returns>Where the former database is; null if there was none.</returns>
    public static string? Replace(string path, string copy, DateTimeOffset now)
    {
        string[] companions = ["-wal", "-shm", "-journal"];
        var aside = string.Create(CultureInfo.InvariantCulture, $"{path}.before-restore-{now.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}");
        var existed = File.Exists(path);
        if (existed) File.Move(path, aside);
        foreach (var companion in companions.Where(companion => File.Exists(path + companion)))
        {
            // The index of a write-ahead log is made anew by whoever opens it.
            if (companion == "-shm" || !existed)
                File.Delete(path + companion);
            else
                File.Move(path + companion, aside + companion);
        }

        File.Move(copy, path);
        return existed ? aside : null;
    }
}
