using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace AmiBlazor.Benchmarks.Wire;

/// <summary>The replaying server in a process of its own, so that its CPU can be told from ours.</summary>
internal sealed class ReplayPbx : IBenchPbx
{
    private readonly Process _process;

    private ReplayPbx(Process process, int port, int rows, bool smallWrites)
    {
        _process = process;
        Port = port;
        Rows = rows;
        SmallWrites = smallWrites;
    }

    public string Name => SmallWrites ? "replay in small writes" : "replay in large writes";

    public int Port { get; }

    public int ProcessId => _process.Id;

    public int Rows { get; }

    /// <summary>Three writes a row, as Asterisk; else writes of 64 KB.</summary>
    public bool SmallWrites { get; }

    /// <param name="rows">Hints of the list.</param>
    /// <param name="smallWrites">True for three writes a row, as Asterisk; false for writes of 64 KB.</param>
    public static async Task<ReplayPbx> StartAsync(int rows, bool smallWrites)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        if (string.Equals(Path.GetFileNameWithoutExtension(start.FileName), "dotnet", StringComparison.Ordinal))
            start.ArgumentList.Add(Assembly.GetExecutingAssembly().Location);
        start.ArgumentList.Add("serve");
        start.ArgumentList.Add(rows.ToString(CultureInfo.InvariantCulture));
        start.ArgumentList.Add(smallWrites ? ReplayServer.Small : "large");
        var process = Process.Start(start)!;
        var port = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The replaying server did not start.");
        return new ReplayPbx(process, int.Parse(port, CultureInfo.InvariantCulture), rows, smallWrites);
    }

    public async Task ChangeAsync(int count)
    {
        await _process.StandardInput.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"change {count}"));
        await _process.StandardInput.FlushAsync();
        await _process.StandardOutput.ReadLineAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
