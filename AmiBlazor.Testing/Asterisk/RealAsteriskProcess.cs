using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using AmiBlazor.Testing.Processes;

namespace AmiBlazor.Testing.Asterisk;

/// <summary>One run of Asterisk, from start to exit.</summary>
internal sealed class RealAsteriskProcess : IAsyncDisposable
{
    private readonly ChildProcess _process;
    private readonly Process _guard;
    private volatile TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _portTaken;

    private RealAsteriskProcess(string root, RealAsteriskFolder folder)
    {
        // setsid and chroot exec their command, so the process id is Asterisk's.
        var start = new ProcessStartInfo("setsid", ["chroot", root, "/usr/sbin/asterisk", "-f", "-C", folder.Configuration]);
        _process = ChildProcess.StartSilent("Asterisk", start, Hear);

        // If this program dies without disposing, the guard ends Asterisk, because its standard input closes.
        var id = _process.Id.ToString(CultureInfo.InvariantCulture);
        _guard = Process.Start(new ProcessStartInfo("sh", ["-c", "read _ || { kill -9 \"$0\"; rm -rf \"$1\"; }", id, folder.Outside])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
        })!;
    }

    /// <summary>Its process id.</summary>
    public int Id => _process.Id;

    /// <summary>True if its port was already in use.</summary>
    public bool PortTaken => _portTaken;

    /// <summary>Starts Asterisk and returns when it reports that it is ready.</summary>
    public static async Task<RealAsteriskProcess> StartAsync(string root, RealAsteriskFolder folder)
    {
        var process = new RealAsteriskProcess(root, folder);
        try
        {
            await process._process.DoesAsync(process._ready.Task, "start");
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
        return _process.DoesAsync(_ready.Task, "start again");
    }

    /// <summary>Stops all its threads (SIGSTOP) and returns when they have stopped.</summary>
    public async Task FreezeAsync()
    {
        await _process.SignalAsync("STOP");

        // The signal reaches one thread after the other; the parent is notified when the last one has stopped.
        await Task.Run(() => WaitUntilStopped(_process.Id)).InTime("Freezing Asterisk");
    }

    /// <summary>Continues them (SIGCONT).</summary>
    public Task ContinueAsync() => _process.SignalAsync("CONT");

    /// <exception cref="HarnessException">It has ended although nobody killed it.</exception>
    public async Task ThrowIfEndedAsync()
    {
        if (_process.HasExited) throw await _process.EndedAsync();
    }

    /// <summary>Kills it (kill -9) if it is still running, and waits for its exit.</summary>
    public async ValueTask DisposeAsync()
    {
        await _guard.StandardInput.WriteLineAsync();
        await _guard.WaitForExitAsync().InTime("The end of Asterisk's guard");
        _guard.Dispose();
        _process.Kill();
        await _process.DisposeAsync();
    }

    private static void WaitUntilStopped(int id)
    {
        const int ById = 1;
        const int Stopped = 2;
        if (WaitId(ById, id, IntPtr.Zero, Stopped) != 0) throw new InvalidOperationException("Asterisk is gone.");
    }

    [DllImport("libc", EntryPoint = "waitid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int WaitId(int kind, int id, IntPtr information, int options);

    private void Hear(string line)
    {
        if (line.Contains("Unable to bind", StringComparison.Ordinal) || line.Contains("Transport 'udp' could not be started", StringComparison.Ordinal))
            _portTaken = true;
        if (line.Contains("Asterisk Ready.", StringComparison.Ordinal)) _ready.TrySetResult();
    }
}
