using System.Diagnostics;
using System.Globalization;
using AmiBlazor.Benchmarks.Circuits;
using AmiBlazor.Benchmarks.Hosting;
using AmiBlazor.Benchmarks.Measuring;
using AmiBlazor.Benchmarks.Soaking;
using AmiBlazor.Components.Grid;

namespace AmiBlazor.Benchmarks.Following;

/// <summary>The latency from the PBX's event to the database and the pages, and the cost of many changes per page.</summary>
internal sealed class FollowGoals(BenchmarkOptions options)
{
    private const int Extensions = 2_000;

    // Visible on every page, whatever its height.
    private const int VisibleRows = 20;

    private const int WarmUpPages = 30;

    private static readonly int[] Rates = [10, 100, 1_000];

    private int[] Crowds => options.Quick ? [1, 50] : [1, 50, 200];

    private TimeSpan Duration => TimeSpan.FromSeconds(options.Quick ? 4 : 15);

    public async Task<IReadOnlyList<Goal>> RunAsync()
    {
        await using var pbx = new SoakPbx(Extensions);
        await Console.Error.WriteLineAsync("Starting the application");
        await using var app = await MeasuredApp.StartAsync(rows: 0, pbx.Port, SoakGoals.Followed(pbx));
        await SoakGoals.FollowingAsync(app);
        await WarmUpAsync(app, pbx);
        var loads = new List<Load>();
        IReadOnlyList<Goal> quiet = [];
        foreach (var count in Crowds)
        {
            await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{count} pages"));
            await using var crowd = await CircuitCrowd.OpenAsync(app, count);
            if (count == 1) quiet = await QuietAsync(app, pbx, crowd);
            foreach (var rate in Rates) loads.Add(await LoadAsync(app, pbx, crowd, rate));
            await crowd.CheckAsync();
        }

        // Without a page, and last, when all code has been compiled.
        await app.NoPagesAsync();
        foreach (var rate in Rates) loads.Add(await LoadAsync(app, pbx, crowd: null, rate));
        double Each(Load load) => (load.Cpu - Of(0, load.Rate).Cpu) / load.Pages;
        Report.Print("Changes on the screen of every page, by events", ["pages", "changes/s", "CPU % of a core", "CPU ms/s each page", "batches/s each page", "KB/s each page", "bytes a change and page"], loads.Select(load => new[]
        {
            Show(load.Pages), Show(load.Rate), Show(load.Cpu / 10), load.Pages == 0 ? "" : Show(Each(load)), Show(load.Batches),
            Show(load.Bytes / 1024), Show(load.Bytes / load.Rate),
        }));
        var most = Crowds[^1];
        var thousand = Of(most, 1_000);
        var hundred = Of(most, 100);
        return
        [
            .. quiet,
            Goal.AtMost("1,000 changes a second: batches a second for each page", 4.2, loads.Where(load => load.Rate == 1_000).Max(load => load.Batches), ""),
            Goal.AtMost($"{most} pages: CPU of each at 1,000 changes a second ÷ at 100", 2, Each(hundred) > 0 && Each(thousand) > 0 ? Each(thousand) / Each(hundred) : double.NaN),
            Goal.AtMost($"{most} pages: bytes of each at 1,000 changes a second ÷ at 100", 2, thousand.Bytes / hundred.Bytes),
        ];

        Load Of(int pages, int rate) => loads.Single(load => load.Pages == pages && load.Rate == rate);
    }

    /// <summary>Runs until the code for pages and events is fully optimized and all pages are closed.</summary>
    private async Task WarmUpAsync(MeasuredApp app, SoakPbx pbx)
    {
        await Console.Error.WriteLineAsync("Warming up");
        await using (await CircuitCrowd.OpenAsync(app, WarmUpPages))
        {
            foreach (var rate in Rates)
                await pbx.ChangeAsync(rate, VisibleRows, TimeSpan.FromSeconds(options.Quick ? 3 : 10));
        }

        await app.NoPagesAsync();
    }

    /// <summary>Single changes, a second apart.</summary>
    private async Task<IReadOnlyList<Goal>> QuietAsync(MeasuredApp app, SoakPbx pbx, CircuitCrowd crowd)
    {
        using var database = new SoakDatabase(app.DatabaseFile);
        var (stored, shown) = (new List<double>(), new List<double>());
        var count = options.Quick ? 12 : 50;
        for (var number = 0; number < count; number++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1_100));
            var known = database.LastChange();
            var batches = crowd.Batches;
            var began = Stopwatch.GetTimestamp();
            pbx.Change(number % VisibleRows);
            double? atDatabase = null, atPage = null;
            while ((atDatabase is null || atPage is null) && Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(2))
            {
                if (atPage is null && crowd.Batches > batches)
                    atPage = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
                if (atDatabase is null && database.LastChange() > known)
                    atDatabase = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
                await Task.Delay(1);
            }

            stored.Add(atDatabase ?? double.PositiveInfinity);
            shown.Add(atPage ?? double.PositiveInfinity);
        }

        stored.Sort();
        shown.Sort();
        Report.Print("A single change in a quiet time, ms (looked for each millisecond)", ["", "p50", "p95"],
        [
            ["event to the database", Show(stored[count / 2]), Show(stored[count * 95 / 100])],
            ["event to the batch at the page", Show(shown[count / 2]), Show(shown[count * 95 / 100])],
        ]);
        return [Goal.AtMost("first change of a quiet time: p50 from the event to the batch at the page", 50, shown[count / 2], " ms")];
    }

    private async Task<Load> LoadAsync(MeasuredApp app, SoakPbx pbx, CircuitCrowd? crowd, int rate)
    {
        await pbx.ChangeAsync(rate, VisibleRows, TimeSpan.FromSeconds(1));
        var (batches, bytes, cpu, began) = (crowd?.Batches ?? 0, crowd?.ReceivedBytes ?? 0, app.Cpu, Stopwatch.GetTimestamp());
        await pbx.ChangeAsync(rate, VisibleRows, Duration);
        var time = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var pages = crowd?.Count ?? 0;
        var each = Math.Max(1, pages) * time;
        return new Load(
            pages, rate, (app.Cpu - cpu).TotalMilliseconds / time, ((crowd?.Batches ?? 0) - batches) / each, ((crowd?.ReceivedBytes ?? 0) - bytes) / each);
    }

    private static string Show(double figure) => figure.ToString(figure < 10 && figure != Math.Truncate(figure) ? "0.00" : "#,0.#", CultureInfo.InvariantCulture);

    /// <param name="Pages">The number of open pages.</param>
    /// <param name="Rate">Changes per second.</param>
    /// <param name="Cpu">CPU of the server, milliseconds per second.</param>
    /// <param name="Batches">Render batches per page and second.</param>
    /// <param name="Bytes">Bytes per page and second.</param>
    private sealed record Load(int Pages, int Rate, double Cpu, double Batches, double Bytes);
}
