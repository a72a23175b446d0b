using System.Data.Common;

namespace AmiBlazor.Data;

/// <summary>The version of the database in use.</summary>
internal static class DatabaseVersion
{
    /// <summary>
    /// SQLite before 3.50.2 has CVE-2025-6965 (memory corruption by a statement with many aggregates); up to 3.51.2 a checkpoint beside a write could, rarely,
    /// damage a database that keeps a write-ahead log.
    /// </summary>
    public static readonly Version OldestSafeSqlite = new(3, 51, 3);

    /// <summary>The version alone, such as “3.53.4”: without what distributions add, which would reveal details of the machine.</summary>
    /// <param name="connection">An open connection.</param>
    public static string Of(DbConnection connection) => connection.ServerVersion.Split(' ')[0];

    /// <summary>Whether a version of SQLite has a grave fault that a newer one has not.</summary>
    public static bool HasKnownFault(string sqlite) => Version.TryParse(sqlite, out var version) && version < OldestSafeSqlite;
}
