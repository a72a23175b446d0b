using Microsoft.Data.Sqlite;

namespace AmiBlazor.Data.Sqlite;

/// <summary>The SQLite file's path and connection string.</summary>
internal static class SqliteFile
{
    /// <summary>
    /// How many seconds a statement waits while another process holds the file, unless the connection string says otherwise.
    /// </summary>
    public const int BusySeconds = 5;

    /// <summary>
    /// The connection string with an absolute path (a relative one is relative to the content root), and with our defaults for missing settings.
    /// </summary>
    public static string ConnectionString(string configured, string contentRoot)
    {
        var builder = new SqliteConnectionStringBuilder(configured);
        if (!IsUri(builder.DataSource)) builder.DataSource = Path.GetFullPath(builder.DataSource, contentRoot);
        builder.ForeignKeys = true;
        if (!builder.ShouldSerialize("Default Timeout")) builder.DefaultTimeout = BusySeconds;
        return builder.ConnectionString;
    }

    /// <summary>The file's full path; null when the source is a <c>file:</c> URI, which only SQLite understands.</summary>
    public static string? PathOf(string connectionString)
    {
        var source = new SqliteConnectionStringBuilder(connectionString).DataSource;
        return IsUri(source) ? null : source;
    }

    /// <summary>The file that a path leads to, if it is a symbolic link; otherwise the path. SQLite puts its own files beside that one.</summary>
    public static string Resolve(string path)
    {
        var file = new FileInfo(path);
        return file.LinkTarget is null ? path : file.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
    }

    private static bool IsUri(string source) => source.StartsWith("file:", StringComparison.OrdinalIgnoreCase);

    /// <summary>Closes all connections that the pools keep open, as the end of the process does: with the last one the write-ahead log is gone.</summary>
    public static void CloseAll() => SqliteConnection.ClearAllPools();
}
