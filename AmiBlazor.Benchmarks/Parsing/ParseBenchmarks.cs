using AmiBlazor.Ami;
using BenchmarkDotNet.Attributes;

namespace AmiBlazor.Benchmarks.Parsing;

/// <summary>The same parsing under BenchmarkDotNet: <c>bdn --filter *</c>.</summary>
[MemoryDiagnoser]
public class ParseBenchmarks
{
    private readonly ExtensionStateCache _known = new();
    private Replay _replay = null!;

    [Params(1_000, 50_000)]
    public int Rows { get; set; }

    [GlobalSetup]
    public void SetUp() => _replay = new Replay(Rows);

    [Benchmark(Baseline = true)]
    public int BareScan() => _replay.Scan();

    [Benchmark]
    public int RowsAllNew() => _replay.Parse(new ExtensionStateCache());

    [Benchmark]
    public int RowsKnown() => _replay.Parse(_known);
}
