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
            PrivateFiles.Create(unfinished).Dispose();
            var target = new SqliteConnectionStringBuilder { DataSource = unfinished, Pooling = false };
            using (var connection = new SqliteConnection(target.ConnectionString))
            {
                connection.Open();
                source.BackupDatabase(connection);
            }

            File.Move(unfinished, copy, overwrite: true);
            return copy;
        }
        finally
        {
            File.Delete(unfinished);
        }
    }
}
