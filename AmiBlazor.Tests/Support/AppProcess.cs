using System.Diagnostics;

namespace AmiBlazor.Tests.Support;

/// <summary>The built program as a process of its own, with a folder of its own, run to its end.</summary>
internal static class AppProcess
{
    /// <summary>Runs it and waits for its end.</summary>
    /// <param name="args">Its arguments.</param>
    /// <param name="settings">Its environment variables, beside a loopback port of its own and no demo PBX.</param>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(IEnumerable<string> args, params (string Key, string Value)[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("amiblazor-").FullName;
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, .. args])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            Environment = { ["ASPNETCORE_URLS"] = "http://127.0.0.1:0", ["Demo__Enabled"] = "false" },
        };
        foreach (var (key, value) in settings) start.Environment[key] = value;
        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken).InTime();
            return (process.ExitCode, await output.InTime(), await error.InTime());
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
            Directory.Delete(folder, recursive: true);
        }
    }
}
