namespace AmiBlazor.Benchmarks;

/// <summary>The command-line options.</summary>
/// <param name="Quick">Fewer rounds and fewer contests: each benchmark within a minute.</param>
internal sealed record BenchmarkOptions(bool Quick)
{
    /// <summary>The command-line argument for <see cref="Quick"/>.</summary>
    public const string QuickWord = "--quick";

    /// <summary>The maximum duration of a warm-up.</summary>
    public TimeSpan WarmUpTime => TimeSpan.FromSeconds(Quick ? 1 : 3);

    /// <summary>The rounds to run of the given maximum.</summary>
    public int Rounds(int whenThereIsTime) => Quick ? Math.Max(3, whenThereIsTime / 5) : whenThereIsTime;
}
