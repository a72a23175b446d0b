using AmiBlazor.Benchmarks.Measuring;
using AmiBlazor.Benchmarks.Wire;

namespace AmiBlazor.Benchmarks.Lists;

/// <summary>Compares gaps, eager starts and receive buffers for reading a list with bare drains; the session uses the best.</summary>
internal sealed class PacingTable(BenchmarkOptions options)
{
    private static readonly int[] Gaps = [1, 2, 3, 5];
    private static readonly int[] EagerStarts = [0, 8 * 1024, 32 * 1024, 64 * 1024];
    private static readonly int?[] ReceiveBuffers = [256 * 1024, 1024 * 1024, 4 * 1024 * 1024];

    public async Task<IReadOnlyList<Goal>> RunAsync()
    {
        var absence = AsteriskPbx.Absence();
        foreach (var rows in (int[])[100, 1_000, 10_000])
        {
            await using IBenchPbx pbx = absence is null
                ? await AsteriskPbx.StartAsync(rows)
                : await ReplayPbx.StartAsync(rows, smallWrites: true);
            var rounds = rows >= 10_000 ? 15 : 31;
            var plans = new List<DrainPlan> { DrainPlan.Eager };
            plans.AddRange(Gaps.Select(gap => new DrainPlan(gap)));
            plans.AddRange(EagerStarts.Skip(1).SelectMany(eager => Gaps.Select(gap => new DrainPlan(gap, eager))));
            plans.AddRange(ReceiveBuffers.Select(size => DrainPlan.Paced with { ReceiveBuffer = size }));
            Report.Print(await new Contest(options).RunAsync(
                $"{rows:#,0} hints, {pbx.Name}", rounds, [.. plans.Select(plan => BareList.Contender(Name(plan), pbx, plan))]));
        }

        return absence is null ? [] : [Goal.Absent("pacing, a real Asterisk", absence)];
    }

    private static string Name(DrainPlan plan) =>
        plan.Gap == 0 ? "eager"
        : $"every {plan.Gap} ms"
            + (plan.EagerBytes == 0 ? "" : $" after {plan.EagerBytes / 1024} KB")
            + (plan.ReceiveBuffer is { } size ? $", SO_RCVBUF {size / 1024} KB" : "");
}
