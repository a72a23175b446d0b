using System.Data.Common;
using System.Globalization;
using AmiBlazor.Data;
using AmiBlazor.Store;
using AmiBlazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Store;

/// <summary>Queued events are saved in few transactions, completely and in order.</summary>
[Needs(Need.Time)]
public sealed class QueuedEventsStoreTests
{
    [Theory]
    [InlineData(2_000, 1)]
    [InlineData(20_000, 10)]
    public async Task A_burst_takes_few_transactions_and_is_in_the_history_whole(int events, int transactions)
    {
        var counter = new Counter();
        await using var database = await TestDatabase.CreateAsync(
            configure: builder => builder.Services.ConfigureDbContext<AmiBlazorDbContext>(options => options.AddInterceptors(counter)));
        await database.Store.ResyncAsync(Snapshot(Rows(2_000)), TestContext.Current.CancellationToken);
        var queue = database.Service<LiveEventQueues>().For(Server);
        for (var number = 0; number < events; number++)
            Hear(queue, (10_000 + (number % 2_000)).ToString(CultureInfo.InvariantCulture), number / 2_000 % 2 == 0 ? 8 : 0);
        counter.Commits = 0;

        Assert.Equal(events, await WriteAsync(database));

        Assert.Equal(transactions, counter.Commits);
        Assert.Equal(events + 2_000, (await database.ChangesAsync()).Count);
        await database.AssertConsistentAsync();
    }

    [Fact]
    public async Task What_a_locked_database_does_not_take_waits_and_is_written_later_in_order()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.Store.ResyncAsync(Snapshot(Row("1001")), TestContext.Current.CancellationToken);
        var queue = database.Service<LiveEventQueues>().For(Server);
        Hear(queue, "1001", 8);
        Hear(queue, "1001", 0);
        using (var other = database.OpenConnection())
        {
            using var transaction = other.BeginTransaction();
            await Assert.ThrowsAsync<StoreException>(() => WriteAsync(database)).InTime();
        }

        Assert.Equal(2, queue.Waiting);
        Hear(queue, "1001", 1);
        Assert.Equal(3, await WriteAsync(database));

        Assert.Equal([0, 8, 0, 1], (await database.ChangesAsync()).Select(change => change.ToCode));
        await database.AssertConsistentAsync();
    }

    private static void Hear(LiveEventQueue queue, string exten, int code) =>
        Assert.Equal(EnqueueResult.Enqueued, queue.Enqueue(new LiveStatus(Context, exten, "PJSIP/" + exten, code, Noon.AddSeconds(1))));

    private static async Task<int> WriteAsync(TestDatabase database) =>
        (await database.Store.WriteQueuedEventsAsync(Server, TestContext.Current.CancellationToken)).Written;

    private sealed class Counter : DbTransactionInterceptor
    {
        public int Commits { get; set; }

        public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData,
            CancellationToken cancellationToken = default)
        {
            Commits++;
            return Task.CompletedTask;
        }
    }
}
