using System.Globalization;
using AmiBlazor.Benchmarks;
using AmiBlazor.Benchmarks.Browser;
using AmiBlazor.Benchmarks.Calls;
using AmiBlazor.Benchmarks.Circuits;
using AmiBlazor.Benchmarks.Following;
using AmiBlazor.Benchmarks.Hosting;
using AmiBlazor.Benchmarks.Lists;
using AmiBlazor.Benchmarks.Looks;
using AmiBlazor.Benchmarks.Measuring;
using AmiBlazor.Benchmarks.Parsing;
using AmiBlazor.Benchmarks.Refreshing;
using AmiBlazor.Benchmarks.Saving;
using AmiBlazor.Benchmarks.Soaking;
using AmiBlazor.Benchmarks.Wire;
using AmiBlazor.Testing.Processes;

const string Soak = "soak";

var options = new BenchmarkOptions(args.Contains(BenchmarkOptions.QuickWord, StringComparer.Ordinal));
string[] claimed = ["parse", "save", "list", "devices", "calls", "refresh"];

// In the order in which “all” runs them.
(string Name, Func<Task<IReadOnlyList<Goal>>> RunAsync)[] benchmarks =
[
    ("parse", () => new ParseGoals(options).RunAsync()),
    ("save", () => new SaveGoals(options).RunAsync()),
    ("list", () => new ListGoals(options).RunAsync()),
    ("devices", () => new DeviceGoals(options).RunAsync()),
    ("calls", () => new CallGoals(options).RunAsync()),
    ("refresh", () => new RefreshGoals(options).RunAsync()),
    ("pacing", () => new PacingTable(options).RunAsync()),
    ("circuits", () =>
    {
        var isCounted = int.TryParse(args.ElementAtOrDefault(1), CultureInfo.InvariantCulture, out var count);
        return new CircuitGoals(options, isCounted ? count : null).RunAsync();
    }),
    ("live", async () => [.. await new WriteBehind(options).RunAsync(), .. await new FollowGoals(options).RunAsync()]),
    ("page", () => new PageGoals(options).RunAsync()),
    ("heap", () => new HeapGoals(options, args.ElementAtOrDefault(1)).RunAsync()),
    ("looks", () => new LookGoals(options, args.ElementAtOrDefault(1)).RunAsync()),
    (Soak, () =>
    {
        var duration = options.Quick ? TimeSpan.FromSeconds(40) : TimeSpan.FromMinutes(Number("--minutes", 30));
        return new SoakGoals(duration, Number("--rate", 200)).RunAsync();
    }),
    ("bdn", () =>
    {
        var words = args.Skip(1).Where(word => !string.Equals(word, BenchmarkOptions.QuickWord, StringComparison.Ordinal));
        new BenchmarkDotNetRun(options, [.. words]).Run();
        return Task.FromResult<IReadOnlyList<Goal>>([]);
    }),
];
try
{
    switch (args.FirstOrDefault())
    {
        case "serve":
            var smallWrites = string.Equals(args[2], ReplayServer.Small, StringComparison.Ordinal);
            await new ReplayServer(int.Parse(args[1], CultureInfo.InvariantCulture), smallWrites).RunAsync();
            return 0;

        case "host":
            return await HostedApp.RunAsync(int.Parse(args[1], CultureInfo.InvariantCulture), args[2..]);

        case "all":
            return await new EveryBenchmark(options, [.. benchmarks.Select(benchmark => benchmark.Name)]).RunAsync();

        case "goals":
            return await RunAsync(claimed);

        case { } name when benchmarks.Any(each => string.Equals(each.Name, name, StringComparison.Ordinal)):
            return await RunAsync(name);

        default:
            await Console.Error.WriteLineAsync("""
                goals | list | devices | calls | parse | save | refresh | pacing | circuits [COUNT] | live | page | looks [LOOK] | heap [LOOK] | all [--quick], or bdn and BenchmarkDotNet's own arguments
                soak [--minutes 30] [--rate 200]
                  goals     parse, save, list, devices, calls and refresh
                  calls     50 new calls a second with 200 at once, and the reading of 10,000
                  circuits  COUNT open pages (2,000) without browsers: heap for each, and the server's time while the board changes
                  live      from a PBX's event to the database and the pages: bursts, the delay of a single change, what many changes cost each page
                  soak      a PBX that makes --rate changes a second for so many minutes: whether each is in the history once, and whether memory stays flat
                  page      one page with 10,000 extensions in Chromium: first rows, click to answer, change to row
                  looks     3,000 extensions at 100 changes a second as grid, cards, squares, plan and wall, or as LOOK alone: a page's bytes and CPU, and how soon it answers
                  heap      the same without browsers: a page's managed heap
                  all       each of them once; fails where one does not run to its end or a change is lost, not where a goal of speed is missed
                With AMIBLAZOR_REQUIRE_ALL=1 a benchmark fails for want of an Asterisk or a Chromium, instead of leaving out what needs it.
                """);
            return 1;
    }
}
catch (HarnessException failure)
{
    await Console.Error.WriteLineAsync(failure.Message);
    return 1;
}

async Task<int> RunAsync(params string[] names)
{
    var goals = new List<Goal>();
    foreach (var name in names)
        goals.AddRange(await benchmarks.Single(each => string.Equals(each.Name, name, StringComparison.Ordinal)).RunAsync());
    if (goals.Count > 0) Report.Print(goals);
    var absences = goals.Where(goal => goal.IsAbsent).Select(goal => goal.Measured).Distinct(StringComparer.Ordinal).ToList();
    if (absences.Count > 0 && string.Equals(Environment.GetEnvironmentVariable("AMIBLAZOR_REQUIRE_ALL"), "1", StringComparison.Ordinal))
        throw new BenchmarkException("AMIBLAZOR_REQUIRE_ALL is 1, and not everything was measured: " + string.Join(' ', absences));

    if (!Deadline.AllEnded) return 1;

    // A soak fails on lost or wrong changes; run in full, also on growth. A missed goal of speed is only reported.
    var isFull = names is [Soak] && !options.Quick;
    return goals.Any(goal => goal.Met is false && (goal.IsTruth || isFull)) ? 1 : 0;
}

int Number(string name, int otherwise) =>
    Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;
