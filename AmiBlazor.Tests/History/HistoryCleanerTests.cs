using System.Globalization;
using AmiBlazor.Data;
using AmiBlazor.Data.Rows;
using AmiBlazor.History;
using AmiBlazor.Store;
using AmiBlazor.Tests.Browser;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.History;

/// <summary>How an old history goes: when, in which pieces, and in nobody's way.</summary>
public sealed class HistoryCleanerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_transaction_removes_more_than_a_batch_and_each_but_the_last_is_full()
    {
        var statements = new AskedStatements();
        await using var database = await CreateAsync(statements);
        await FillAsync(database, extensions: 3, changes: 700);
        statements.AreNoted = true;

        var (changes, gaps) = await Cleaner(database).CleanAsync(Noon.AddDays(1), Token);

        Assert.Equal((2100, 0), (changes, gaps));
        Assert.Equal([500, 500, 500, 500, 100], statements.Removed);
        await database.AssertConsistentAsync(isWhole: false);
    }

    [Fact]
    public async Task What_happens_meanwhile_waits_for_one_batch_at_most()
    {
        var clock = new FakeClock();
        await using var database = await TestDatabase.CreateAsync(clock);
        await FillAsync(database, extensions: 1, changes: 1_200);

        var cleaning = Cleaner(database).CleanAsync(Noon.AddDays(1), Token);
        await clock.TimerDueInAsync(HistoryCleaner.BatchPause);
        var live = await database.Store.ApplySnapshotAsync(Snapshot(Noon.AddDays(2), Row("10000", 8)), Run(), Token).InTime();
        var left = (await database.ChangesAsync()).Count;
        for (var batch = 1; batch <= 3; batch++)
        {
            await clock.TimerDueInAsync(HistoryCleaner.BatchPause, batch);
            clock.Advance(HistoryCleaner.BatchPause);
        }

        Assert.Equal(1, live.Changed);
        Assert.Equal(1 + 1_200 - HistoryCleaner.Batch + 1, left);
        Assert.Equal((1_200, 0), await cleaning.InTime());
        await database.AssertConsistentAsync(isWhole: false);
    }

    [Fact]
    public async Task Every_question_is_answered_by_an_index()
    {
        var statements = new AskedStatements();
        await using var database = await CreateAsync(statements);
        await FillAsync(database, extensions: 3, changes: 700);
        await using (var context = database.NewContext())
        {
            context.Gaps.Add(new Gap { Server = Server, BeganAt = Noon, EndedAt = Noon, Reason = "The line was cut." });
            await context.SaveChangesAsync(Token);
        }

        statements.AreNoted = true;
        await Cleaner(database).CleanAsync(Noon.AddDays(1), Token);

        var plans = statements.Plans(database);
        Assert.Contains(plans, step => step.Contains("IX_StatusChanges_ExtensionId_At", StringComparison.Ordinal));
        Assert.Contains(plans, step => step.Contains("IX_Gaps_Server_BeganAt", StringComparison.Ordinal));
        Assert.All(plans.Where(step => step.StartsWith("SCAN", StringComparison.Ordinal)), step => Assert.Contains("_Pbxs_", step, StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_begins_a_while_after_the_start_and_comes_again_each_hour()
    {
        var clock = new FakeClock();
        await using var database = await TestDatabase.CreateAsync(clock, builder => builder.Configuration["History:Keep"] = "2.00:00:00");
        var now = clock.GetUtcNow();
        await ApplyAsync(database, now.AddDays(-5), 0);
        await ApplyAsync(database, now.AddDays(-4), 1);
        await ApplyAsync(database, now.AddDays(-2).AddMinutes(30), 2);
        await ApplyAsync(database, now, 8);

        await clock.TimerDueInAsync(HistoryCleaner.FirstWait);
        clock.Advance(HistoryCleaner.FirstWait);
        await PassBatchPauseAsync(clock, 1);
        await clock.TimerDueInAsync(HistoryCleaner.Interval);
        var first = await database.ChangesAsync();
        clock.Advance(HistoryCleaner.Interval);
        await PassBatchPauseAsync(clock, 2);
        await clock.TimerDueInAsync(HistoryCleaner.Interval, nth: 2);

        Assert.Equal([1, 2, 8], first.Select(change => change.ToCode));
        Assert.Equal([2, 8], (await database.ChangesAsync()).Select(change => change.ToCode));
        Assert.Equal(4, (await database.RunsAsync()).Count);
    }

    [Fact]
    public async Task A_failure_is_an_error_line_and_the_next_time_it_goes_on()
    {
        var clock = new FakeClock();
        await using var database = await TestDatabase.CreateAsync(clock, builder => builder.Logging.AddFakeLogging());
        var logs = database.Service<FakeLogCollector>();
        await ApplyAsync(database, clock.GetUtcNow().AddDays(-200), 0);
        await ApplyAsync(database, clock.GetUtcNow().AddDays(-100), 1);
        database.Execute("CREATE TRIGGER broken BEFORE DELETE ON StatusChanges BEGIN SELECT RAISE(ABORT, 'broken on purpose'); END");

        await clock.TimerDueInAsync(HistoryCleaner.FirstWait);
        clock.Advance(HistoryCleaner.FirstWait);
        await clock.TimerDueInAsync(HistoryCleaner.Interval);
        var failed = Assert.Single(logs.GetSnapshot(), line => line.Id.Name == "HistoryNotCleaned");
        database.Execute("DROP TRIGGER broken");
        clock.Advance(HistoryCleaner.Interval);
        await PassBatchPauseAsync(clock, 1);
        await clock.TimerDueInAsync(HistoryCleaner.Interval, nth: 2);

        Assert.Equal("Old history could not be removed. The next attempt is in 01:00:00.", failed.Message);
        Assert.Equal(LogLevel.Error, failed.Level);
        Assert.Contains("broken on purpose", failed.Exception!.Message, StringComparison.Ordinal);
        Assert.Equal([1], (await database.ChangesAsync()).Select(change => change.ToCode));
        Assert.Single(logs.GetSnapshot(), line => line.Message == "History older than 90.00:00:00 was removed: 1 change(s), 0 gap(s), 0 call(s).");
    }

    [Fact]
    public async Task What_was_written_last_stays_even_where_the_clock_was_set_back()
    {
        await using var database = await TestDatabase.CreateAsync();
        await ApplyAsync(database, Noon.AddHours(2), 0);
        await ApplyAsync(database, Noon.AddHours(3), 1);
        await ApplyAsync(database, Noon.AddHours(1), 8);

        await Cleaner(database).CleanAsync(Noon.AddDays(1), Token);

        Assert.Equal([1, 8], (await database.ChangesAsync()).Select(change => change.ToCode));
        await database.AssertConsistentAsync(isWhole: false);
    }

    private static HistoryCleaner Cleaner(TestDatabase database) => database.Service<HistoryCleaner>();

    private static Task<TestDatabase> CreateAsync(AskedStatements statements) => TestDatabase.CreateAsync(
        configure: builder => builder.Services.ConfigureDbContext<AmiBlazorDbContext>(options => options.AddInterceptors(statements)));

    private static Task<StoreResult> ApplyAsync(TestDatabase database, DateTimeOffset at, int code) =>
        database.Store.ApplySnapshotAsync(Snapshot(at, Row("1001", code)), Run(), Token);

    private static async Task PassBatchPauseAsync(FakeClock clock, int nth)
    {
        await clock.TimerDueInAsync(HistoryCleaner.BatchPause, nth);
        clock.Advance(HistoryCleaner.BatchPause);
    }

    /// <summary>Extensions that have changed so often since they became known at noon, once a second and back to where they began.</summary>
    private static async Task FillAsync(TestDatabase database, int extensions, int changes)
    {
        await database.Store.ApplySnapshotAsync(Snapshot(Noon, Rows(extensions)), Run(), Token);
        database.Execute(string.Create(CultureInfo.InvariantCulture, $"""
            WITH RECURSIVE Seconds(Number) AS (SELECT 1 UNION ALL SELECT Number + 1 FROM Seconds WHERE Number < {changes})
            INSERT INTO StatusChanges (ExtensionId, FromCode, ToCode, At, Source)
            SELECT Id, 1 - Number % 2, Number % 2, {UtcTime.ToStored(Noon)} + Number * 1000000, 'live' FROM Seconds CROSS JOIN Extensions ORDER BY Number
            """));
    }
}
