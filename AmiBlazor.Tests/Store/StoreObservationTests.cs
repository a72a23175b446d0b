using System.Diagnostics.Metrics;
using AmiBlazor.Data.Rows;
using AmiBlazor.Store;
using AmiBlazor.Tests.Browser;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Store;

/// <summary>What an operator sees of the store: the log and the counters.</summary>
public sealed class StoreObservationTests
{
    [Fact]
    public async Task Each_change_of_a_status_is_a_debug_line()
    {
        await using var database = await TestDatabase.CreateAsync(
            configure: builder => builder.Logging.AddFakeLogging().SetMinimumLevel(LogLevel.Debug));

        await ApplyAsync(database, Row("1001"), Row("1002"));
        await ApplyAsync(database, Row("1001", 8), Row("1002"));

        Assert.Equal(
            [
                "Extension 1001 in from-internal of PBX main is new, with status 0, by refresh.",
                "Extension 1002 in from-internal of PBX main is new, with status 0, by refresh.",
                "Extension 1001 in from-internal of PBX main went from 0 to 8, by refresh.",
            ],
            Logs(database).Where(line => line.Id.Name is "StatusChanged" or "ExtensionAdded").Select(line => line.Message));
    }

    [Fact]
    public async Task A_failed_save_is_an_error_line_with_its_cause()
    {
        await using var database = await TestDatabase.CreateAsync(configure: builder => builder.Logging.AddFakeLogging());
        database.Execute("CREATE TRIGGER broken BEFORE INSERT ON RefreshRuns BEGIN SELECT RAISE(ABORT, 'broken on purpose'); END");

        await Assert.ThrowsAsync<StoreException>(() => ApplyAsync(database, Row()));

        var line = Assert.Single(Logs(database), line => line.Level == LogLevel.Error);
        Assert.Equal("Nothing of PBX main was saved: the database failed (Constraint).", line.Message);
        Assert.Contains("broken on purpose", line.Exception!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_start_tells_which_database_it_found()
    {
        await using var database = await TestDatabase.CreateAsync(configure: builder => builder.Logging.AddFakeLogging());

        using var connection = database.OpenConnection();
        Assert.Single(Logs(database), line => line.Message == $"The database is ready: Sqlite, version {connection.ServerVersion}.");
    }

    [Fact]
    public async Task Changes_are_counted_by_their_source_and_failures_by_their_reason()
    {
        await using var database = await TestDatabase.CreateAsync();
        var meters = database.Service<IMeterFactory>();
        using var changes = new MetricCollector<long>(meters, ExtensionMetrics.MeterName, "amiblazor.extension.changes");
        using var failures = new MetricCollector<long>(meters, ExtensionMetrics.MeterName, "amiblazor.store.failures");
        using var subscribers = new MetricCollector<int>(meters, ExtensionMetrics.MeterName, "amiblazor.board.subscribers");

        await ApplyAsync(database, Row("1001"), Row("1002"));
        await ApplyAsync(database, Row("1001", 8), Row("1002"));
        await ApplyAsync(database, Row("1001", 8), Row("1002"));
        database.Execute("CREATE TRIGGER broken BEFORE INSERT ON RefreshRuns BEGIN SELECT RAISE(ABORT, 'broken on purpose'); END");
        await Assert.ThrowsAsync<StoreException>(() => ApplyAsync(database, Row()));
        using (database.Board.Subscribe(_ => Task.CompletedTask).Subscription)
            subscribers.RecordObservableInstruments();

        Assert.Equal([(2, "refresh"), (1, "refresh")], changes.GetMeasurementSnapshot().Select(one => (one.Value, one.Tags["source"])));
        Assert.Equal([(1, "Constraint")], failures.GetMeasurementSnapshot().Select(one => (one.Value, one.Tags["reason"])));
        Assert.Equal(1, Assert.Single(subscribers.GetMeasurementSnapshot()).Value);
    }

    private static IReadOnlyList<FakeLogRecord> Logs(TestDatabase database) => database.Service<FakeLogCollector>().GetSnapshot();

    private static Task<StoreResult> ApplyAsync(TestDatabase database, params SnapshotRow[] rows) =>
        database.Store.ApplySnapshotAsync(Snapshot(rows), Run(), TestContext.Current.CancellationToken);
}
