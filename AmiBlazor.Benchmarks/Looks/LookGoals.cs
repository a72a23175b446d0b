using System.Diagnostics;
using System.Globalization;
using AmiBlazor.Benchmarks.Hosting;
using AmiBlazor.Benchmarks.Measuring;
using AmiBlazor.Benchmarks.Soaking;
using AmiBlazor.Testing.Browser;
using AmiBlazor.Testing.Processes;

namespace AmiBlazor.Benchmarks.Looks;

/// <summary>
/// 3,000 extensions at 100 changes a second, spread over all of them and told by a PBX: what an open page costs in each look, and how soon it answers whoever
/// uses it in Chromium.
/// </summary>
/// <param name="options">How thoroughly.</param>
/// <param name="only">The name of a look; what is none means all of them.</param>
internal sealed class LookGoals(BenchmarkOptions options, string? only)
{
    private const int Extensions = 3_000;
    private const int PerSecond = 100;

    private int Pages => options.Quick ? 2 : 6;

    private TimeSpan Duration => TimeSpan.FromSeconds(options.Quick ? 4 : 20);

    public async Task<IReadOnlyList<Goal>> RunAsync()
    {
        if (HeadlessChromium.Absence() is { } why) return [Goal.Absent("the looks in a real Chromium", why)];
        await using var pbx = new SoakPbx(Extensions);
        await Console.Error.WriteLineAsync("Starting the application");
        await using var app = await MeasuredApp.StartAsync(rows: 0, pbx.Port, SoakGoals.Followed(pbx));
        await SoakGoals.FollowingAsync(app);
        await Deadline.UntilAsync(async () => await app.BoardAsync() != 0, "The first list of the PBX");
        var looks = await Look.AllAsync(app, only);
        await using var chromium = await HeadlessChromium.StartAsync();
        var uses = new List<Use>();

        // Before the costs are measured, so that the code of pages and events has been compiled and optimized by then.
        foreach (var look in looks) uses.AddRange(await UseAsync(chromium, app, pbx, look));
        await app.NoPagesAsync();
        var alone = await CpuAsync(app, pbx);
        var costs = new List<Cost>();
        foreach (var look in looks) costs.Add(await CostAsync(chromium, app, pbx, look, alone));

        Report.Print(
            $"An open page, {Extensions:#,0} extensions, {PerSecond} changes a second; {Pages} pages of each look in Chromium",
            ["", "KB/s before compression", "messages/s", "CPU of the server, % of a core"],
            costs.Select(cost => new[] { cost.Look, Show(cost.Kilobytes), Show(cost.Messages), Show(cost.Cpu) })
                .Append(["(none: following and saving alone)", "", "", Show(alone)]));
        Report.Print("One page in Chromium meanwhile, ms", ["", "median", "p95", "longest", "times"], uses.Select(use => new[]
        {
            use.What, Show(Quantile(use.Times, 0.5)), Show(Quantile(use.Times, 0.95)), Show(use.Times.Max()),
            use.Times.Count.ToString(CultureInfo.InvariantCulture),
        }));
        return [.. uses.Where(use => use.IsAnswer).Select(use => Goal.AtMost($"{use.What}, p95", 200, Quantile(use.Times, 0.95), " ms"))];
    }

    /// <returns>The server's CPU without a page, in percent of a core.</returns>
    private async Task<double> CpuAsync(MeasuredApp app, SoakPbx pbx)
    {
        var (cpu, began) = (app.Cpu, Stopwatch.GetTimestamp());
        await pbx.ChangeAsync(PerSecond, Extensions, Duration);
        return 100 * (app.Cpu - cpu).TotalSeconds / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private async Task<Cost> CostAsync(HeadlessChromium chromium, MeasuredApp app, SoakPbx pbx, Look look, double alone)
    {
        await Console.Error.WriteLineAsync($"{Pages} pages as {look.Name}");
        await app.NoPagesAsync();
        var pages = new List<LookPage>();
        try
        {
            while (pages.Count < Pages) pages.Add(await LookPage.OpenAsync(chromium, app, look));
            await pbx.ChangeAsync(PerSecond, Extensions, TimeSpan.FromSeconds(2));
            var (bytes, messages) = Received(pages);
            var (cpu, began) = (app.Cpu, Stopwatch.GetTimestamp());
            await pbx.ChangeAsync(PerSecond, Extensions, Duration);
            var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
            var used = 100 * (app.Cpu - cpu).TotalSeconds / seconds;
            var (bytesAfter, messagesAfter) = Received(pages);
            return new Cost(
                look.Name,
                (bytesAfter - bytes) / 1024.0 / Pages / seconds,
                (messagesAfter - messages) / (double)Pages / seconds,
                (used - alone) / Pages);
        }
        finally
        {
            foreach (var page in pages) await page.DisposeAsync();
        }
    }

    private static (long Bytes, long Messages) Received(List<LookPage> pages) =>
        (pages.Sum(page => page.Received.Bytes), pages.Sum(page => (long)page.Received.Messages));

    private async Task<IEnumerable<Use>> UseAsync(HeadlessChromium chromium, MeasuredApp app, SoakPbx pbx, Look look)
    {
        await Console.Error.WriteLineAsync($"Using {look.Name}");
        await using var page = await LookPage.OpenAsync(chromium, app, look);
        using var ended = new CancellationTokenSource();
        var changing = KeepChangingAsync(pbx, ended.Token);
        try
        {
            await page.WatchFramesAsync();
            var uses = new List<Use>();
            if (look.Line is null) await Task.Delay(Duration);
            else uses.AddRange(await UseAsync(page, look));
            uses.Add(new Use($"{look.Name}: time between two frames", await page.FramesAsync(), IsAnswer: look.Line is null));
            return uses;
        }
        finally
        {
            await ended.CancelAsync();
            await changing;
        }
    }

    private async Task<IEnumerable<Use>> UseAsync(LookPage page, Look look)
    {
        var uses = new List<Use>();
        (string What, Func<Task<double[]>> ActAsync)[] acts =
        [
            ("click on a tile to the filtered list", page.FilterAsync),
            ("key in the search to its list", page.SearchAsync),
            ("arrow key to the next extension", page.MoveAsync),
            ("click on an extension to its details, and Escape", page.OpenDetailsAsync),
        ];
        foreach (var (what, actAsync) in acts)
        {
            await page.FocusAsync();
            var times = new List<double>();

            // The first ones wait for code that is not yet compiled.
            for (var round = -3; round < options.Rounds(20); round++)
            {
                var taken = await actAsync();
                if (round >= 0) times.AddRange(taken);
                await Task.Delay(TimeSpan.FromMilliseconds(100));
            }

            uses.Add(new Use($"{look.Name}: {what}", times, IsAnswer: true));
        }

        return uses;
    }

    private static async Task KeepChangingAsync(SoakPbx pbx, CancellationToken ended)
    {
        while (!ended.IsCancellationRequested) await pbx.ChangeAsync(PerSecond, Extensions, TimeSpan.FromSeconds(1));
    }

    private static double Quantile(IEnumerable<double> figures, double part)
    {
        var sorted = figures.Order().ToList();
        return sorted.Count == 0 ? double.NaN : sorted[(int)Math.Round(part * (sorted.Count - 1))];
    }

    private static string Show(double figure) => figure.ToString(figure < 10 ? "0.00" : "#,0", CultureInfo.InvariantCulture);

    /// <param name="Look">The way to look.</param>
    /// <param name="Kilobytes">What the circuit sends to each page before compression, in KB a second.</param>
    /// <param name="Messages">Messages to each page in a second.</param>
    /// <param name="Cpu">CPU of the server for each page, in percent of a core.</param>
    private sealed record Cost(string Look, double Kilobytes, double Messages, double Cpu);

    /// <param name="What">The look and the act.</param>
    /// <param name="Times">How long each took, in milliseconds.</param>
    /// <param name="IsAnswer">Whether the goal of an answer counts for it.</param>
    private sealed record Use(string What, IReadOnlyList<double> Times, bool IsAnswer);
}
