using System.Data.Common;
using AmiBlazor.Data;
using AmiBlazor.Store;
using AmiBlazor.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Store;

/// <summary>Every received event is in the history once, even if the commit was not confirmed.</summary>
public sealed class UnconfirmedWriteTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_phone_that_rang_once_has_rung_once_when_the_commit_is_in_doubt(bool isCommitted)
    {
        var line = new DoubtfulLine();
        await using var database = await CreateAsync(line);
        var queue = await FollowAsync(database, Row("1001"));
        Hear(queue, ("1001", 8), ("1001", 0), ("1001", 8), ("1002", 1), ("1001", 1));
        line.LosesAnswer = isCommitted;
        line.LosesCommit = !isCommitted;

        await Assert.ThrowsAsync<StoreException>(() => WriteAsync(database));
        Assert.Equal(5, queue.Waiting);
        (line.LosesAnswer, line.LosesCommit) = (false, false);
        Hear(queue, ("1001", 0), ("1002", 0));
        var written = await WriteAsync(database);

        Assert.Equal(isCommitted ? 2 : 7, written);
        Assert.Equal(0, queue.Waiting);
        Assert.Equal([0, 8, 0, 8, 1, 0], await CodesAsync(database, "1001"));
        Assert.Equal([1, 0], await CodesAsync(database, "1002"));
        await database.AssertConsistentAsync();
    }

    [Fact]
    public async Task Doubt_that_meets_a_list_is_settled_before_the_list()
    {
        var line = new DoubtfulLine();
        await using var database = await CreateAsync(line);
        var queue = await FollowAsync(database, Row("1001"));
        Hear(queue, ("1001", 8), ("1001", 0), ("1001", 8));
        line.LosesAnswer = true;
        await Assert.ThrowsAsync<StoreException>(() => WriteAsync(database));
        line.LosesAnswer = false;

        await database.Store.ApplySnapshotAsync(Snapshot(Noon.AddMinutes(1), Row("1001", 1)), Run(), TestContext.Current.CancellationToken);

        Assert.Equal(0, queue.Waiting);
        Assert.Equal([0, 8, 0, 8, 1], await CodesAsync(database, "1001"));
        await database.AssertConsistentAsync();
    }

    [Fact]
    public async Task Doubt_after_doubt_loses_and_doubles_nothing()
    {
        var line = new DoubtfulLine();
        await using var database = await CreateAsync(line);
        var queue = await FollowAsync(database, Row("1001"), Row("1002"));
        var random = new Random(7);
        var codes = new List<int> { 0 };

        for (var round = 0; round < 200; round++)
        {
            for (var number = random.Next(5); number > 0; number--)
            {
                codes.Add((codes[^1] + 1) % 3);
                Hear(queue, ("1001", codes[^1]));
            }

            line.LosesAnswer = random.Next(2) == 0;
            line.LosesCommit = !line.LosesAnswer && random.Next(3) == 0;
            try
            {
                await WriteAsync(database);
            }
            catch (StoreException)
            {
                // The next round settles it.
            }
        }

        (line.LosesAnswer, line.LosesCommit) = (false, false);
        await WriteAsync(database);
        Assert.Equal(codes, await CodesAsync(database, "1001"));
        await database.AssertConsistentAsync();
    }

    [Fact]
    public async Task A_reload_that_was_heard_in_doubt_is_told_once_it_is_settled()
    {
        var line = new DoubtfulLine();
        await using var database = await CreateAsync(line);
        var queue = await FollowAsync(database, Row("1001"), Row("1002"));
        Hear(queue, ("1001", 8), ("1002", 0));
        line.LosesAnswer = true;
        await Assert.ThrowsAsync<StoreException>(() => WriteAsync(database));
        Assert.False(queue.State.TakeNews().HasReloadTrace);

        line.LosesAnswer = false;
        var written = await database.Store.WriteQueuedEventsAsync(Server, TestContext.Current.CancellationToken);

        Assert.True(written.HasReloadTrace);
        Assert.False((await database.Store.WriteQueuedEventsAsync(Server, TestContext.Current.CancellationToken)).HasReloadTrace);
    }

    private static Task<TestDatabase> CreateAsync(DoubtfulLine line) => TestDatabase.CreateAsync(
        configure: builder => builder.Services.ConfigureDbContext<AmiBlazorDbContext>(options => options.AddInterceptors(line)));

    private static async Task<LiveEventQueue> FollowAsync(TestDatabase database, params SnapshotRow[] rows)
    {
        await database.Store.ResyncAsync(Snapshot(Noon, rows), TestContext.Current.CancellationToken);
        var queue = database.Service<LiveEventQueues>().For(Server);
        queue.State.MarkTrusted(TimeProvider.System.GetTimestamp());
        return queue;
    }

    private static void Hear(LiveEventQueue queue, params (string Exten, int Code)[] heard)
    {
        foreach (var (exten, code) in heard)
            Assert.Equal(EnqueueResult.Enqueued, queue.Enqueue(new LiveStatus(Context, exten, "PJSIP/" + exten, code, Noon.AddSeconds(1))));
    }

    private static async Task<int> WriteAsync(TestDatabase database) =>
        (await database.Store.WriteQueuedEventsAsync(Server, TestContext.Current.CancellationToken)).Written;

    private static async Task<IEnumerable<int>> CodesAsync(TestDatabase database, string exten) =>
        (await database.ChangesAsync()).Where(change => change.Extension!.Exten == exten).Select(change => change.ToCode);

    /// <summary>Loses a commit: either the request or its confirmation.</summary>
    private sealed class DoubtfulLine : DbTransactionInterceptor
    {
        public bool LosesAnswer { get; set; }

        public bool LosesCommit { get; set; }

        public override ValueTask<InterceptionResult> TransactionCommittingAsync(
            DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
            LosesCommit ? throw new SqliteException("disk I/O error", 10) : new ValueTask<InterceptionResult>(result);

        public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData,
            CancellationToken cancellationToken = default) =>
            LosesAnswer ? throw new SqliteException("disk I/O error", 10) : Task.CompletedTask;
    }
}
