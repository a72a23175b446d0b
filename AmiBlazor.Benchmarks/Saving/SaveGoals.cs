using System.Globalization;
using AmiBlazor.Benchmarks.Measuring;
using AmiBlazor.Benchmarks.Wire;
using AmiBlazor.Board;
using AmiBlazor.Data.Rows;
using AmiBlazor.Store;

namespace AmiBlazor.Benchmarks.Saving;

/// <summary>The store against bare prepared statements: a first save of 10,000 rows, and 100 changed of 10,000.</summary>
internal sealed class SaveGoals(BenchmarkOptions options)
{
    private const int Rows = 10_000;
    private const int Changed = 100;
    private const string Pbx = "pbx";
    private const string BareInserts = "bare prepared inserts";
    private const string BareUpdates = "bare prepared updates";
    private const string BareHistory = "bare prepared updates and history";
    private const string Store = "ExtensionStore, history included";

    private int _runs;

    public async Task<IReadOnlyList<Goal>> RunAsync()
    {
        await using var ours = await Product.StartAsync();
        await using var theirs = await Product.StartAsync();
        using var bare = new BareDatabase(theirs);
        using var side = new BareDatabase(ours);

        var first = await new Contest(options).RunAsync($"First save of {Rows:#,0}", 21, [FirstBare(bare), FirstStore(ours, side)]);
        Report.Print(first);

        await ApplyAsync(ours, Pbx, Snapshot(0));
        bare.Insert(Pbx, Snapshot(0));
        var round = 0;
        var later = await new Contest(options).RunAsync(
            $"{Changed} changed of {Rows:#,0}",
            41,
            [
                LaterBare(BareUpdates, bare, () => round, history: false),
                LaterBare(BareHistory, bare, () => round, history: true),
                LaterStore(ours, side, () => round),
            ],
            () =>
            {
                round++;
                return Task.CompletedTask;
            });
        Report.Print(later);
        return
        [
            Goal.AtMost("first save of 10,000, history included: time ÷ bare prepared inserts of the rows", 2, first.Ratio(Store, BareInserts)),
            Goal.AtMost("save of 100 changed of 10,000, history included: time ÷ bare prepared updates", 3, later.Ratio(Store, BareUpdates)),
        ];
    }

    private static SnapshotRow[] Snapshot(int round)
    {
        var rows = new SnapshotRow[Rows];
        for (var index = 0; index < Rows; index++)
            rows[index] = new SnapshotRow(Hints.Context(index), Hints.Exten(index), Hints.Hint(index), Hints.Status(index));
        foreach (var index in Hints.Changing(Rows, Changed)) rows[index] = rows[index] with { StatusCode = round & 1 };
        return rows;
    }

    private Contender FirstBare(BareDatabase bare) => new(BareInserts, () =>
    {
        var rows = Snapshot(0);
        var server = NextName();
        bare.Reset(null);
        var clock = Stopclock.Start();
        bare.Insert(server, rows);
        var sample = clock.Read();
        bare.Reset(server);
        return Task.FromResult(sample);
    });

    /// <summary>Each run saves a new PBX and deletes it again.</summary>
    private Contender FirstStore(Product product, BareDatabase side) => new(Store, async () =>
    {
        var rows = Snapshot(0);
        var server = NextName();
        side.Reset(null);
        var sample = await ApplyAsync(product, server, rows);
        side.Reset(server);
        return sample;
    });

    private static Contender LaterBare(string name, BareDatabase bare, Func<int> round, bool history) => new(name, () =>
    {
        var ids = bare.Ids(Pbx);
        var changes = Hints.Changing(Rows, Changed).Select(index => (ids[index], round() & 1)).ToArray();
        bare.Reset(null);
        var clock = Stopclock.Start();
        bare.Update(changes, history);
        return Task.FromResult(clock.Read());
    });

    private Contender LaterStore(Product product, BareDatabase side, Func<int> round) => new(Store, () =>
    {
        var rows = Snapshot(round());
        side.Reset(null);
        return ApplyAsync(product, Pbx, rows);
    });

    private async Task<Sample> ApplyAsync(Product product, string server, SnapshotRow[] rows)
    {
        var store = product.Get<ExtensionStore>();
        var now = DateTimeOffset.UtcNow;
        var run = new RunRecord(NextName(), server, "bench", now, now, RefreshOutcome.Completed, rows.Length, 0, null, null);
        var clock = Stopclock.Start();
        await store.ApplySnapshotAsync(new ExtensionSnapshot(server, now, [], rows), run, CancellationToken.None);
        return clock.Read();
    }

    private string NextName() => string.Create(CultureInfo.InvariantCulture, $"run-{++_runs}");
}
