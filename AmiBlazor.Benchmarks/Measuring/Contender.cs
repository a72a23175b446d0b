namespace AmiBlazor.Benchmarks.Measuring;

/// <summary>One way of doing a thing, measured beside the others.</summary>
/// <param name="Name">How the tables call it.</param>
/// <param name="RunAsync">Does it once; what must not count (connecting, resetting a database) it does outside its <see cref="Stopclock"/>.</param>
internal sealed record Contender(string Name, Func<Task<Sample>> RunAsync)
{
    /// <summary>
    /// Runs only in every n-th round, and not to warm up: for a way so slow that it would take all the time. Odd where rounds alternate between two
    /// states, or it would see one of them alone.
    /// </summary>
    public int EveryNthRound { get; init; } = 1;
}
