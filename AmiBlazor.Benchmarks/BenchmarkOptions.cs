namespace AmiBlazor.Benchmarks;

/// <summary>What the command line asked for.</summary>
/// <param name="Quick">Fewer rounds and fewer contests: all within a minute.</param>
internal sealed record BenchmarkOptions(bool Quick)
{
    /// <summary>After so long a warm-up ends, whatever it has reached.</summary>
    public TimeSpan WarmUpTime => TimeSpan.FromSeconds(Quick ? 1 : 3);

    /// <summary>Rounds of a contest that would run so many when there is time.</summary>
    public int Rounds(int whenThereIsTime) => Quick ? Math.Max(3, whenThereIsTime / 5) : whenThereIsTime;
}
