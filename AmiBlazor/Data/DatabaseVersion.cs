using System.Data.Common;

namespace AmiBlazor.Data;

/// <summary>The version of the database in use.</summary>
internal static class DatabaseVersion
{
    /// <summary>The version alone, such as “3.53.4”: without what distributions add, which would reveal details of the machine.</summary>
    /// <param name="connection">An open connection.</param>
    public static string Of(DbConnection connection) => connection.ServerVersion.Split(' ')[0];
}
