using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace AmiBlazor.Benchmarks.Processes;

/// <summary>
/// A process that a benchmark starts. Nothing waits for it without an end, and whatever fails because of it says what the process said last.
/// </summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private const int KeptLines = 20;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly ConcurrentQueue<string> _said = new();
    private readonly string _name;
    private readonly Process _process;

    // What went wrong has been told; the end of the process is no news any more.
    private bool _told;

    private ChildProcess(string name, ProcessStartInfo start)
    {
        _name = name;
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.UseShellExecute = false;
        _process = new Process { StartInfo = start };
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Bytes that it holds by the operating system's count.</summary>
    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Starts a process that answers on standard output, a line for a line. Its standard error is passed on as it comes.</summary>
    /// <param name="name">The subject of the sentences about it: “The application”.</param>
    /// <param name="start">Its command; its streams are redirected.</param>
    public static ChildProcess StartAnswering(string name, ProcessStartInfo start)
    {
        var child = new ChildProcess(name, start);
        child._process.ErrorDataReceived += (_, said) =>
        {
            child.Keep(said.Data);
            if (said.Data is { } line)
                Console.Error.WriteLine(line);
        };
        child._process.Start();
        child._process.BeginErrorReadLine();
        return child;
    }

    /// <summary>Starts a process that is spoken to in another way. What it writes is shown only where it fails.</summary>
    /// <inheritdoc cref="StartAnswering"/>
    public static ChildProcess StartSilent(string name, ProcessStartInfo start)
    {
        var child = new ChildProcess(name, start);
        child._process.ErrorDataReceived += (_, said) => child.Keep(said.Data);
        child._process.OutputDataReceived += (_, said) => child.Keep(said.Data);
        child._process.Start();
        child._process.BeginErrorReadLine();
        child._process.BeginOutputReadLine();
        return child;
    }

    /// <summary>The command that runs this program once more.</summary>
    public static ProcessStartInfo OwnProgram(params IReadOnlyList<string> arguments)
    {
        var host = Environment.ProcessPath!;
        return string.Equals(Path.GetFileNameWithoutExtension(host), "dotnet", StringComparison.Ordinal)
            ? new ProcessStartInfo(host, [Assembly.GetExecutingAssembly().Location, .. arguments])
            : new ProcessStartInfo(host, arguments);
    }

    /// <summary>The next line of its standard output.</summary>
    /// <param name="what">What the process has to do first, as the end of “The application did not … within 60 s.”</param>
    /// <exception cref="BenchmarkException">It ended, or said nothing for <see cref="Deadline.Longest"/>.</exception>
    public async Task<string> ReadAsync(string what)
    {
        try
        {
            return await _process.StandardOutput.ReadLineAsync().WaitAsync(Deadline.Longest) ?? throw await EndedAsync();
        }
        catch (TimeoutException)
        {
            throw Failure(string.Create(CultureInfo.InvariantCulture, $"{_name} did not {what} within {Deadline.Longest.TotalSeconds:0} s."));
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

    /// <summary>The fault to throw where something failed that depends on this process.</summary>
    /// <param name="what">What failed: a sentence.</param>
    /// <returns>The sentence, and what the process said last.</returns>
    public BenchmarkException Failure(string what)
    {
        _told = true;
        return new BenchmarkException(_said.IsEmpty ? what + " It said nothing." : what + " It said:\n" + string.Join('\n', _said));
    }

    /// <summary>The fault to throw where the process has ended, or is about to.</summary>
    public async Task<BenchmarkException> EndedAsync()
    {
        // Its last words come before its end.
        await _process.WaitForExitAsync().InTime($"The end of the process of which nothing can be read any more ({_name})");
        return Failure(string.Create(CultureInfo.InvariantCulture, $"{_name} ended by itself with exit code {_process.ExitCode}."));
    }

    /// <summary>Kills it; that it has ended is no failure then.</summary>
    public void Kill()
    {
        _told = true;
        _process.Kill(entireProcessTree: true);
    }

    /// <summary>Ends its standard input and waits for it to end. One that does not is killed, and told of on standard error.</summary>
    /// <exception cref="BenchmarkException">
    /// It had ended as one that failed, and nothing has told of it yet: what is thrown at the moment is a consequence of that.
    /// </exception>
    public async ValueTask DisposeAsync()
    {
        BenchmarkException? failure = null;
        _process.StandardInput.Close();
        using (var limit = new CancellationTokenSource(_told ? TimeSpan.Zero : Deadline.Longest))
        {
            try
            {
                await _process.WaitForExitAsync(limit.Token);
                if (!_told && _process.ExitCode != 0)
                    failure = await EndedAsync();
            }
            catch (OperationCanceledException)
            {
                _process.Kill(entireProcessTree: true);
                await _process.WaitForExitAsync().InTime($"The end of a process that was killed ({_name})");
                if (!_told)
                    await Deadline.DidNotEndAsync(Failure($"{_name} did not end when it was asked to, and was killed."));
            }
        }

        _process.Dispose();
        _turn.Dispose();
        if (failure is not null)
            throw failure;
    }

    private void Keep(string? line)
    {
        if (string.IsNullOrEmpty(line))
            return;
        _said.Enqueue(line);
        while (_said.Count > KeptLines)
            _said.TryDequeue(out _);
    }
}
