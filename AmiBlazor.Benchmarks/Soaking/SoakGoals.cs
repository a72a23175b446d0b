using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using AmiBlazor.Benchmarks.Circuits;
using AmiBlazor.Benchmarks.Hosting;
using AmiBlazor.Benchmarks.Measuring;
using AmiBlazor.Data.Rows;
using AmiBlazor.Testing.Processes;

namespace AmiBlazor.Benchmarks.Soaking;

/// <summary>
/// Runs the whole application for half an hour under live changes, with open pages and a refresh every minute. Every change of the PBX must be in the
/// history exactly once, and memory and handles must not grow.
/// </summary>
/// <param name="duration">The duration of the changes.</param>
/// <param name="perSecond">Changes per second.</param>
internal sealed class SoakGoals(TimeSpan duration, int perSecond)
{
    private const int Extensions = 2_000;
    private const int Pages = 20;
    private const double Megabyte = 1024 * 1024;

    private static readonly TimeSpan SampleEvery = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RefreshEvery = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestQuiet = TimeSpan.FromSeconds(60);

    private readonly List<SoakSample> _samples = [];
    private readonly List<double> _refreshTimes = [];

    // Live bytes after a full collection at the end of the earlier period.
    private long? _earlierHeap;

    // A quick run is shorter than five minutes: compare its first and last thirds.
    private TimeSpan Stretch => TimeSpan.FromTicks(Math.Min(TimeSpan.FromMinutes(5).Ticks, duration.Ticks / 3));

    public async Task<IReadOnlyList<Goal>> RunAsync()
    {
        await using var pbx = new SoakPbx(Extensions);
        var key = RandomNumberGenerator.GetHexString(40);
        await SayAsync("Starting the application");
        await using var app = await MeasuredApp.StartAsync(
            rows: 0,
            pbx.Port,
            [
                .. Followed(pbx),
                "--Api:Keys:0:Name=soak",
                "--Api:Keys:0:Key=" + key,
                "--Api:Keys:0:Role=Supervisor",
            ]);
        await FollowingAsync(app);
        using var database = new SoakDatabase(app.DatabaseFile);
        using var client = new HttpClient { BaseAddress = app.Address, Timeout = Deadline.Longest };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        await SayAsync(string.Create(CultureInfo.InvariantCulture, $"Opening {Pages} pages"));
        await using var crowd = await CircuitCrowd.OpenAsync(app, Pages);

        using (var stop = new CancellationTokenSource(duration))
        {
            await Task.WhenAll(
                OrStopAllAsync(pbx.LiveAsync(perSecond, stop.Token), stop),
                OrStopAllAsync(RefreshAsync(client, database, stop.Token), stop),
                OrStopAllAsync(WatchAsync(app, pbx, database, crowd, stop.Token), stop));
        }

        await QuietAsync(app, pbx, database);
        await crowd.CheckAsync();
        return await JudgeAsync(app, pbx, database, client);
    }

    /// <summary>The settings with which the application follows this PBX.</summary>
    public static string[] Followed(SoakPbx pbx) =>
    [
        "--Ami:Servers:0:Username=" + pbx.Username,
        "--Ami:Servers:0:Secret=" + pbx.Secret,
        "--Ami:Servers:0:Live=true",
    ];

    /// <summary>Waits until the application follows its PBX.</summary>
    public static Task FollowingAsync(MeasuredApp app) =>
        Deadline.UntilAsync(async () => await app.FollowingAsync() == 1, "The application's way to following the PBX");

    /// <summary>A failure ends the other tasks too, so that it is reported at once.</summary>
    private static async Task OrStopAllAsync(Task part, CancellationTokenSource stop)
    {
        try
        {
            await part;
        }
        catch
        {
            await stop.CancelAsync();
            throw;
        }
    }

    private async Task WatchAsync(MeasuredApp app, SoakPbx pbx, SoakDatabase database, CircuitCrowd crowd, CancellationToken stop)
    {
        Console.WriteLine(
            "    time    made  history  waiting  RSS MB  peak MB  managed MB  handles  threads  CPU %  database MB  log MB  batches/page/s  KB/page/s");
        var began = Stopwatch.GetTimestamp();
        var before = await SoakSample.TakeAsync(app, TimeSpan.Zero);
        var (batches, bytes) = (crowd.Batches, crowd.ReceivedBytes);
        using var timer = new PeriodicTimer(duration < 4 * SampleEvery ? SampleEvery / 5 : SampleEvery);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                await crowd.CheckAsync();
                var sample = await SoakSample.TakeAsync(app, Stopwatch.GetElapsedTime(began));
                _samples.Add(sample);
                if (sample.At >= 2 * Stretch) _earlierHeap ??= await app.HeapAsync();
                var time = (sample.At - before.At).TotalSeconds;
                var (batchesNow, bytesNow) = (crowd.Batches, crowd.ReceivedBytes);
                var (file, log) = database.Sizes;
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $@"{sample.At:hh\:mm\:ss} {pbx.Changes,7} {database.Changes(),8} {sample.Waiting,8} {sample.Resident / Megabyte,7:0.0} {sample.Peak / Megabyte,8:0.0} {sample.Managed / Megabyte,11:0.0} {sample.Handles,8} {sample.Threads,8} {100 * (sample.Cpu - before.Cpu).TotalSeconds / time,6:0.0} {file / Megabyte,12:0.0} {log / Megabyte,7:0.0} {(batchesNow - batches) / time / crowd.Count,15:0.00} {(bytesNow - bytes) / 1024.0 / time / crowd.Count,10:0.00}"));
                (before, batches, bytes) = (sample, batchesNow, bytesNow);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The time is over.
        }
    }

    private async Task RefreshAsync(HttpClient client, SoakDatabase database, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(duration < 4 * RefreshEvery ? RefreshEvery / 4 : RefreshEvery);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                var began = Stopwatch.GetTimestamp();
                using var response = await client.PostAsync(
                    new Uri("api/extensions/hybrid-refresh?results=changed&server=" + MeasuredApp.Server, UriKind.Relative), content: null, CancellationToken.None);
                var time = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
                _refreshTimes.Add(time);
                response.EnsureSuccessStatusCode();
                var (runs, differing, unmeasured) = database.Truth();
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"         refresh {runs}: {time:0} ms; all of them so far: {differing} differing, {unmeasured} not measured"));
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The time is over.
        }
    }

    private static async Task QuietAsync(MeasuredApp app, SoakPbx pbx, SoakDatabase database)
    {
        await SayAsync("Waiting for quiet");
        var began = Stopwatch.GetTimestamp();
        while (database.Changes() < pbx.Changes && Stopwatch.GetElapsedTime(began) < LongestQuiet)
            await Task.Delay(100);
        while (await app.WaitingAsync() > 0 && Stopwatch.GetElapsedTime(began) < LongestQuiet) await Task.Delay(100);

        // Duplicate events would arrive now.
        await Task.Delay(TimeSpan.FromSeconds(2));
    }

    private async Task<IReadOnlyList<Goal>> JudgeAsync(MeasuredApp app, SoakPbx pbx, SoakDatabase database, HttpClient client)
    {
        var findings = SoakFindings.Of(pbx, database);
        var states = pbx.Made.ToDictionary(extension => (extension.Context, extension.Exten), extension => extension.States[^1]);
        var listed = await client.GetFromJsonAsync<List<ListedExtension>>(new Uri("api/extensions", UriKind.Relative)) ?? [];
        var rest = Different(states, listed.ToDictionary(row => (row.Context, row.Extension), row => row.StatusCode));
        var board = await app.BoardAsync() == BoardDigest.Of(states.Select(each => (each.Key.Context, each.Key.Exten, each.Value)));
        var stored = Different(states, database.Statuses());
        var (runs, differing, unmeasured) = database.Truth();
        var (early, late) = (Part(Stretch), Part(duration - Stretch));
        var last = _samples[^1];
        var (heap, earlierHeap) = (await app.HeapAsync(), _earlierHeap ?? double.NaN);
        var (file, log) = database.Sizes;
        Console.WriteLine();
        Console.WriteLine(findings);
        Report.Print($"{duration:c} at {perSecond} changes a second, {Pages} pages, {Extensions:#,0} extensions", ["", "earlier", "at the end"],
        [
            ["resident memory (median), MB", Show(Median(early, each => each.Resident) / Megabyte), Show(Median(late, each => each.Resident) / Megabyte)],
            ["managed heap with its garbage (median), MB", Show(Median(early, each => each.Managed) / Megabyte), Show(Median(late, each => each.Managed) / Megabyte)],
            ["managed heap after a full collection, MB", Show(earlierHeap / Megabyte), Show(heap / Megabyte)],
            ["most resident memory ever, MB", "", Show(last.Peak / Megabyte)],
            ["handles (median)", Show(Median(early, each => each.Handles)), Show(Median(late, each => each.Handles))],
            ["threads (median)", Show(Median(early, each => each.Threads)), Show(Median(late, each => each.Threads))],
            ["most events that waited to be written", "", Show(_samples.Max(each => each.Waiting))],
            ["CPU of all that time, % of a core", "", Show(100 * (last.Cpu - _samples[0].Cpu).TotalSeconds / (last.At - _samples[0].At).TotalSeconds)],
            ["database and its log, MB", "", Show(file / Megabyte) + " + " + Show(log / Megabyte)],
            ["refreshes, and their median time, ms", "", string.Create(CultureInfo.InvariantCulture, $"{runs}, {Middle(_refreshTimes):0}")],
        ]);
        return
        [
            Goal.AtLeast("changes made a second ÷ those asked for", 0.99, pbx.Changes / (perSecond * duration.TotalSeconds)),
            Goal.None("changes missing in the history", findings.Missing),
            Goal.None("changes doubled in the history", findings.Doubled),
            Goal.None("extensions whose history is torn", findings.Torn),
            Goal.None("changes that did not come from an event", database.ChangesWithoutEvent()),
            Goal.None("extensions of which GET /api/extensions tells otherwise than the PBX", rest),
            new Goal("the board is what the PBX is", "yes", board ? "yes" : "no", board) { IsTruth = true },
            Goal.None("extensions of which the database tells otherwise than the PBX", stored),
            Goal.None("differing rows that refreshes found", differing),
            Goal.None("refreshes that did not measure differing rows", unmeasured),
            Goal.None("reconnects and gaps after the start", await app.ReconnectsAsync() + database.Gaps()),
            Goal.AtMost("resident memory at the end ÷ earlier", 1.1, Median(late, each => each.Resident) / Median(early, each => each.Resident)),
            Goal.AtMost("managed heap after a full collection at the end ÷ earlier", 1.1, heap / earlierHeap),
            Goal.AtMost("handles at the end beyond those earlier", 5, Median(late, each => each.Handles) - Median(early, each => each.Handles), ""),
        ];

        List<SoakSample> Part(TimeSpan from) => [.. _samples.Where(sample => sample.At >= from && sample.At <= from + Stretch + TimeSpan.FromSeconds(1))];
    }

    private static int Different(
        Dictionary<(string Context, string Exten), int> made, Dictionary<(string Context, string Exten), int> listed) =>
        made.Keys.Union(listed.Keys).Count(key => !made.TryGetValue(key, out var right) || !listed.TryGetValue(key, out var given) || right != given);

    private static double Median(IEnumerable<SoakSample> samples, Func<SoakSample, double> figure) => Middle([.. samples.Select(figure)]);

    private static double Middle(List<double> figures) => figures.Count == 0 ? double.NaN : figures.Order().ElementAt(figures.Count / 2);

    private static string Show(double figure) => figure.ToString(figure < 10 && figure != Math.Truncate(figure) ? "0.00" : "#,0.#", CultureInfo.InvariantCulture);

    private static Task SayAsync(string what) => Console.Error.WriteLineAsync(what);

    private sealed record ListedExtension(string Context, string Extension, int StatusCode);
}
