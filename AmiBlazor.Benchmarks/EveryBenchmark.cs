using System.Diagnostics;
using System.Globalization;
using AmiBlazor.Benchmarks.Measuring;
using AmiBlazor.Benchmarks.Wire;
using AmiBlazor.Testing.Browser;
using AmiBlazor.Testing.Processes;

namespace AmiBlazor.Benchmarks;

/// <summary>
/// Runs every benchmark once, each in a separate process. After a failure the next is still run, and the failures are listed at the end. A missed goal of
/// speed is no failure; a lost or wrong change, a crash and a hang are.
/// </summary>
/// <param name="options">The command-line options.</param>
/// <param name="names">The names of the benchmarks, in order.</param>
internal sealed class EveryBenchmark(BenchmarkOptions options, IReadOnlyList<string> names)
{
    // The longest benchmark takes less than a minute (quick) or half an hour on a quiet machine.
    private TimeSpan Limit => options.Quick ? TimeSpan.FromMinutes(4) : TimeSpan.FromMinutes(90);

    /// <returns>The exit code: 0 if all were completed.</returns>
    public async Task<int> RunAsync()
    {
        foreach (var absence in new[] { AsteriskPbx.Absence(), HeadlessChromium.Absence() }.OfType<string>())
            await Console.Error.WriteLineAsync($"What needs it is left out: {absence}");
        var ends = new List<(string Name, string? Failure, TimeSpan Time)>();
        foreach (var name in names)
        {
            await Console.Error.WriteLineAsync($"--- {name} ---");
            var began = Stopwatch.GetTimestamp();
            ends.Add((name, await RunAsync(name), Stopwatch.GetElapsedTime(began)));
        }

        Report.Print($"All benchmarks ({Machine.Describe()})", ["", "", "s"], ends.Select(end => new[]
        {
            end.Name, end.Failure ?? "ran", end.Time.TotalSeconds.ToString("0", CultureInfo.InvariantCulture),
        }));
        var failed = ends.Where(end => end.Failure is not null).Select(end => end.Name).ToList();
        if (failed.Count == 0) return 0;
        await Console.Error.WriteLineAsync("Failed: " + string.Join(", ", failed));
        return 1;
    }

    /// <returns>What went wrong; null for nothing.</returns>
    private async Task<string?> RunAsync(string name)
    {
        using var process = Process.Start(ChildProcess.OwnProgram([name, .. options.Quick ? [BenchmarkOptions.QuickWord] : Array.Empty<string>()]))!;
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            // Including its children: a PBX, the application, a browser.
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync().InTime("The end of a benchmark that was killed");
            return string.Create(CultureInfo.InvariantCulture, $"did not end within {Limit.TotalMinutes:0} minutes");
        }

        return process.ExitCode == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"ended with exit code {process.ExitCode}");
    }
}
