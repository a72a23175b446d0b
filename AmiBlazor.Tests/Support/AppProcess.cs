using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using AmiBlazor.Testing.Processes;
using AmiBlazor.Tests.Secrets;

namespace AmiBlazor.Tests.Support;

/// <summary>The built program as a separate process with its own folder. What it leaves behind is searched for secrets.</summary>
internal sealed class AppProcess : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("amiblazor-").FullName;
    private readonly ChildProcess _process;
    private readonly TaskCompletionSource<Uri?> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly Task<string> _output;
    private readonly Task<string> _error;

    private AppProcess(IEnumerable<string> args, IEnumerable<(string Key, string Value)> settings)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, .. args])
        {
            WorkingDirectory = _folder,

            // It lives for a moment: the profile that would make it faster later only costs here.
            Environment = { ["ASPNETCORE_URLS"] = "http://127.0.0.1:0", ["Demo__Enabled"] = "false", ["DOTNET_TieredPGO"] = "0" },
        };
        foreach (var (key, value) in settings)
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        _process = ChildProcess.Start("The program", start);
        _output = ReadOutputAsync();
        _error = _process.Error.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Starts it.</summary>
    /// <param name="args">Its arguments.</param>
    /// <param name="settings">Its configuration, besides a free loopback port and no demo PBX.</param>
    public static AppProcess Start(IEnumerable<string> args, params IEnumerable<(string Key, string Value)> settings) => new(args, settings);

    /// <summary>Runs it to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(
        IEnumerable<string> args, params IEnumerable<(string Key, string Value)> settings)
    {
        await using var process = Start(args, settings);
        return await process.EndAsync();
    }

    /// <summary>Waits until it answers requests, with a longer timeout than usual, because several may start at once on a busy machine.</summary>
    /// <returns>Its address; null if it exited before it listened.</returns>
    public Task<Uri?> ListeningAsync() => _listening.Task.WaitAsync(4 * Timeouts.Default, TestContext.Current.CancellationToken);

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Waits until it has written a line to its standard output that contains a text.</summary>
    public async Task<string> SaysAsync(string text)
    {
        await Polling.UntilAsync(() => _lines.Any(line => line.Contains(text, StringComparison.Ordinal)));
        return _lines.First(line => line.Contains(text, StringComparison.Ordinal));
    }

    /// <summary>Its number.</summary>
    public int Id => _process.Id;

    /// <summary>Ends it as a machine that loses its power does.</summary>
    public async Task KillAsync()
    {
        await _process.SignalAsync("KILL").InTime();
        await _process.ExitAsync(TestContext.Current.CancellationToken).InTime();
    }

    /// <summary>Stops it like Ctrl+C.</summary>
    public Task InterruptAsync() => _process.SignalAsync("INT").InTime();

    /// <summary>Sends it a signal, such as <c>STOP</c>.</summary>
    public Task SignalAsync(string signal) => _process.SignalAsync(signal).InTime();

    /// <summary>Waits for its end.</summary>
    public async Task<(int ExitCode, string Output, string Error)> EndAsync()
    {
        var exitCode = await _process.ExitAsync(TestContext.Current.CancellationToken).InTime();
        return (exitCode, await _output.InTime(), await _error.InTime());
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await Task.WhenAll(_output, _error).InTime();
        await _process.DisposeAsync();
        var search = new SecretSearch();
        search.Text(SearchedPlace.Output, "the standard output", await _output);
        search.Text(SearchedPlace.Output, "the standard error", await _error);
        search.Folder(_folder);
        TestFolder.Delete(_folder);
        search.AssertNothingFound();
    }

    private async Task<string> ReadOutputAsync()
    {
        const string Listening = "Now listening on: ";
        var output = new StringBuilder();

        // Read once: the process may live longer than the context of the class that started it.
        var token = TestContext.Current.CancellationToken;
        while (await _process.Output.ReadLineAsync(token) is { } line)
        {
            output.Append(line).Append('\n');
            _lines.Enqueue(line);
            if (line.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var at)
                _listening.TrySetResult(new Uri(line[(at + Listening.Length)..]));
        }

        _listening.TrySetResult(null);
        return output.ToString();
    }
}
