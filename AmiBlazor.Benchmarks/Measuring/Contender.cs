namespace AmiBlazor.Benchmarks.Measuring;

/// <summary>One implementation, measured against the others.</summary>
/// <param name="Name">Its name in the tables.</param>
/// <param name="RunAsync">Runs it once. Work that must not count (connecting, resetting a database) is done outside the <see cref="Stopclock"/>.</param>
internal sealed record Contender(string Name, Func<Task<Sample>> RunAsync)
{
    /// <summary>
    /// Runs only in every n-th round and not during warm-up: for a contender that would otherwise take all the time. Must be odd if rounds alternate
    /// between two states; otherwise it would see only one of them.
    /// </summary>
    public int EveryNthRound { get; init; } = 1;
}
