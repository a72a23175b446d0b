using System.Diagnostics;
using System.Globalization;
using AmiBlazor.Auth.Circuits;
using AmiBlazor.Benchmarks.Hosting;
using AmiBlazor.Benchmarks.Measuring;
using AmiBlazor.Components.Grid;
using AmiBlazor.Testing.Processes;

namespace AmiBlazor.Benchmarks.Circuits;

/// <summary>The cost of many open pages over 10,000 extensions: memory per page, and the server's CPU while the board changes.</summary>
/// <param name="options">The command-line options.</param>
/// <param name="circuits">The number of circuits; fewer than 2,000 for a small machine.</param>
internal sealed class CircuitGoals(BenchmarkOptions options, int? circuits = null)
{
    private const int Extensions = 10_000;
    private const double Megabyte = 1024 * 1024;

    // The first measurements are discarded: code is not yet compiled, and caches are empty.
    private const int WarmUpCircuits = 30;

    // Visible on every page, whatever its height.
    private const int VisibleRows = 20;

    // Each change of a run has a unique number.
    private int _changes;

    private int Many => circuits ?? (options.Quick ? 50 : 2_000);

    private int Some => options.Quick ? 20 : Math.Min(Many, 200);

    private TimeSpan Duration => TimeSpan.FromSeconds(options.Quick ? 5 : 30);

    public async Task<IReadOnlyList<Goal>> RunAsync()
    {
        // All pages belong to one account.
        if (Many is < 1 or > CircuitLimitOptions.MostPagesPerUser)
            throw new BenchmarkException($"{Many} circuits cannot be opened; allowed is a number from 1 to {CircuitLimitOptions.MostPagesPerUser}.");
        var goals = new List<Goal>();
        goals.AddRange(await RunManyAsync());
        goals.AddRange(await RunSomeAsync());
        return goals;
    }

    private async Task<IEnumerable<Goal>> RunManyAsync()
    {
        await using var app = await StartAsync();
        var (heap, resident) = (await app.HeapAsync(), app.ResidentBytes);
        await SayAsync($"Opening {Many:#,0} circuits");
        var opening = Stopwatch.StartNew();
        var cpu = app.Cpu;
        await using var crowd = await CircuitCrowd.OpenAsync(app, Many);
        var opened = opening.Elapsed.TotalMilliseconds / Many;
        var openedCpu = (app.Cpu - cpu).TotalMilliseconds / Many;

        // Wait until each page has ticked once: the batches of its opening are collected by then.
        await Task.Delay(TimeSpan.FromSeconds(12));
        var heapOpen = await app.HeapAsync();
        var each = (heapOpen - heap) / Megabyte / Many;
        var eachResident = (app.ResidentBytes - resident) / Megabyte / Many;
        var load = await LoadAsync(app, crowd, perSecond: 1);
        var heapAfter = await app.HeapAsync();
        var eachAfter = (heapAfter - heap) / Megabyte / Many;
        await crowd.CheckAsync();

        Report.Print($"{Many:#,0} circuits of {crowd.Rows:0} drawn rows over {Extensions:#,0} extensions", ["", "measured"],
        [
            ["managed heap with none, MB", Show(heap / Megabyte)],
            ["managed heap with all, MB", Show(heapOpen / Megabyte)],
            ["managed heap after the changes, MB", Show(heapAfter / Megabyte)],
            ["managed heap for each beyond the board when open, MB", Show(each)],
            ["managed heap for each beyond the board after the changes, MB", Show(eachAfter)],
            ["resident memory with none, MB", Show(resident / Megabyte)],
            ["resident memory after the changes, MB", Show(app.ResidentBytes / Megabyte)],
            ["resident memory for each when opened, native included, MB", Show(eachResident)],
            ["opening one: time, ms", Show(opened)],
            ["opening one: CPU of the server, ms", Show(openedCpu)],
        ]);
        Print($"{Many:#,0} circuits, 1 change a second by Board.Publish", load);
        return
        [
            Goal.AtMost($"{Many:#,0} circuits: managed heap for each beyond the shared board", 0.6, Math.Max(each, eachAfter), " MB"),
            Goal.AtMost($"{Many:#,0} circuits, 1 change a second: CPU of the server", 25, load.Cpu, " % of a core"),
            Goal.AtMost($"{Many:#,0} circuits, 1 change a second: p95 from Board.Publish to the client", 400, load.P95, " ms"),
        ];
    }

    private async Task<IEnumerable<Goal>> RunSomeAsync()
    {
        await using var app = await StartAsync();
        await SayAsync($"Opening {Some:#,0} circuits");
        await using var crowd = await CircuitCrowd.OpenAsync(app, Some);
        var load = await LoadAsync(app, crowd, perSecond: 100);
        await crowd.CheckAsync();
        Print($"{Some:#,0} circuits, 100 visible changes a second by Board.Publish", load);
        return
        [
            Goal.AtMost($"{Some:#,0} circuits, 100 visible changes a second: CPU of the server", 30, load.Cpu, " % of a core"),
            Goal.AtMost($"{Some:#,0} circuits, 100 visible changes a second: for each circuit", 2, load.Kilobytes, " KB/s"),
        ];
    }

    private async Task<MeasuredApp> StartAsync()
    {
        await SayAsync("Starting the application");
        var app = await MeasuredApp.StartAsync(Extensions);
        try
        {
            await using (var crowd = await CircuitCrowd.OpenAsync(app, WarmUpCircuits))
                await RunChangesAsync(app, perSecond: 20, TimeSpan.FromSeconds(2));
            await app.NoPagesAsync();
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    private async Task<Load> LoadAsync(MeasuredApp app, CircuitCrowd crowd, int perSecond)
    {
        await SayAsync(string.Create(CultureInfo.InvariantCulture, $"{perSecond} changes a second for {Duration.TotalSeconds} s"));
        await RunChangesAsync(app, perSecond, TimeSpan.FromSeconds(2));
        await Task.Delay(TimeSpan.FromSeconds(2));
        crowd.Forget();
        var (bytes, batches, cpu, start) = (crowd.ReceivedBytes, crowd.Batches, app.Cpu, Stopwatch.GetTimestamp());
        var published = await RunChangesAsync(app, perSecond, Duration);
        var time = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var used = (app.Cpu - cpu).TotalSeconds;
        (bytes, batches) = (crowd.ReceivedBytes - bytes, crowd.Batches - batches);

        // The last batches are still in flight.
        await Task.Delay(TimeSpan.FromSeconds(2));
        var latencies = crowd.Arrivals()
            .Where(arrival => published.ContainsKey(arrival.Number))
            .Select(arrival => Stopwatch.GetElapsedTime(published[arrival.Number], arrival.At).TotalMilliseconds)
            .Order()
            .ToArray();
        var count = crowd.Count;
        return new Load(
            100 * used / time,
            Quantile(latencies, 0.5),
            Quantile(latencies, 0.95),
            bytes / 1024.0 / count / time,
            batches / (double)count / time,
            latencies.Length / (double)count / published.Count);
    }

    /// <summary>Changes rows in turn at a fixed rate, and catches up after a delay.</summary>
    private async Task<Dictionary<int, long>> RunChangesAsync(MeasuredApp app, int perSecond, TimeSpan duration)
    {
        var published = new Dictionary<int, long>();
        var start = Stopwatch.GetTimestamp();
        var count = (int)(perSecond * duration.TotalSeconds);
        for (var done = 0; done < count; done++)
        {
            var rest = TimeSpan.FromSeconds((double)done / perSecond) - Stopwatch.GetElapsedTime(start);
            if (rest > TimeSpan.Zero) await Task.Delay(rest);

            // Far apart, so that consecutive changes are not adjacent on the page.
            var number = _changes++;
            published[number] = await app.PublishAsync(number * 7 % VisibleRows, number);
        }

        return published;
    }

    private static double Quantile(double[] sorted, double part) => sorted.Length == 0 ? double.NaN : sorted[(int)(part * (sorted.Length - 1))];

    private static void Print(string title, Load load) => Report.Print(title, ["", "measured"],
    [
        ["CPU of the server, % of a core", Show(load.Cpu)],
        ["Board.Publish to the batch at the client, p50, ms", Show(load.P50)],
        ["Board.Publish to the batch at the client, p95, ms", Show(load.P95)],
        ["on the wire for each circuit, KB/s", Show(load.Kilobytes)],
        ["batches for each circuit and second", Show(load.Batches)],
        ["changes that arrived as such (the others were overtaken), %", Show(100 * load.Arrived)],
    ]);

    private static string Show(double figure) => figure.ToString(figure < 10 ? "0.00" : figure < 100 ? "0.0" : "#,0", CultureInfo.InvariantCulture);

    private static Task SayAsync(FormattableString what) => SayAsync(what.ToString(CultureInfo.InvariantCulture));

    private static Task SayAsync(string what) => Console.Error.WriteLineAsync(what);

    /// <summary>The cost of a series of changes.</summary>
    private sealed record Load(double Cpu, double P50, double P95, double Kilobytes, double Batches, double Arrived);
}
