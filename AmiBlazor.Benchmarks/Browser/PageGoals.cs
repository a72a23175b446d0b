using System.Diagnostics;
using System.Globalization;
using AmiBlazor.Benchmarks.Hosting;
using AmiBlazor.Benchmarks.Measuring;
using AmiBlazor.Benchmarks.Wire;
using AmiBlazor.Components.Grid;
using AmiBlazor.Testing.Browser;

namespace AmiBlazor.Benchmarks.Browser;

/// <summary>One page with 10,000 extensions in a real Chromium, with a PBX in a separate process.</summary>
internal sealed class PageGoals(BenchmarkOptions options)
{
    private const int Extensions = 10_000;

    // Visible, whatever the height of the page.
    private const int VisibleRows = 12;

    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(700);
    private static readonly TimeSpan Busy = TimeSpan.FromMilliseconds(50);

    private int _changes;

    public async Task<IReadOnlyList<Goal>> RunAsync()
    {
        if (HeadlessChromium.Absence() is { } why) return [Goal.Absent("the page in a real Chromium", why)];
        await using var pbx = await ReplayPbx.StartAsync(Extensions, smallWrites: true);
        await using var app = await MeasuredApp.StartAsync(Extensions, pbx.Port);
        await using var chromium = await HeadlessChromium.StartAsync();

        var rounds = options.Rounds(15);
        var (cold, warm) = await LoadAsync(chromium, app, rounds);
        await using var page = await MeasuredPage.OpenAsync(chromium, app);
        await page.LoadAsync();
        var clicks = await ClickAsync(page, rounds);
        await page.WatchChangesAsync();
        var quiet = await ChangeAsync(app, page, options.Rounds(40), Quiet);
        var busy = await ChangeAsync(app, page, options.Rounds(400), Busy);

        Report.Print($"The page with {Extensions:#,0} extensions in Chromium, ms", ["", "median", "p95", "times"],
        [
            Row("cold cache: navigation to first rows painted", cold.Select(load => load.Rows)),
            Row("cold cache: navigation to a page that can be used", cold.Select(load => load.Usable)),
            Row("warm cache: navigation to first rows painted", warm.Select(load => load.Rows)),
            Row("warm cache: navigation to a page that can be used", warm.Select(load => load.Usable)),
            Row("click on Refresh to a frame that answers it", clicks),
            Row("Board.Publish to the row, one change in 700 ms", quiet),
            Row("Board.Publish to the row, 20 changes a second", busy),
        ]);
        return
        [
            Goal.AtMost("first rows painted after navigation, cold cache, median", 250, Quantile(cold.Select(load => load.Rows), 0.5), " ms"),
            Goal.AtMost("first rows painted after navigation, warm cache, median", 250, Quantile(warm.Select(load => load.Rows), 0.5), " ms"),
            Goal.AtMost("click on Refresh to a frame that answers it, median", 50, Quantile(clicks, 0.5), " ms"),
            Goal.AtMost("Board.Publish to the row's DOM, one change in 700 ms, median", 100, Quantile(quiet, 0.5), " ms"),
            Goal.AtMost("Board.Publish to the row's DOM, 20 changes a second, median", 100, Quantile(busy, 0.5), " ms"),
        ];
    }

    private static async Task<(List<(double Rows, double Usable)> Cold, List<(double Rows, double Usable)> Warm)> LoadAsync(
        HeadlessChromium chromium, MeasuredApp app, int rounds)
    {
        var (cold, warm) = (new List<(double, double)>(), new List<(double, double)>());

        // The first runs include compilation and are discarded.
        for (var round = -3; round < rounds; round++)
        {
            await using var page = await MeasuredPage.OpenAsync(chromium, app);
            var (first, second) = (await page.LoadAsync(), await page.LoadAsync());
            if (round < 0) continue;
            cold.Add(first);
            warm.Add(second);
        }

        return (cold, warm);
    }

    private static async Task<List<double>> ClickAsync(MeasuredPage page, int rounds)
    {
        var clicks = new List<double>();
        await page.RefreshAsync();
        for (var round = 0; round < rounds; round++) clicks.Add(await page.RefreshAsync());
        return clicks;
    }

    private async Task<List<double>> ChangeAsync(MeasuredApp app, MeasuredPage page, int count, TimeSpan every)
    {
        var published = new Dictionary<string, long>(StringComparer.Ordinal);
        for (var done = 0; done < count; done++)
        {
            var number = _changes++;
            var at = ChangeMark.Time(number).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            published[at] = await app.PublishAsync(number * 5 % VisibleRows, number);
            await Task.Delay(every);
        }

        // The last change is still in flight.
        await Task.Delay(Quiet);
        var shown = await page.ChangesAsync();
        List<double> times =
        [
            .. published.Where(change => shown.ContainsKey(change.Key))
                .Select(change => Stopwatch.GetElapsedTime(change.Value, shown[change.Key]).TotalMilliseconds),
        ];
        return times.Count > 0 ? times : throw new BenchmarkException($"None of {count} changes that were put on the board came to the page.");
    }

    private static string[] Row(string what, IEnumerable<double> figures)
    {
        var all = figures.ToList();
        return [what, Show(Quantile(all, 0.5)), Show(Quantile(all, 0.95)), all.Count.ToString(CultureInfo.InvariantCulture)];
    }

    private static double Quantile(IEnumerable<double> figures, double part)
    {
        var sorted = figures.Order().ToList();
        return sorted.Count == 0 ? double.NaN : sorted[(int)Math.Round(part * (sorted.Count - 1))];
    }

    private static string Show(double figure) => figure.ToString(figure < 10 ? "0.0" : "#,0", CultureInfo.InvariantCulture);
}
