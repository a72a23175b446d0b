using System.Globalization;
using AmiBlazor.Benchmarks.Circuits;
using AmiBlazor.Benchmarks.Hosting;
using AmiBlazor.Benchmarks.Measuring;
using AmiBlazor.Benchmarks.Soaking;
using AmiBlazor.Testing.Processes;

namespace AmiBlazor.Benchmarks.Looks;

/// <summary>
/// 3,000 extensions at 100 changes a second: the managed heap of an open page in each look. Without browsers: a few of those are too few to tell a page's
/// heap from buffers that all pages share, and many do not fit a small machine.
/// </summary>
/// <param name="options">How thoroughly.</param>
/// <param name="only">The name of a look; what is none means all of them.</param>
internal sealed class HeapGoals(BenchmarkOptions options, string? only)
{
    private const int Extensions = 3_000;
    private const int PerSecond = 100;
    private const double Megabyte = 1024 * 1024;

    private int Circuits => options.Quick ? 40 : 200;

    public async Task<IReadOnlyList<Goal>> RunAsync()
    {
        await using var pbx = new SoakPbx(Extensions);
        await Console.Error.WriteLineAsync("Starting the application");
        await using var app = await MeasuredApp.StartAsync(rows: 0, pbx.Port, SoakGoals.Followed(pbx));
        await SoakGoals.FollowingAsync(app);
        await Deadline.UntilAsync(async () => await app.BoardAsync() != 0, "The first list of the PBX");
        var heaps = new List<(string Look, double Opened, double Later)>();
        foreach (var look in await Look.AllAsync(app, only)) heaps.Add(await HeapAsync(app, pbx, look));

        Report.Print(
            $"Managed heap for each of {Circuits} circuits beyond the board, {Extensions:#,0} extensions, MB", ["", "opened", "after 2,000 changes"],
            heaps.Select(heap => new[] { heap.Look, Show(heap.Opened), Show(heap.Later) }));
        return [.. heaps.Select(heap => Goal.AtMost($"{heap.Look}: managed heap of an open page", 0.6, Math.Max(heap.Opened, heap.Later), " MB"))];
    }

    private async Task<(string Look, double Opened, double Later)> HeapAsync(MeasuredApp app, SoakPbx pbx, Look look)
    {
        await Console.Error.WriteLineAsync($"{Circuits} circuits as {look.Name}");
        await app.NoPagesAsync();

        // What the first ones make grow belongs to none of them.
        await using var first = await CircuitCrowd.OpenAsync(app, Circuits / 5, look.Page);
        await ChangeAsync(pbx);
        var heap = await SettledHeapAsync(app);
        await using var crowd = await CircuitCrowd.OpenAsync(app, Circuits, look.Page);
        var opened = await SettledHeapAsync(app);
        await ChangeAsync(pbx);
        var later = await SettledHeapAsync(app);
        await first.CheckAsync();
        await crowd.CheckAsync();
        return (look.Name, (opened - heap) / Megabyte / Circuits, (later - heap) / Megabyte / Circuits);
    }

    private static Task ChangeAsync(SoakPbx pbx) => pbx.ChangeAsync(PerSecond, Extensions, TimeSpan.FromSeconds(20));

    // Each page has ticked once by then, and the batches of its opening are collected.
    private static async Task<double> SettledHeapAsync(MeasuredApp app)
    {
        await Task.Delay(TimeSpan.FromSeconds(12));
        return await app.HeapAsync();
    }

    private static string Show(double figure) => figure.ToString("0.00", CultureInfo.InvariantCulture);
}
