using System.Data.Common;

namespace AmiBlazor.Data;

/// <summary>Which version of the database is used.</summary>
internal static class DatabaseVersion
{
    /// <summary>The version alone, such as “3.53.4”: what distributions add to it tells of the machine.</summary>
    /// <param name="connection">An open connection.</param>
    public static string Of(DbConnection connection) => connection.ServerVersion.Split(' ')[0];
}
