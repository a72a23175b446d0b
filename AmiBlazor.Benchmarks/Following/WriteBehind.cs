using System.Globalization;
using AmiBlazor.Benchmarks.Measuring;
using AmiBlazor.Benchmarks.Saving;
using AmiBlazor.Benchmarks.Wire;
using AmiBlazor.Board;
using AmiBlazor.Data.Rows;
using AmiBlazor.Store;

namespace AmiBlazor.Benchmarks.Following;

/// <summary>Writes a burst of events of different extensions from the queue to the database, against bare prepared statements for the same rows.</summary>
internal sealed class WriteBehind(BenchmarkOptions options)
{
    private const string Pbx = "pbx";
    private const string Bare = "bare prepared updates and history, one transaction";
    private const string Store = "the queue, diff, board and history";

    public async Task<IReadOnlyList<Goal>> RunAsync() => [.. await RunAsync(2_000, 21), .. await RunAsync(LiveEventQueue.MaxWaiting, 11)];

    private async Task<IEnumerable<Goal>> RunAsync(int events, int rounds)
    {
        await using var ours = await Product.StartAsync();
        await using var theirs = await Product.StartAsync();
        using var bare = new BareDatabase(theirs);
        using var side = new BareDatabase(ours);
        await FillAsync(ours, events);
        await FillAsync(theirs, events);
        var ids = bare.Ids(Pbx);
        var round = 0;
        var standings = await new Contest(options).RunAsync(
            string.Create(CultureInfo.InvariantCulture, $"A burst of {events:#,0} events"),
            rounds,
            [
                new Contender(Bare, () =>
                {
                    var changes = ids.Select((id, index) => (id, Status(index, round))).ToArray();
                    bare.Reset(null);
                    var clock = Stopclock.Start();
                    bare.Update(changes, history: true);
                    return Task.FromResult(clock.Read());
                }),
                new Contender(Store, async () =>
                {
                    side.Reset(null);
                    var queue = ours.Get<LiveEventQueues>().For(Pbx);
                    var store = ours.Get<ExtensionStore>();
                    var now = DateTimeOffset.UtcNow;
                    var clock = Stopclock.Start();
                    for (var index = 0; index < events; index++)
                        queue.Enqueue(new LiveStatus(Hints.Context(index), Hints.Exten(index), Hints.Hint(index), Status(index, round), now));
                    var written = await store.WriteQueuedEventsAsync(Pbx, CancellationToken.None);
                    var sample = clock.Read();
                    return written.Written == events ? sample : throw new InvalidOperationException("Not all events were written.");
                }),
            ],
            () =>
            {
                round++;
                return Task.CompletedTask;
            });
        Report.Print(standings);
        var speed = events / (standings.Time(Store) / 1e3);
        var what = string.Create(CultureInfo.InvariantCulture, $"burst of {events:#,0} events");
        return
        [
            Goal.AtLeast(what + ": written a second", 2_000, speed, ""),
            Goal.AtMost(what + ": time ÷ bare prepared updates and inserts", 3, standings.Ratio(Store, Bare)),
        ];
    }

    private static int Status(int index, int round) => ((index + round) % 3) switch { 0 => 0, 1 => 8, _ => 1 };

    private static async Task FillAsync(Product product, int rows)
    {
        var now = DateTimeOffset.UtcNow;
        var list = Enumerable.Range(0, rows)
            .Select(index => new SnapshotRow(Hints.Context(index), Hints.Exten(index), Hints.Hint(index), Status(index, 0)))
            .ToArray();
        var run = new RunRecord("bench-fill", Pbx, "bench", now, now, RefreshOutcome.Completed, rows, 0, null, null);
        await product.Get<ExtensionStore>().ApplySnapshotAsync(new ExtensionSnapshot(Pbx, now, [], list), run, CancellationToken.None);
    }
}
