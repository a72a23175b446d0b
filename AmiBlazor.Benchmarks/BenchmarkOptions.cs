namespace AmiBlazor.Benchmarks;

/// <summary>What the command line asked for.</summary>
/// <param name="Quick">Fewer rounds and fewer contests: each benchmark within a minute.</param>
internal sealed record BenchmarkOptions(bool Quick)
{
    /// <summary>The command line's word for <see cref="Quick"/>.</summary>
    public const string QuickWord = "--quick";

    /// <summary>After so long a warm-up ends, whatever it has reached.</summary>
    public TimeSpan WarmUpTime => TimeSpan.FromSeconds(Quick ? 1 : 3);

    /// <summary>Rounds of a contest that would run so many when there is time.</summary>
    public int Rounds(int whenThereIsTime) => Quick ? Math.Max(3, whenThereIsTime / 5) : whenThereIsTime;
}
