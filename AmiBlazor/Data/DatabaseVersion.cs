using System.Data.Common;

namespace AmiBlazor.Data;

/// <summary>The version of the database in use.</summary>
internal static class DatabaseVersion
{
    /// <summary>SQLite before this version has CVE-2025-6965 (memory corruption by a statement with many aggregates).</summary>
    public static readonly Version OldestSafeSqlite = new(3, 50, 2);

    /// <summary>The version alone, such as “3.53.4”: without what distributions add, which would reveal details of the machine.</summary>
    /// <param name="connection">An open connection.</param>
    public static string Of(DbConnection connection) => connection.ServerVersion.Split(' ')[0];

    /// <summary>Whether a version of SQLite has a security fault that a newer one has not.</summary>
    public static bool HasKnownFault(string sqlite) => Version.TryParse(sqlite, out var version) && version < OldestSafeSqlite;
}
