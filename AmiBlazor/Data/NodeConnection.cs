using Npgsql;

namespace AmiBlazor.Data;

/// <summary>
/// How a node of a cluster connects to PostgreSQL: so that neither it nor the database waits long for a node, or a server, that has fallen silent.
/// </summary>
internal static class NodeConnection
{
    /// <summary>
    /// The server ends a transaction whose node is frozen in it, which would keep the row of a PBX from everybody else; and a statement that waits for such a
    /// row.
    /// </summary>
    private const string Options = "-c idle_in_transaction_session_timeout=1500 -c lock_timeout=2500";

    private const int SecondsToConnect = 2;
    private const int SecondsOfStatement = 5;

    /// <summary>The configured connection string, with what a node needs where nothing else is configured.</summary>
    public static string Of(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        if (!builder.ContainsKey("Timeout")) builder.Timeout = SecondsToConnect;
        if (!builder.ContainsKey("Command Timeout")) builder.CommandTimeout = SecondsOfStatement;

        // A statement that takes too long is given up, without asking the server to cancel it: that would wait for a second connection (npgsql #3277).
        builder.CancellationTimeout = -1;
        builder.Options = string.IsNullOrEmpty(builder.Options) ? Options : $"{Options} {builder.Options}";
        return builder.ConnectionString;
    }
}
