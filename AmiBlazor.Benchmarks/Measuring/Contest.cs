using System.Diagnostics;
using AmiBlazor.Benchmarks.Processes;

namespace AmiBlazor.Benchmarks.Measuring;

/// <summary>
/// Runs contenders in turns, so that whatever else the machine does in a moment hits all of them: absolute times move by 2–4× between runs, the
/// ratios of one run hold.
/// </summary>
internal sealed class Contest(BenchmarkOptions options)
{
    /// <summary>The JIT compiles a method for good after its 30th call; what is measured before that is thrown away.</summary>
    private const int WarmUpRounds = 32;

    /// <summary>Slow contenders have hot loops, which the JIT replaces while they run: for them fewer rounds do.</summary>
    private const int LeastWarmUpRounds = 3;

    /// <summary>The slowest contender saves 10,000 rows one by one, which takes seconds.</summary>
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(5);

    /// <param name="title">What the tables call it.</param>
    /// <param name="rounds">How often each runs, when there is time.</param>
    /// <param name="contenders">The first is what the others are shown against.</param>
    /// <param name="beforeRound">Done before each round, the same for all that run in it; null for nothing.</param>
    public async Task<Standings> RunAsync(
        string title, int rounds, IReadOnlyList<Contender> contenders, Func<Task>? beforeRound = null)
    {
        rounds = options.Rounds(rounds);
        await Console.Error.WriteLineAsync($"{title}: {rounds} rounds of {contenders.Count}");
        var warmUp = Stopwatch.StartNew();
        for (var round = 0; round < WarmUpRounds && (round < LeastWarmUpRounds || warmUp.Elapsed < options.WarmUpTime); round++)
        {
            await (beforeRound?.Invoke() ?? Task.CompletedTask);
            foreach (var contender in contenders.Where(each => each.EveryNthRound == 1))
                await RunOnceAsync(contender);
        }

        var standings = new Standings(title, contenders.Select(each => each.Name));
        for (var round = 0; round < rounds; round++)
        {
            await (beforeRound?.Invoke() ?? Task.CompletedTask);

            // Each round starts with another one, so that none always runs in the wake of the same neighbour.
            for (var turn = 0; turn < contenders.Count; turn++)
            {
                var contender = contenders[(round + turn) % contenders.Count];
                if (round % contender.EveryNthRound == 0)
                    standings.Add(contender.Name, await RunOnceAsync(contender));
            }
        }

        return standings;
    }

    private static Task<Sample> RunOnceAsync(Contender contender)
    {
        // One's garbage is not the next one's pause.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var run = contender.RunAsync();
        return run.IsCompleted ? run : run.InTime($"One run of “{contender.Name}”", LongestRun);
    }
}
