namespace AmiBlazor.Benchmarks;

/// <summary>What the command line asked for.</summary>
/// <param name="Quick">Fewer rounds and fewer contests: all within a minute.</param>
internal sealed record BenchmarkOptions(bool Quick)
{
    /// <summary>Rounds of a contest that would run so many when there is time.</summary>
    public int Rounds(int whenThereIsTime) => Quick ? Math.Max(3, whenThereIsTime / 4) : whenThereIsTime;
}
