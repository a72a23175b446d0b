using System.Globalization;
using AmiBlazor.Data.Files;
using Microsoft.Data.Sqlite;

namespace AmiBlazor.Data.Sqlite;

/// <summary>Copies a SQLite database, even while it is in use, including its write-ahead log.</summary>
internal static class SqliteBackup
{
    /// <summary>Writes the copy beside the file, named after it and the time: <c>amiblazor.db.20260131T081500Z.bak</c>.</summary>
    /// <returns>The copy's full path. The file has this name only once it is complete.</returns>
    public static string Make(SqliteConnection source, string path, DateTimeOffset now)
    {
        var copy = string.Create(CultureInfo.InvariantCulture, $"{path}.{now.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}.bak");
        var unfinished = copy + ".unfinished";
        File.Delete(unfinished);
        try
        {
            Copy(source, unfinished);
            File.Move(unfinished, copy, overwrite: true);
            return copy;
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    /// <summary>Writes the copy to a path where nothing is yet.</summary>
    /// <param name="source">An open connection.</param>
    /// <param name="target">The copy, which only this account can read.</param>
    public static void Copy(SqliteConnection source, string target)
    {
        PrivateFiles.Create(target).Dispose();
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = target, Pooling = false }.ConnectionString);
        connection.Open();
        source.BackupDatabase(connection);

        // A copy of a database with a write-ahead log wants one as well, which would lie beside it until somebody opens it.
        using var alone = connection.CreateCommand();
        alone.CommandText = "PRAGMA journal_mode = DELETE";
        alone.ExecuteNonQuery();
    }
}
