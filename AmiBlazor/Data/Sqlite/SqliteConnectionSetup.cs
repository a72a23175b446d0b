using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace AmiBlazor.Data.Sqlite;

/// <summary>
/// Sets up every SQLite connection. Foreign keys are set by the connection string, and WAL is stored in the file (<see cref="DatabaseInitializer"/>); the
/// settings here must be made for each connection.
/// </summary>
internal sealed class SqliteConnectionSetup : DbConnectionInterceptor
{
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => SetUp((SqliteConnection)connection);

    public override Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        SetUp((SqliteConnection)connection);
        return Task.CompletedTask;
    }

    private static void SetUp(SqliteConnection connection)
    {
        using (var pragmas = connection.CreateCommand())
        {
            // synchronous=FULL: a committed transaction is on the disk. busy_timeout: SQLite's own wait is finer than the driver's, which sleeps 150 ms
            // between attempts; both end at the same time.
            pragmas.CommandText = string.Create(
                CultureInfo.InvariantCulture, $"PRAGMA synchronous = FULL; PRAGMA busy_timeout = {connection.DefaultTimeout * 1000};");
            pragmas.ExecuteNonQuery();
        }

        // SQLite's own lower() handles only A to Z; a search for "müller" must find "MÜLLER", as with PostgreSQL.
        connection.CreateFunction("lower", static (string? text) => text?.ToLowerInvariant(), isDeterministic: true);
    }
}
