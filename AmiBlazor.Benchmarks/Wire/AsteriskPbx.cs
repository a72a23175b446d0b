using AmiBlazor.Testing.Asterisk;
using AmiBlazor.Testing.Processes;

namespace AmiBlazor.Benchmarks.Wire;

/// <summary>A real Asterisk with the hints of <see cref="Hints"/>.</summary>
internal sealed class AsteriskPbx : IBenchPbx
{
    private const int Version = 22;

    private readonly RealAsterisk _asterisk;
    private bool _changed;

    private AsteriskPbx(RealAsterisk asterisk, int rows)
    {
        _asterisk = asterisk;
        Rows = rows;
    }

    public string Name => "Asterisk 22";

    public int Port => _asterisk.Port;

    public int ProcessId => _asterisk.ProcessId;

    public int Rows { get; }

    /// <inheritdoc cref="RealAsterisk.Absence"/>
    public static string? Absence() => RealAsterisk.Absence(Version);

    /// <param name="rows">How many hints it has.</param>
    /// <param name="hint">The devices of each; null for those of <see cref="Wire.Hints"/>.</param>
    public static async Task<AsteriskPbx> StartAsync(int rows, Func<int, string>? hint = null)
    {
        var pbx = new AsteriskPbx(
            await RealAsterisk.StartAsync(Version, new()
            {
                Accounts = [new(ManagerAccount.Username) { Secret = ManagerAccount.Secret }],
                Hints = [.. Enumerable.Range(0, rows).Select(index => (Hints.Context(index), Hints.Exten(index), (hint ?? Hints.Hint)(index)))],
            }),
            rows);
        try
        {
            var listed = (await pbx._asterisk.ListAsync()).Count;
            return listed == rows ? pbx : throw new BenchmarkException($"Asterisk lists {listed} hints, not {rows}.");
        }
        catch
        {
            await pbx.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sets the states of custom devices, and returns when the last of them is heard of.</summary>
    public async Task SetStatesAsync(IReadOnlyList<(string Device, string State)> states)
    {
        foreach (var (device, state) in states.SkipLast(1)) await _asterisk.SendStateAsync(device, state);
        await _asterisk.SetStateAsync(states[^1].Device, states[^1].State);
    }

    public async Task ChangeAsync(int count)
    {
        _changed = !_changed;
        foreach (var index in Hints.Changing(Rows, count))
            await _asterisk.SetStateAsync(Hints.Hint(index), _changed ? "INUSE" : "NOT_INUSE");
    }

    /// <exception cref="HarnessException">Asterisk had ended by itself: any exception in flight is a consequence of that.</exception>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _asterisk.ThrowIfEndedAsync();
        }
        finally
        {
            await _asterisk.DisposeAsync();
        }
    }
}
