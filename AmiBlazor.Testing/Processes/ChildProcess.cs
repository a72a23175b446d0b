using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace AmiBlazor.Testing.Processes;

/// <summary>
/// A process started by a test or a benchmark, all of whose streams are redirected. Every wait for it is bounded, and errors include its
/// last output.
/// </summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private const int KeptLines = 20;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly ConcurrentQueue<string> _said = new();
    private readonly string _name;
    private readonly Process _process;

    // The failure has been reported; the end of the process needs no report of its own.
    private bool _reported;

    private ChildProcess(string name, ProcessStartInfo start)
    {
        _name = name;
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.UseShellExecute = false;
        _process = new Process { StartInfo = start };
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Its standard output, for whoever called <see cref="Start"/>.</summary>
    public StreamReader Output => _process.StandardOutput;

    /// <summary>Its standard error, for whoever called <see cref="Start"/>.</summary>
    public StreamReader Error => _process.StandardError;

    /// <summary>Its resident bytes.</summary>
    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Starts a process whose <see cref="Output"/> and <see cref="Error"/> the caller reads to their ends.</summary>
    /// <param name="name">The subject of the sentences about it: “The application”.</param>
    /// <param name="start">Its command; its streams are redirected.</param>
    public static ChildProcess Start(string name, ProcessStartInfo start)
    {
        var child = new ChildProcess(name, start);
        child._process.Start();
        return child;
    }

    /// <summary>Starts a process that answers each line of input with a line of output. Its standard error is passed on.</summary>
    /// <inheritdoc cref="Start"/>
    public static ChildProcess StartAnswering(string name, ProcessStartInfo start)
    {
        var child = new ChildProcess(name, start);
        child._process.ErrorDataReceived += (_, said) =>
        {
            child.Keep(said.Data);
            if (said.Data is { } line) Console.Error.WriteLine(line);
        };
        child._process.Start();
        child._process.BeginErrorReadLine();
        return child;
    }

    /// <summary>Starts a process with another interface. Its output is shown only if it fails.</summary>
    /// <param name="name">The subject of the sentences about it: “Asterisk”.</param>
    /// <param name="start">Its command; its streams are redirected.</param>
    /// <param name="heard">Called with each line of its standard output and error, from any thread; null for nothing.</param>
    public static ChildProcess StartSilent(string name, ProcessStartInfo start, Action<string>? heard = null)
    {
        var child = new ChildProcess(name, start);
        child._process.ErrorDataReceived += (_, said) => Hear(said.Data);
        child._process.OutputDataReceived += (_, said) => Hear(said.Data);
        child._process.Start();
        child._process.BeginErrorReadLine();
        child._process.BeginOutputReadLine();
        return child;

        void Hear(string? line)
        {
            child.Keep(line);
            if (line is not null) heard?.Invoke(line);
        }
    }

    /// <summary>The command that runs this program once more.</summary>
    public static ProcessStartInfo OwnProgram(params IReadOnlyList<string> arguments)
    {
        var host = Environment.ProcessPath!;
        return string.Equals(Path.GetFileNameWithoutExtension(host), "dotnet", StringComparison.Ordinal)
            ? new ProcessStartInfo(host, [Assembly.GetEntryAssembly()!.Location, .. arguments])
            : new ProcessStartInfo(host, arguments);
    }

    /// <summary>The next line of its standard output.</summary>
    /// <param name="what">What the process does first, to complete “The application did not … within 60 s.”</param>
    /// <exception cref="HarnessException">It ended, or wrote no line within <see cref="Deadline.Longest"/>.</exception>
    public async Task<string> ReadAsync(string what)
    {
        try
        {
            return await _process.StandardOutput.ReadLineAsync().WaitAsync(Deadline.Longest) ?? throw await EndedAsync();
        }
        catch (TimeoutException)
        {
            throw Late(what);
        }
    }

    /// <summary>Writes a line to its standard input and reads the line that answers it.</summary>
    /// <inheritdoc cref="ReadAsync" path="/exception"/>
    public async Task<string> AskAsync(string question)
    {
        await _turn.WaitAsync();
        try
        {
            await _process.StandardInput.WriteLineAsync(question);
            await _process.StandardInput.FlushAsync();
            return await ReadAsync($"answer “{question}”");
        }
        catch (IOException)
        {
            // Nobody reads any more.
            throw await EndedAsync();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Waits for something that the process does.</summary>
    /// <param name="done">Completes when it has done it.</param>
    /// <param name="what">What it does, to complete “Asterisk did not … within 60 s.”</param>
    /// <exception cref="HarnessException">It ended before, or did not do it within <see cref="Deadline.Longest"/>.</exception>
    public async Task DoesAsync(Task done, string what)
    {
        try
        {
            await Task.WhenAny(done, _process.WaitForExitAsync()).WaitAsync(Deadline.Longest);
        }
        catch (TimeoutException)
        {
            throw Late(what);
        }

        if (!done.IsCompleted) throw await EndedAsync();
        await done;
    }

    /// <summary>Sends it a signal.</summary>
    /// <param name="signal">Its name: INT (as Ctrl+C does), STOP, CONT.</param>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", ["-" + signal, Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync().InTime($"Sending SIG{signal} ({_name})");
    }

    /// <summary>Waits for its exit.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> ExitAsync(CancellationToken ct)
    {
        await _process.WaitForExitAsync(ct).InTime($"The exit of a process ({_name})");
        return _process.ExitCode;
    }

    /// <summary>The exception to throw if something that depends on this process failed.</summary>
    /// <param name="what">What failed: a sentence.</param>
    /// <returns>The sentence and the last output of the process.</returns>
    public HarnessException Failure(string what)
    {
        _reported = true;
        return new HarnessException(_said.IsEmpty ? what + " It said nothing." : what + " It said:\n" + string.Join('\n', _said));
    }

    /// <summary>The exception to throw if the process has ended or is about to.</summary>
    public async Task<HarnessException> EndedAsync()
    {
        // Its last output precedes its exit.
        await _process.WaitForExitAsync().InTime($"The end of the process of which nothing can be read any more ({_name})");
        return Failure(string.Create(CultureInfo.InvariantCulture, $"{_name} ended by itself with exit code {_process.ExitCode}."));
    }

    /// <summary>Kills it if it is still running; its exit is then no failure.</summary>
    public void Kill()
    {
        _reported = true;
        _process.Kill(entireProcessTree: true);
    }

    /// <summary>
    /// Closes its standard input and waits for its exit. If it does not exit, it is killed and reported on standard error.
    /// </summary>
    /// <exception cref="HarnessException">
    /// It exited with an error that has not been reported yet: any exception in flight is a consequence of that.
    /// </exception>
    public async ValueTask DisposeAsync()
    {
        HarnessException? failure = null;
        _process.StandardInput.Close();
        using (var limit = new CancellationTokenSource(_reported ? TimeSpan.Zero : Deadline.Longest))
        {
            try
            {
                await _process.WaitForExitAsync(limit.Token);
                if (!_reported && _process.ExitCode != 0) failure = await EndedAsync();
            }
            catch (OperationCanceledException)
            {
                _process.Kill(entireProcessTree: true);
                await _process.WaitForExitAsync().InTime($"The end of a process that was killed ({_name})");
                if (!_reported)
                    await Deadline.DidNotEndAsync(Failure($"{_name} did not end when it was asked to, and was killed."));
            }
        }

        _process.Dispose();
        _turn.Dispose();
        if (failure is not null) throw failure;
    }

    private HarnessException Late(string what) =>
        Failure(string.Create(CultureInfo.InvariantCulture, $"{_name} did not {what} within {Deadline.Longest.TotalSeconds:0} s."));

    private void Keep(string? line)
    {
        if (string.IsNullOrEmpty(line)) return;
        _said.Enqueue(line);
        while (_said.Count > KeptLines) _said.TryDequeue(out _);
    }
}
