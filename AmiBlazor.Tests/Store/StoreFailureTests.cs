using System.Data.Common;
using AmiBlazor.Board;
using AmiBlazor.Data;
using AmiBlazor.Store;
using AmiBlazor.Tests.Browser;
using AmiBlazor.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Store;

/// <summary>Whatever fails in the database, a list is saved completely or not at all, and the message says why.</summary>
public sealed class StoreFailureTests
{
    [Theory]
    [InlineData("BEFORE INSERT ON Extensions WHEN NEW.Exten = '10350'")]
    [InlineData("BEFORE UPDATE ON Extensions WHEN NEW.Exten = '10150'")]
    [InlineData("BEFORE UPDATE ON Extensions WHEN NEW.Exten = '10250'")]
    [InlineData("BEFORE INSERT ON StatusChanges WHEN NEW.ExtensionId = 150")]
    [InlineData("BEFORE INSERT ON StatusChanges WHEN NEW.FromCode IS NULL")]
    [InlineData("BEFORE UPDATE ON Pbxs WHEN TRUE")]
    public async Task A_save_that_breaks_off_anywhere_leaves_no_trace(string where)
    {
        await using var database = await TestDatabase.CreateAsync();
        await ApplyAsync(database, Rows(300));
        database.Execute($"CREATE TRIGGER broken {where} BEGIN SELECT RAISE(ABORT, 'broken on purpose'); END");
        var before = (await database.RowsAsync(), await database.ChangesAsync(), await database.RunsAsync(), database.Board.Pbx(Server));

        // 1 to 200 change, 201 to 300 go, 301 to 400 are new.
        SnapshotRow[] rows = [.. Rows(200, 8), .. Rows(400)[300..]];
        var run = Run();
        var exception = await Assert.ThrowsAsync<StoreException>(() => ApplyAsync(database, rows, run));

        Assert.StartsWith("Nothing was saved: the database rejected a row", exception.Message, StringComparison.Ordinal);
        Assert.Equal(before.Item1, await database.RowsAsync());
        Assert.Equal(before.Item2.Count, (await database.ChangesAsync()).Count);
        Assert.Equal(before.Item3.Count, (await database.RunsAsync()).Count);
        Assert.Equal(before.Item4, database.Board.Pbx(Server));
        await database.AssertConsistentAsync();

        database.Execute("DROP TRIGGER broken");
        var result = await ApplyAsync(database, rows, run);
        Assert.Equal((400, 300, 100, 100), (result.Known, result.Changed, result.Added, result.MarkedOffline));
        await database.AssertConsistentAsync();
    }

    [Fact]
    public async Task A_locked_database_is_told_and_changes_nothing()
    {
        await using var database = await TestDatabase.CreateAsync();
        await ApplyAsync(database, Rows(10));
        StoreException exception;
        using (var other = database.OpenConnection())
        {
            using var transaction = other.BeginTransaction();

            exception = await Assert.ThrowsAsync<StoreException>(() => ApplyAsync(database, Rows(10, 8))).InTime();
            await Assert.ThrowsAsync<StoreException>(() => database.Store.RecordRunAsync(Run(RefreshOutcome.Failed), CancellationToken.None)).InTime();
        }

        Assert.Equal(
            "Nothing was saved: another program has kept the database locked. Close the program, for example a backup or a database tool, then try again.",
            exception.Message);
        await database.AssertConsistentAsync();
        Assert.Equal(10, (await ApplyAsync(database, Rows(10, 8))).Changed);
    }

    [Fact]
    public async Task A_lock_that_is_released_in_time_is_waited_for()
    {
        await using var database = await TestDatabase.CreateAsync();
        await ApplyAsync(database, Rows(10));
        using var other = database.OpenConnection();
        var transaction = other.BeginTransaction();
        var save = Task.Run(() => ApplyAsync(database, Rows(10, 8)), TestContext.Current.CancellationToken);

        await transaction.RollbackAsync(TestContext.Current.CancellationToken);

        Assert.Equal(10, (await save.InTime()).Changed);
    }

    [Fact]
    public async Task A_read_only_database_is_told_and_its_board_lives_on()
    {
        await using var database = await TestDatabase.CreateAsync();
        await ApplyAsync(database, Rows(10));
        database.LetGo();
        await using var readOnly = await TestDatabase.OpenAsync(database.Path, settings: "Mode=ReadOnly");

        var exception = await Assert.ThrowsAsync<StoreException>(() => ApplyAsync(readOnly, Rows(10, 8)));

        Assert.Equal(
            "Nothing was saved: AmiBlazor cannot write to the database. Give it write permission for the database and its folder, then try again.",
            exception.Message);
        Assert.Equal(10, readOnly.Board.Rows(Server).Count(row => row.StatusCode == 0));
        await readOnly.AssertConsistentAsync();
    }

    [Fact]
    public async Task A_full_disk_is_told_and_changes_nothing()
    {
        var disk = new SmallDisk();
        await using var database = await CreateAsync(disk);
        await ApplyAsync(database, Rows(10));
        disk.Pages = 40;

        var exception = await Assert.ThrowsAsync<StoreException>(() => ApplyAsync(database, Rows(5000, 8)));

        Assert.Equal("Nothing was saved: the database cannot grow because its disk is full. Free up space, then try again.", exception.Message);
        await database.AssertConsistentAsync();
        Assert.Equal(10, database.Board.Rows(Server).Count);

        disk.Pages = 100_000;
        Assert.Equal((5000, 4990), ((await ApplyAsync(database, Rows(5000, 8))).Known, (await database.RunsAsync())[^1].Added));
        await database.AssertConsistentAsync();
    }

    [Fact]
    public async Task A_database_that_is_gone_is_told()
    {
        await using var database = await TestDatabase.CreateAsync();
        await ApplyAsync(database, Rows(10));
        using (var context = database.NewContext())
            SqliteConnection.ClearPool((SqliteConnection)context.Database.GetDbConnection());
        File.Delete(database.Path);
        Directory.CreateDirectory(database.Path);

        var exception = await Assert.ThrowsAsync<StoreException>(() => ApplyAsync(database, Rows(10, 8)));

        Assert.StartsWith("Nothing was saved: the database cannot be reached.", exception.Message, StringComparison.Ordinal);
        Assert.Equal(10, database.Board.Rows(Server).Count(row => row.StatusCode == 0));
    }

    [Fact]
    public async Task A_commit_whose_answer_is_lost_is_looked_up_before_the_next_list_is_compared()
    {
        var line = new LostAnswer();
        await using var database = await CreateAsync(line);
        await ApplyAsync(database, Rows(10));
        line.Loses = true;

        await Assert.ThrowsAsync<StoreException>(() => ApplyAsync(database, Rows(12, 8)));
        Assert.Equal(10, database.Board.Rows(Server).Count(row => row.StatusCode == 0));
        line.Loses = false;
        var result = await ApplyAsync(database, Rows(12));

        Assert.Equal((12, 12, 0), (result.Known, result.Changed, result.Added));
        await database.AssertConsistentAsync();
    }

    [Fact]
    public async Task An_extension_that_somebody_deleted_from_the_database_is_noticed_and_then_mended()
    {
        await using var database = await TestDatabase.CreateAsync();
        await ApplyAsync(database, Rows(10));
        database.Execute("PRAGMA foreign_keys = ON; DELETE FROM Extensions WHERE Exten = '10003'");

        await Assert.ThrowsAsync<StoreException>(() => ApplyAsync(database, Rows(10, 8)));
        var result = await ApplyAsync(database, Rows(10, 8));

        Assert.Equal((10, 9, 1), (result.Known, result.Changed, result.Added));
        await database.AssertConsistentAsync();
    }

    private static Task<TestDatabase> CreateAsync(IInterceptor interceptor) => TestDatabase.CreateAsync(
        configure: builder => builder.Services.ConfigureDbContext<AmiBlazorDbContext>(options => options.AddInterceptors(interceptor)));

    private static Task<StoreResult> ApplyAsync(TestDatabase database, SnapshotRow[] rows, RunRecord? run = null) =>
        database.Store.ApplySnapshotAsync(Snapshot(Noon, rows), run ?? Run(), TestContext.Current.CancellationToken);

    /// <summary>Bounds the file as a full disk would: SQLite reports the same.</summary>
    private sealed class SmallDisk : DbConnectionInterceptor
    {
        public int Pages { get; set; } = 100_000;

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Bound(connection);

        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            Bound(connection);
            return Task.CompletedTask;
        }

        private void Bound(DbConnection connection)
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"PRAGMA max_page_count = {Pages}";
            command.ExecuteNonQuery();
        }
    }

    /// <summary>The commit happens, and then the connection is gone before it is confirmed.</summary>
    private sealed class LostAnswer : DbTransactionInterceptor
    {
        public bool Loses { get; set; }

        public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData,
            CancellationToken cancellationToken = default) =>
            Loses ? throw new SqliteException("disk I/O error", 10) : Task.CompletedTask;
    }
}
