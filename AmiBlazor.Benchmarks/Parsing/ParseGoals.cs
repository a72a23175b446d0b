using AmiBlazor.Ami;
using AmiBlazor.Benchmarks.Lists;
using AmiBlazor.Benchmarks.Measuring;
using AmiBlazor.Benchmarks.Wire;

namespace AmiBlazor.Benchmarks.Parsing;

/// <summary>
/// Parsing alone: 50,000 rows, first from memory, then through a session from a server that writes as fast as a drain can read, so that the time
/// beyond the drain's is the parser's.
/// </summary>
internal sealed class ParseGoals(BenchmarkOptions options)
{
    private const int Rows = 50_000;
    private const int FewerRows = 10_000;
    private const string Bare = "bare scan or drain";
    private const string New = "rows all new";
    private const string Known = "rows known";
    private const string FewerKnown = "rows known, 10,000 alone";

    public async Task<IReadOnlyList<Goal>> RunAsync()
    {
        var replay = new Replay(Rows);
        var fewer = new Replay(FewerRows);
        var known = new ExtensionStateCache();
        var fewerKnown = new ExtensionStateCache();
        var inMemory = await new Contest(options).RunAsync(
            $"Parsing of {Rows:#,0} rows in memory",
            41,
            [
                Contender(Bare, replay.Scan),
                Contender(New, () => replay.Parse(new ExtensionStateCache())),
                Contender(Known, () => replay.Parse(known)),
                Contender(FewerKnown, () => fewer.Parse(fewerKnown)),
            ]);
        Report.Print(inMemory);

        await using var pbx = await ReplayPbx.StartAsync(Rows, smallWrites: false);
        await using var product = await Product.StartAsync(pbx);
        var received = await new Contest(options).RunAsync(
            $"List of {Rows:#,0}, {pbx.Name}",
            21,
            [
                BareList.Contender(Bare, pbx, DrainPlan.Eager),
                SessionList.Contender(New, product, pbx),
                SessionList.Contender(Known, product, pbx, new ExtensionStateCache()),
            ]);
        Report.Print(received);
        return [.. Goals(inMemory, received, replay.Length)];
    }

    private static IEnumerable<Goal> Goals(Standings inMemory, Standings received, int bytes)
    {
        // Parsing from memory never waits, so CPU time is complete and, unlike wall time, not affected by other load.
        double Cpu(string name) => inMemory.Median(name, sample => sample.OwnCpu);
        double Speed(string name) => bytes / 1e6 / (Cpu(name) / 1e3);
        double Allocated(string name) => inMemory.Median(name, sample => sample.Allocated);
        yield return Goal.AtLeast("parse, rows all new, in memory", 200, Speed(New), " MB/s");
        yield return Goal.AtMost("parse, rows all new, in memory: time ÷ bare scan for lines", 8, Cpu(New) / Cpu(Bare));
        yield return Goal.AtMost("list of 50,000, rows all new: time ÷ bare drain", 8, received.Ratio(New, Bare));
        yield return Goal.AtLeast("parse, rows known, in memory", 400, Speed(Known), " MB/s");
        yield return Goal.AtMost("parse, rows known, in memory: time ÷ bare scan for lines", 4, Cpu(Known) / Cpu(Bare));
        yield return Goal.AtMost("list of 50,000, rows known: time ÷ bare drain", 4, received.Ratio(Known, Bare));
        yield return Goal.AtMost("allocated for a new row", 175, Allocated(New) / Rows, " bytes");
        yield return Goal.AtMost("allocated for an unchanged row", 0, (Allocated(Known) - Allocated(FewerKnown)) / (Rows - FewerRows), " bytes");
        yield return Goal.AtMost("allocated for a list of known rows, in memory", 4096, Allocated(Known), " bytes");
    }

    private static Contender Contender(string name, Func<int> parse) => new(name, () =>
    {
        var clock = Stopclock.Start();
        parse();
        return Task.FromResult(clock.Read());
    });
}
