using AmiBlazor.Benchmarks.Measuring;
using AmiBlazor.Benchmarks.Wire;

namespace AmiBlazor.Benchmarks.Lists;

/// <summary>Reads a list with a bare drain: from the action to the end of the completion, without connect and login.</summary>
internal static class BareList
{
    public static Contender Contender(string name, IBenchPbx pbx, DrainPlan plan) => new(name, () =>
    {
        using var client = new BareClient(pbx.Port, plan);
        client.Login();
        var clock = Stopclock.Start(pbx.ProcessId);
        client.DrainList();
        var sample = clock.Read();
        return Task.FromResult(sample);
    });
}
