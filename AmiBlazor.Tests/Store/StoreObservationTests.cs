using System.Diagnostics.Metrics;
using AmiBlazor.Data.Rows;
using AmiBlazor.Store;
using AmiBlazor.Tests.Browser;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Store;

/// <summary>What an operator sees of the store: the log and the counters.</summary>
public sealed class StoreObservationTests
{
    [Fact]
    public async Task Each_change_of_a_status_is_a_debug_line()
    {
        var logs = new RecordedLogs();
        await using var database = await TestDatabase.CreateAsync(configure: builder => builder.Logging.AddProvider(logs).SetMinimumLevel(LogLevel.Debug));

        await ApplyAsync(database, Row("1001"), Row("1002"));
        await ApplyAsync(database, Row("1001", 8), Row("1002"));

        Assert.Equal(
            [
                "Extension 1001 in from-internal of PBX main is new, with status 0, by refresh.",
                "Extension 1002 in from-internal of PBX main is new, with status 0, by refresh.",
                "Extension 1001 in from-internal of PBX main went from 0 to 8, by refresh.",
            ],
            logs.Lines.Where(line => line.Event.Name is "StatusChanged" or "ExtensionAdded").Select(line => line.Message));
    }

    [Fact]
    public async Task A_failed_save_is_an_error_line_with_its_cause()
    {
        var logs = new RecordedLogs();
        await using var database = await TestDatabase.CreateAsync(configure: builder => builder.Logging.AddProvider(logs));
        database.Execute("CREATE TRIGGER broken BEFORE INSERT ON RefreshRuns BEGIN SELECT RAISE(ABORT, 'broken on purpose'); END");

        await Assert.ThrowsAsync<StoreException>(() => ApplyAsync(database, Row()));

        var line = Assert.Single(logs.Lines, line => line.Level == LogLevel.Error);
        Assert.Equal("Nothing of PBX main was saved: the database failed (Constraint).", line.Message);
        Assert.Contains("broken on purpose", line.Exception!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_start_tells_which_database_it_found()
    {
        var logs = new RecordedLogs();
        await using var database = await TestDatabase.CreateAsync(configure: builder => builder.Logging.AddProvider(logs));

        using var connection = database.OpenConnection();
        Assert.Single(logs.Lines, line => line.Message == $"The database is ready: Sqlite, version {connection.ServerVersion}.");
    }

    [Fact]
    public async Task Changes_are_counted_by_their_source_and_failures_by_their_reason()
    {
        await using var database = await TestDatabase.CreateAsync();
        var counted = new List<(string Name, long Value, string? Tag)>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == ExtensionMetrics.MeterName && ReferenceEquals(instrument.Meter.Scope, database.Service<IMeterFactory>()))
                    self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => counted.Add((instrument.Name, value, tags.Length > 0 ? (string?)tags[0].Value : null)));
        listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => counted.Add((instrument.Name, value, null)));
        _ = database.Service<ExtensionMetrics>();
        listener.Start();

        await ApplyAsync(database, Row("1001"), Row("1002"));
        await ApplyAsync(database, Row("1001", 8), Row("1002"));
        await ApplyAsync(database, Row("1001", 8), Row("1002"));
        database.Execute("CREATE TRIGGER broken BEFORE INSERT ON RefreshRuns BEGIN SELECT RAISE(ABORT, 'broken on purpose'); END");
        await Assert.ThrowsAsync<StoreException>(() => ApplyAsync(database, Row()));
        using (database.Board.Subscribe(_ => Task.CompletedTask).Subscription)
            listener.RecordObservableInstruments();

        Assert.Equal(
            [
                ("amiblazor.extension.changes", 2, "refresh"), ("amiblazor.extension.changes", 1, "refresh"),
                ("amiblazor.store.failures", 1, "Constraint"), ("amiblazor.board.subscribers", 1, null),
            ],
            counted);
    }

    private static Task<StoreResult> ApplyAsync(TestDatabase database, params SnapshotRow[] rows) =>
        database.Store.ApplySnapshotAsync(Snapshot(rows), Run(), TestContext.Current.CancellationToken);
}
