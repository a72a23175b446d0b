using AmiBlazor.Board;
using AmiBlazor.Data;
using AmiBlazor.Refresh;
using AmiBlazor.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AmiBlazor.Tests.Data;

/// <summary>A database that an older version has written, under this one.</summary>
public sealed class UpgradeTests(PostgreSqlServer server) : IClassFixture<PostgreSqlServer>
{
    private const string First = "20260101000000_Initial";

    private const string OldRows =
        """
        INSERT INTO "RefreshRuns" ("ConnectionId", "Server", "AskedBy", "StartedAt", "EndedAt", "Outcome", "ExtensionsChecked", "Changed", "Added", "MarkedOffline",
            "Rows", "Bytes", "Error", "SnapshotFile")
        VALUES ('separate-1-a', 'main', 'anna', 10, 20, 'completed', 1, 0, 1, 0, 1, 125, NULL, 'ami-response-1-a.json'),
            ('separate-1-b', 'main', 'bernd', 30, 40, 'failed', 0, 0, 0, 0, 0, 0, 'PBX “main” refused the connection.', NULL);
        INSERT INTO "Extensions" ("Server", "Context", "Exten", "Hint", "StatusCode", "DeviceState", "Present", "LastSeen", "UpdatedAt")
        VALUES ('main', 'from-internal', '1001', 'PJSIP/1001', 8, 'RINGING', TRUE, 20, 20);
        INSERT INTO "StatusChanges" ("ExtensionId", "FromCode", "ToCode", "At", "Source", "RunId")
        SELECT "Id", NULL, 8, 20, 'refresh', (SELECT MIN("Id") FROM "RefreshRuns") FROM "Extensions";
        """;

    private const string Missed =
        """
        INSERT INTO "Extensions" ("Server", "Context", "Exten", "Hint", "StatusCode", "DeviceState", "Present", "LastSeen", "LastStatusChange", "UpdatedAt")
        VALUES ('main', 'from-internal', '1001', 'PJSIP/1001', 4, 'UNAVAILABLE', TRUE, 20, 12, 20),
            ('main', 'from-internal', '1002', 'PJSIP/1002', 4, 'UNAVAILABLE', FALSE, 10, 15, 20),
            ('main', 'from-internal', '1003', 'PJSIP/1003', 4, 'UNAVAILABLE', FALSE, 10, NULL, 30);
        """;

    private const string GoneSince =
        "SELECT group_concat(Exten || ': ' || coalesce(GoneSince, ''), ', ') FROM (SELECT Exten, GoneSince FROM Extensions ORDER BY Exten)";

    [Fact]
    public async Task A_file_of_the_first_version_is_copied_and_keeps_its_rows()
    {
        var folder = Directory.CreateTempSubdirectory("amiblazor-upgrade-").FullName;
        var path = Path.Combine(folder, "amiblazor.db");
        await using (var old = TestDatabase.Attach(path))
        {
            await MigrateAsync(old, First);
            old.Execute(OldRows);
        }

        await using (var database = await TestDatabase.OpenAsync(path))
        {
            await AssertKeptAsync(database);
            Assert.Equal("ok", Ask(path, "PRAGMA integrity_check"));
            Assert.Null(Ask(path, "PRAGMA foreign_key_check"));
        }

        var copy = Assert.Single(Directory.GetFiles(folder, "*.bak"));
        Assert.Equal("completed,failed", Ask(copy, "SELECT group_concat(Outcome) FROM RefreshRuns"));
        Assert.Equal(First, Ask(copy, "SELECT group_concat(MigrationId) FROM __EFMigrationsHistory"));
        TestFolder.Delete(folder);
    }

    [Fact]
    [Needs(Need.PostgreSql)]
    public async Task A_PostgreSQL_database_of_the_first_version_keeps_its_rows()
    {
        var connection = server.NewDatabase();
        await using (var old = await TestDatabase.ConnectAsync(connection))
        {
            await MigrateAsync(old, First);
            old.Execute(OldRows);
        }

        await using var database = await TestDatabase.ConnectAsync(connection);

        await AssertKeptAsync(database);
    }

    [Fact]
    public async Task The_way_back_to_the_first_version_keeps_the_runs()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.Store.RecordRunAsync(TestData.Run(RefreshOutcome.Failed, error: "No.") with { PbxWords = "No" }, TestContext.Current.CancellationToken);

        await MigrateAsync(database, First);

        Assert.Equal("No.", Ask(database.Path, "SELECT Error FROM RefreshRuns"));
        Assert.Equal(0L, Ask(database.Path, "SELECT count(*) FROM pragma_table_info('RefreshRuns') WHERE name IN ('ErrorSentence', 'PbxWords', 'Individual')"));
    }

    [Fact]
    public async Task An_extension_that_an_older_version_missed_is_gone_since_it_was_missed()
    {
        await using var database = await TestDatabase.CreateAsync();
        await MigrateAsync(database, "20261129200000_Devices");
        database.Execute(Missed);

        await using var context = database.NewContext();
        await context.Database.MigrateAsync(TestContext.Current.CancellationToken);

        Assert.Equal("1001: , 1002: 15, 1003: 30", Ask(database.Path, GoneSince));
    }

    [Fact]
    [Needs(Need.PostgreSql)]
    public async Task An_extension_that_an_older_version_missed_on_PostgreSQL_is_gone_since_it_was_missed()
    {
        var connection = server.NewDatabase();
        await using (var old = await TestDatabase.ConnectAsync(connection))
        {
            await MigrateAsync(old, "20261129200000_Devices");
            old.Execute(Missed);
        }

        await using var database = await TestDatabase.ConnectAsync(connection);

        var rows = database.Board.Rows(TestData.Server);
        Assert.Equal(
            [("1001", null), ("1002", 15L), ("1003", 30L)],
            rows.Select(row => (row.Key.Exten, row.GoneSince is { } since ? UtcTime.ToStored(since) : (long?)null)).Order());
    }

    private static async Task AssertKeptAsync(TestDatabase database)
    {
        var runs = await database.Queries.LastRunsAsync(ExtensionScope.All, 5, TestContext.Current.CancellationToken);
        Assert.Equal(["separate-1-b", "separate-1-a"], runs.Select(run => run.ConnectionId));
        Assert.Equal(["PBX “main” refused the connection.", null], runs.Select(run => run.Error));
        Assert.All(runs, run => Assert.Equal((null, null, false), (run.ErrorSentence, run.PbxWords, run.Individual)));
        await database.AssertConsistentAsync();
        Assert.Equal("1001", Assert.Single(database.Board.Rows(TestData.Server)).Key.Exten);

        var next = TestData.Run(RefreshOutcome.Failed, error: "1 of 2") with { ErrorSentence = $"{1} of {2}", PbxWords = "No", Individual = true };
        await database.Store.RecordRunAsync(next, TestContext.Current.CancellationToken);

        var read = (await database.Queries.LastRunsAsync(ExtensionScope.All, 1, TestContext.Current.CancellationToken))[0];
        Assert.Equal((next.ConnectionId, "1 of 2", "{0} of {1}", "No", true), (read.ConnectionId, read.Error, read.ErrorSentence?.Format, read.PbxWords, read.Individual));
    }

    private static async Task MigrateAsync(TestDatabase database, string migration)
    {
        await using var context = database.NewContext();
        await context.GetService<IMigrator>().MigrateAsync(migration, TestContext.Current.CancellationToken);
    }

    private static object? Ask(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
