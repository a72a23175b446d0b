using Microsoft.Data.Sqlite;

namespace AmiBlazor.Data.Sqlite;

/// <summary>Looks for damage in a SQLite file, and changes nothing: not even a write-ahead log that was left over is brought into the file.</summary>
internal static class SqliteCheck
{
    /// <summary>What is wrong with the file and the write-ahead log beside it, in SQLite's words; null if it is sound.</summary>
    /// <param name="path">The file.</param>
    /// <param name="thorough">Whether indexes are compared with their tables as well, which takes several times as long.</param>
    public static string? FindDamage(string path, bool thorough)
    {
        try
        {
            using var connection = OpenForReading(path);
            using var command = connection.CreateCommand();
            command.CommandText = thorough ? "PRAGMA integrity_check(1)" : "PRAGMA quick_check(1)";
            return command.ExecuteScalar() is string words and not "ok" ? words : null;
        }
        catch (SqliteException failure) when (failure.SqliteErrorCode is 11 or 26)
        {
            // CORRUPT, NOTADB: too damaged to be checked.
            return failure.Message;
        }
    }

    /// <summary>The newest migration of an AmiBlazor database; null if it is none.</summary>
    public static string? NewestMigration(string path)
    {
        using var connection = OpenForReading(path);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM sqlite_master WHERE name = '__EFMigrationsHistory'";
        if (command.ExecuteScalar() is not 1L) return null;
        command.CommandText = "SELECT max(MigrationId) FROM \"__EFMigrationsHistory\"";
        return command.ExecuteScalar() as string;
    }

    private static SqliteConnection OpenForReading(string path)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false, DefaultTimeout = SqliteFile.BusySeconds }
                .ConnectionString);
        connection.Open();
        return connection;
    }
}
