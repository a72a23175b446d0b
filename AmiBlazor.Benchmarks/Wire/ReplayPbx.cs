using System.Globalization;
using AmiBlazor.Testing.Processes;

namespace AmiBlazor.Benchmarks.Wire;

/// <summary>The replay server in a separate process, so that its CPU time can be told from ours.</summary>
internal sealed class ReplayPbx : IBenchPbx
{
    private readonly ChildProcess _process;

    private ReplayPbx(ChildProcess process, int port, int rows, bool smallWrites)
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

    /// <summary>True for three writes per row, like Asterisk; false for writes of 64 KB.</summary>
    public bool SmallWrites { get; }

    /// <param name="rows">The number of hints in the list.</param>
    /// <param name="smallWrites">True for three writes per row, like Asterisk; false for writes of 64 KB.</param>
    public static async Task<ReplayPbx> StartAsync(int rows, bool smallWrites)
    {
        var process = ChildProcess.StartAnswering(
            "The replaying server",
            ChildProcess.OwnProgram("serve", rows.ToString(CultureInfo.InvariantCulture), smallWrites ? ReplayServer.Small : "large"));
        try
        {
            var port = await process.ReadAsync("start");
            return new ReplayPbx(process, int.Parse(port, CultureInfo.InvariantCulture), rows, smallWrites);
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    public Task ChangeAsync(int count) => _process.AskAsync(string.Create(CultureInfo.InvariantCulture, $"change {count}"));

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
