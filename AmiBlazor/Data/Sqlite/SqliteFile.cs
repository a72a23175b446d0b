using Microsoft.Data.Sqlite;

namespace AmiBlazor.Data.Sqlite;

/// <summary>Where the SQLite file is, and what every connection to it says.</summary>
internal static class SqliteFile
{
    /// <summary>
    /// Seconds that a statement waits for another process that holds the file, unless the connection string says otherwise.
    /// </summary>
    public const int BusySeconds = 5;

    /// <summary>
    /// The connection string with the path made absolute (a relative one is relative to the content root) and our settings where it has
    /// none.
    /// </summary>
    public static string ConnectionString(DatabaseOptions options, string contentRoot)
    {
        var builder = new SqliteConnectionStringBuilder(options.ConnectionString);
        if (!IsUri(builder.DataSource))
            builder.DataSource = Path.GetFullPath(builder.DataSource, contentRoot);
        builder.ForeignKeys = true;
        if (!builder.ShouldSerialize("Default Timeout"))
            builder.DefaultTimeout = BusySeconds;
        return builder.ConnectionString;
    }

    /// <summary>The file's full path; null when a <c>file:</c> address names it, which SQLite alone understands.</summary>
    public static string? PathOf(string connectionString)
    {
        var source = new SqliteConnectionStringBuilder(connectionString).DataSource;
        return IsUri(source) ? null : source;
    }

    private static bool IsUri(string source) => source.StartsWith("file:", StringComparison.OrdinalIgnoreCase);
}
