using System.Data.Common;
using AmiBlazor.Data;
using AmiBlazor.Store;
using AmiBlazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Store;

/// <summary>
/// Two programs on one database: whoever takes a PBX over is the only one who writes it, in whichever state the transaction of the other is at that moment.
/// </summary>
public sealed class FenceTests(PostgreSqlServer server) : IClassFixture<PostgreSqlServer>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("amiblazor-fence-").FullName;

    /// <summary>The state of a transaction in which the other program takes the PBX over.</summary>
    public enum Moment
    {
        /// <summary>Nothing has been written yet.</summary>
        Begun,

        /// <summary>All is written, and the row of the PBX is kept until the end.</summary>
        Committing,

        /// <summary>It is committed, and its program was never told.</summary>
        Unconfirmed,
    }

    public void Dispose() => TestFolder.Delete(_folder);

    [Fact]
    public Task Who_had_a_PBX_before_writes_no_more_on_SQLite() => RefuseTheFormerAsync(OpenFile());

    [Fact]
    [Needs(Need.PostgreSql)]
    public Task Who_had_a_PBX_before_writes_no_more_on_PostgreSQL() => RefuseTheFormerAsync(Connect());

    [Theory]
    [InlineData(Moment.Begun)]
    [InlineData(Moment.Committing)]
    [InlineData(Moment.Unconfirmed)]
    public Task In_each_state_of_a_transaction_the_history_stays_whole_on_SQLite(Moment moment) => TakeOverAsync(OpenFile(), moment, isPostgreSql: false);

    [Theory]
    [InlineData(Moment.Begun)]
    [InlineData(Moment.Committing)]
    [InlineData(Moment.Unconfirmed)]
    [Needs(Need.PostgreSql)]
    public Task In_each_state_of_a_transaction_the_history_stays_whole_on_PostgreSQL(Moment moment) => TakeOverAsync(Connect(), moment, isPostgreSql: true);

    [Fact]
    public Task What_a_tool_wrote_is_seen_before_the_next_write_on_SQLite() => WriteBesideAsync(OpenFile());

    [Fact]
    [Needs(Need.PostgreSql)]
    public Task What_a_tool_wrote_is_seen_before_the_next_write_on_PostgreSQL() => WriteBesideAsync(Connect());

    [Fact]
    public async Task A_program_that_starts_again_goes_on_with_what_the_former_one_wrote()
    {
        var open = OpenFile();
        await using (var first = await open(null)) await ApplyAsync(first, 8);
        await using var second = await open(null);

        await ApplyAsync(second, 1);

        Assert.Equal([8, 1], await CodesAsync(second));
        Assert.Equal((2, 2), await FenceAsync(second));
    }

    [Fact]
    public async Task Nothing_is_kept_of_a_PBX_that_nobody_knows()
    {
        await using var database = await OpenFile()(null);

        Assert.Null(await database.Store.RenameAsync(new("nowhere", Context, "1001"), "Anna", null, _ => true, TestContext.Current.CancellationToken));

        await using var context = database.NewContext();
        Assert.Empty(await context.Pbxs.ToListAsync(TestContext.Current.CancellationToken));
    }

    private static async Task RefuseTheFormerAsync(Func<Action<HostApplicationBuilder>?, Task<TestDatabase>> openAsync)
    {
        await using var first = await openAsync(null);
        await ApplyAsync(first, 0);
        first.LetGo();
        await using var second = await openAsync(null);
        await ApplyAsync(second, 8);

        var refused = await Assert.ThrowsAsync<FencedException>(() => ApplyAsync(first, 1));
        await Assert.ThrowsAsync<FencedException>(() => RenameAsync(first));
        await ApplyAsync(second, 2);

        Assert.StartsWith($"Nothing was saved: PBX “{Server}” was taken over by another AmiBlazor ({Environment.MachineName}, PID {Environment.ProcessId})", refused.Message, StringComparison.Ordinal);
        Assert.Equal([0, 8, 2], await CodesAsync(second));
        Assert.Equal((2, 3), await FenceAsync(second));
        await second.AssertConsistentAsync();
    }

    private static async Task TakeOverAsync(Func<Action<HostApplicationBuilder>?, Task<TestDatabase>> openAsync, Moment moment, bool isPostgreSql)
    {
        var hook = new Hook(moment);
        await using var first = await openAsync(builder => builder.Services.ConfigureDbContext<AmiBlazorDbContext>(
            options => options.AddInterceptors(hook)));
        await ApplyAsync(first, 0);
        await ApplyAsync(first, 8);
        first.LetGo();
        await using var second = await openAsync(null);
        var taking = Task.CompletedTask;
        hook.ActAsync = () =>
        {
            taking = Task.Run(() => ApplyUntilSavedAsync(second, 2));

            // With SQLite the other one waits for the end of a transaction that has begun; with PostgreSQL, of one that has the row of the PBX.
            return isPostgreSql && moment == Moment.Begun ? taking : Task.CompletedTask;
        };

        var isSaved = await IsSavedAsync(() => ApplyAsync(first, 1));
        await taking;
        var isSavedLater = await IsSavedAsync(() => ApplyAsync(first, 4));
        await ApplyAsync(second, 1);

        var isRefused = isPostgreSql && moment == Moment.Begun;
        Assert.Equal((!isRefused && moment != Moment.Unconfirmed, false), (isSaved, isSavedLater));
        Assert.Equal(isRefused ? [0, 8, 2, 1] : [0, 8, 1, 2, 1], await CodesAsync(second));
        Assert.Equal((2, isRefused ? 4 : 5), await FenceAsync(second));
        await second.AssertConsistentAsync();
    }

    private static async Task WriteBesideAsync(Func<Action<HostApplicationBuilder>?, Task<TestDatabase>> openAsync)
    {
        await using var database = await openAsync(null);
        await ApplyAsync(database, 0);
        database.Execute("""
            INSERT INTO "StatusChanges" ("ExtensionId", "FromCode", "ToCode", "At", "Source") SELECT "Id", 0, 8, "LastSeen", 'live' FROM "Extensions";
            UPDATE "Extensions" SET "StatusCode" = 8;
            UPDATE "Pbxs" SET "Sequence" = "Sequence" + 2
            """);

        var result = await ApplyAsync(database, 1);

        Assert.Equal(1, result.Changed);
        Assert.Equal([0, 8, 1], await CodesAsync(database));
        await database.AssertConsistentAsync();
    }

    private static Task<StoreResult> ApplyAsync(TestDatabase database, int code) =>
        database.Store.ApplySnapshotAsync(Snapshot(Row("1001", code)), Run(), TestContext.Current.CancellationToken);

    private static Task RenameAsync(TestDatabase database) =>
        database.Store.RenameAsync(new(Server, Context, "1001"), "Anna", null, _ => true, TestContext.Current.CancellationToken);

    /// <summary>SQLite lets one transaction in at a time, and the other one gives up after a second.</summary>
    private static async Task ApplyUntilSavedAsync(TestDatabase database, int code)
    {
        while (true)
        {
            try
            {
                await ApplyAsync(database, code);
                return;
            }
            catch (StoreException failure) when (failure is not FencedException)
            {
                await Task.Delay(10, TestContext.Current.CancellationToken);
            }
        }
    }

    private static async Task<bool> IsSavedAsync(Func<Task> saveAsync)
    {
        try
        {
            await saveAsync();
            return true;
        }
        catch (StoreException)
        {
            return false;
        }
    }

    private static async Task<List<int>> CodesAsync(TestDatabase database) => [.. (await database.ChangesAsync()).Select(change => change.ToCode)];

    private static async Task<(long Epoch, long Sequence)> FenceAsync(TestDatabase database)
    {
        await using var context = database.NewContext();
        var pbx = await context.Pbxs.SingleAsync(TestContext.Current.CancellationToken);
        return (pbx.Epoch, pbx.Sequence);
    }

    private Func<Action<HostApplicationBuilder>?, Task<TestDatabase>> OpenFile()
    {
        var file = Path.Combine(_folder, Guid.NewGuid().ToString("N") + ".db");
        return configure => TestDatabase.OpenAsync(file, configure: configure);
    }

    private Func<Action<HostApplicationBuilder>?, Task<TestDatabase>> Connect()
    {
        var database = server.NewDatabase();
        return configure => TestDatabase.ConnectAsync(database, configure);
    }

    /// <summary>Acts once, in one state of a transaction.</summary>
    private sealed class Hook(Moment moment) : DbTransactionInterceptor
    {
        private bool _isSpent;

        /// <summary>What it does; the transaction goes on when that has ended.</summary>
        public Func<Task>? ActAsync { get; set; }

        public override async ValueTask<DbTransaction> TransactionStartedAsync(
            DbConnection connection, TransactionEndEventData eventData, DbTransaction result, CancellationToken cancellationToken = default)
        {
            await ReachAsync(Moment.Begun);
            return result;
        }

        public override async ValueTask<InterceptionResult> TransactionCommittingAsync(
            DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
        {
            await ReachAsync(Moment.Committing);
            return result;
        }

        public override async Task TransactionCommittedAsync(
            DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            if (await ReachAsync(Moment.Unconfirmed)) throw new TimeoutException("The answer to the commit was lost.");
        }

        private async Task<bool> ReachAsync(Moment reached)
        {
            if (reached != moment || _isSpent || ActAsync is null) return false;
            _isSpent = true;
            await ActAsync();
            return true;
        }
    }
}
