using AmiBlazor.Benchmarks.Processes;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace AmiBlazor.Benchmarks.Parsing;

/// <summary>What is measured under BenchmarkDotNet.</summary>
/// <param name="options">What the command line asked for.</param>
/// <param name="arguments">BenchmarkDotNet's own; with none, all of its benchmarks are run.</param>
internal sealed class BenchmarkDotNetRun(BenchmarkOptions options, IReadOnlyList<string> arguments)
{
    /// <exception cref="BenchmarkException">One of them was not run, or failed.</exception>
    public void Run()
    {
        // In this process and once: whether they run at all. In processes of their own each is built first, which takes minutes.
        string[] quick = options.Quick ? ["--job", "dry", "--inProcess"] : [];
        string[] all = arguments.Count == 0 ? ["--filter", "*"] : [];
        var summaries = BenchmarkSwitcher.FromAssembly(typeof(ParseBenchmarks).Assembly).Run([.. arguments, .. all, .. quick]).ToList();
        if (summaries.Count == 0 && !arguments.Any(each => each is "--list" or "--help" or "--info" or "--version"))
            throw new BenchmarkException("BenchmarkDotNet found no benchmark to run.");
        if (summaries.FirstOrDefault(HasFailed) is { } failed)
            throw new BenchmarkException($"BenchmarkDotNet could not run all of {failed.Title}; its log is {failed.LogFilePath}.");
    }

    private static bool HasFailed(Summary summary) =>
        summary.HasCriticalValidationErrors || summary.Reports.IsEmpty || summary.Reports.Any(report => !report.Success);
}
