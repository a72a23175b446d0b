using AmiBlazor.Ami;
using AmiBlazor.Benchmarks.Measuring;
using AmiBlazor.Benchmarks.Wire;
using AmiBlazor.Board;

namespace AmiBlazor.Benchmarks.Lists;

/// <summary>
/// What it costs to take hints apart: a list of hints with two devices each, as FreePBX writes them, with and without the states of all their devices, on
/// a real Asterisk.
/// </summary>
internal sealed class DeviceGoals(BenchmarkOptions options)
{
    private const int Rows = 10_000;
    private const string Alone = "list alone";
    private const string WithDevices = "list, then the states of its devices";

    public async Task<IReadOnlyList<Goal>> RunAsync()
    {
        const string What = "list of 10,000 hints with two devices each, device states included: time ÷ list alone";
        if (AsteriskPbx.Absence() is { } why) return [Goal.Absent(What, why)];
        await using var pbx = await AsteriskPbx.StartAsync(Rows, index => $"{Hints.Hint(index)}&{Dnd(index)}");
        await pbx.SetStatesAsync([.. Enumerable.Range(0, Rows).SelectMany(index => new[] { (Dnd(index), "NOT_INUSE"), (Hints.Hint(index), "INUSE") })]);
        await using var product = await Product.StartAsync(pbx);
        var standings = await new Contest(options).RunAsync(
            $"Device states of {Rows:#,0} hints, {pbx.Name}",
            21,
            [
                SessionList.Contender(Alone, product, pbx, new ExtensionStateCache()),
                SessionList.Contender(WithDevices, product, pbx, new ExtensionStateCache(), ReadDevicesAsync),
            ]);
        Report.Print(standings);
        return [Goal.AtMost(What, 1.5, standings.Ratio(WithDevices, Alone))];
    }

    private static string Dnd(int index) => "Custom:DND" + Hints.Exten(index);

    private static async Task ReadDevicesAsync(AmiSession session, ExtensionStateList list)
    {
        var hints = new string[list.Rows.Length];
        for (var number = 0; number < hints.Length; number++) hints[number] = list.Rows[number].Hint;
        var states = await DeviceStateReader.ReadAsync(session, Hint.SharedDevices(hints), Hint.IsPhone, CancellationToken.None);
        if (states is not { Count: 2 * Rows }) throw new BenchmarkException($"The states of {states?.Count ?? 0} devices came, not of {2 * Rows}.");
    }
}
