using AmiBlazor.Testing.Processes;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace AmiBlazor.Benchmarks.Parsing;

/// <summary>Runs the benchmarks of BenchmarkDotNet.</summary>
/// <param name="options">The command-line options.</param>
/// <param name="arguments">BenchmarkDotNet's arguments; all benchmarks are run if there are none.</param>
internal sealed class BenchmarkDotNetRun(BenchmarkOptions options, IReadOnlyList<string> arguments)
{
    /// <exception cref="BenchmarkException">One of them was not run, or failed.</exception>
    public void Run()
    {
        // Run once and in this process, to check that they work: building each in a separate process would take minutes.
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
