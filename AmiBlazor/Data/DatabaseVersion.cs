using System.Data.Common;

namespace AmiBlazor.Data;

/// <summary>Which version of the database is used, and what there is to say about its age. Open for tests of versions that this machine does not have.</summary>
internal class DatabaseVersion
{
    /// <summary>Debian 12 has it. What is older has known faults that a hostile file or statement can reach.</summary>
    public static readonly Version OldestSqlite = new(3, 40);

    /// <summary>The version alone, such as “3.40.1”: what distributions add to it tells of the machine.</summary>
    /// <param name="connection">An open connection.</param>
    public virtual string Of(DbConnection connection) => connection.ServerVersion.Split(' ')[0];

    /// <summary>What a person should do about it; null where nothing is to be done.</summary>
    public static string? Warning(DatabaseProvider provider, string version) =>
        provider == DatabaseProvider.Sqlite && Version.TryParse(version, out var number) && number < OldestSqlite
            ? $"SQLite {version} is older than {OldestSqlite}, and faults are known in it. Install a newer SQLite library on this machine (libsqlite3-0 on Debian) and start AmiBlazor again."
            : null;
}
