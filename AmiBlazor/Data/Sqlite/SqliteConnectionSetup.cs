using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace AmiBlazor.Data.Sqlite;

/// <summary>
/// The one place that sets up a SQLite connection. Foreign keys come with the connection string and WAL with the file (<see
/// cref="DatabaseInitializer"/>); here is what each connection has to say anew.
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
            // synchronous=FULL: a commit that was answered is on the disk. busy_timeout: SQLite's own waiting is finer than the
            // driver's, which sleeps 150 ms between attempts; both end at the same time.
            pragmas.CommandText = string.Create(
                CultureInfo.InvariantCulture, $"PRAGMA synchronous = FULL; PRAGMA busy_timeout = {connection.DefaultTimeout * 1000};");
            pragmas.ExecuteNonQuery();
        }

        // SQLite's own lower() knows A to Z alone; a search for "müller" has to find "MÜLLER", as PostgreSQL does.
        connection.CreateFunction("lower", static (string? text) => text?.ToLowerInvariant(), isDeterministic: true);
    }
}
