using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using AmiBlazor.Tests.Auth.AuthorizationMatrix;

namespace AmiBlazor.Tests.Support;

/// <summary>One run of Asterisk, from start to exit.</summary>
internal sealed class RealAsteriskProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Process _guard;
    private readonly ConcurrentQueue<string> _output = new();
    private volatile TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RealAsteriskProcess(string root, RealAsteriskFolder folder)
    {
        // setsid and chroot exec their command, so the process id is Asterisk's.
        _process = Start("setsid", ["chroot", root, "/usr/sbin/asterisk", "-f", "-C", folder.Configuration]);
        // If the tests die without disposing, the guard ends Asterisk, because its standard input closes.
        _guard = Start("sh", ["-c", "read _ || { kill -9 \"$0\"; rm -rf \"$1\"; }", Id, folder.Outside]);
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>True if its port was already in use.</summary>
    public bool PortTaken => _output.Any(line => line.Contains("Unable to bind", StringComparison.Ordinal));

    private string Id => _process.Id.ToString(CultureInfo.InvariantCulture);

    /// <summary>Starts Asterisk and returns when it reports that it is ready.</summary>
    public static async Task<RealAsteriskProcess> StartAsync(string root, RealAsteriskFolder folder)
    {
        var process = new RealAsteriskProcess(root, folder);
        try
        {
            var exit = process._process.WaitForExitAsync();
            if (await Task.WhenAny(process._ready.Task, exit).InTime() == exit)
                throw new InvalidOperationException("Asterisk ended while it started: " + string.Join('\n', process._output));
            return process;
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>Completes when it reports again that it is ready: Asterisk restarts itself under the same process id.</summary>
    public Task ReadyAgainAsync()
    {
        _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
        return _ready.Task.InTime();
    }

    /// <summary>Stops all its threads (SIGSTOP) and returns when they have stopped.</summary>
    public async Task FreezeAsync()
    {
        await SignalAsync("STOP");
        // The signal reaches one thread after the other; the parent is notified when the last one has stopped.
        await Task.Run(() => WaitUntilStopped(_process.Id)).InTime();
    }

    /// <summary>Continues them (SIGCONT).</summary>
    public Task ContinueAsync() => SignalAsync("CONT");

    /// <summary>Kills it (kill -9) if it is still running, and waits for its exit.</summary>
    public async ValueTask DisposeAsync()
    {
        await _guard.StandardInput.WriteLineAsync();
        await _guard.WaitForExitAsync().InTime();
        _guard.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync().InTime();
        _process.Dispose();
    }

    private static Process Start(string file, IEnumerable<string> arguments) =>
        Process.Start(new ProcessStartInfo(file, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        }) ?? throw new InvalidOperationException($"{file} did not start.");

    private static void WaitUntilStopped(int id)
    {
        const int ById = 1;
        const int Stopped = 2;
        if (WaitId(ById, id, IntPtr.Zero, Stopped) != 0)
        {
            throw new InvalidOperationException("Asterisk is gone.");
        }
    }

    [DllImport("libc", EntryPoint = "waitid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int WaitId(int kind, int id, IntPtr information, int options);

    private async Task SignalAsync(string signal)
    {
        using var kill = Start("kill", ["-" + signal, Id]);
        await kill.WaitForExitAsync().InTime();
    }

    private void Hear(string? line)
    {
        if (line is null)
            return;
        _output.Enqueue(line);
        if (line.Contains("Asterisk Ready.", StringComparison.Ordinal))
            _ready.TrySetResult();
    }
}
