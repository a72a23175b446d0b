using System.Diagnostics;
using AmiBlazor.Testing.Processes;

namespace AmiBlazor.Benchmarks.Measuring;

/// <summary>
/// Runs contenders in turns, so that other load on the machine affects all of them: absolute times vary by 2–4× between runs, but the ratios of one
/// run are stable.
/// </summary>
internal sealed class Contest(BenchmarkOptions options)
{
    /// <summary>The JIT fully optimizes a method after 30 calls; earlier measurements are discarded.</summary>
    private const int WarmUpRounds = 32;

    /// <summary>Slow contenders have hot loops, which the JIT optimizes while they run, so fewer rounds suffice.</summary>
    private const int LeastWarmUpRounds = 3;

    /// <summary>The slowest contender saves 10,000 rows one by one, which takes seconds.</summary>
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(5);

    /// <param name="title">Its title in the tables.</param>
    /// <param name="rounds">The number of rounds, if time permits.</param>
    /// <param name="contenders">The contenders; ratios are to the first.</param>
    /// <param name="beforeRound">Runs before each round; null for nothing.</param>
    public async Task<Standings> RunAsync(
        string title, int rounds, IReadOnlyList<Contender> contenders, Func<Task>? beforeRound = null)
    {
        rounds = options.Rounds(rounds);
        await Console.Error.WriteLineAsync($"{title}: {rounds} rounds of {contenders.Count}");
        var warmUp = Stopwatch.StartNew();
        for (var round = 0; round < WarmUpRounds && (round < LeastWarmUpRounds || warmUp.Elapsed < options.WarmUpTime); round++)
        {
            await (beforeRound?.Invoke() ?? Task.CompletedTask);
            foreach (var contender in contenders.Where(each => each.EveryNthRound == 1)) await RunOnceAsync(contender);
        }

        var standings = new Standings(title, contenders.Select(each => each.Name));
        for (var round = 0; round < rounds; round++)
        {
            await (beforeRound?.Invoke() ?? Task.CompletedTask);

            // Each round starts with a different contender, so that none always runs after the same one.
            for (var turn = 0; turn < contenders.Count; turn++)
            {
                var contender = contenders[(round + turn) % contenders.Count];
                if (round % contender.EveryNthRound == 0) standings.Add(contender.Name, await RunOnceAsync(contender));
            }
        }

        return standings;
    }

    private static Task<Sample> RunOnceAsync(Contender contender)
    {
        // Collect the garbage of one contender before the next is measured.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var run = contender.RunAsync();
        return run.IsCompleted ? run : run.InTime($"One run of “{contender.Name}”", LongestRun);
    }
}
