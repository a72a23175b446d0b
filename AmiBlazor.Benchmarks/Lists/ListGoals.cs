using AmiBlazor.Ami;
using AmiBlazor.Benchmarks.Measuring;
using AmiBlazor.Benchmarks.Wire;

namespace AmiBlazor.Benchmarks.Lists;

/// <summary>Lists read into records by our session, against an eager and a paced bare drain, on every available PBX.</summary>
internal sealed class ListGoals(BenchmarkOptions options)
{
    private const int LongList = 10_000;
    private const int ShortList = 1_000;
    private const string Eager = "bare drain, eager";
    private const string Paced = "bare drain, a read every 3 ms";
    private const string New = "AmiSession, rows all new";
    private const string Known = "AmiSession, rows known";

    public async Task<IReadOnlyList<Goal>> RunAsync()
    {
        var goals = new List<Goal>();
        foreach (var rows in (int[])[LongList, ShortList])
        {
            goals.AddRange(await RunAsync(await ReplayPbx.StartAsync(rows, smallWrites: true)));
            if (rows == LongList) goals.AddRange(await RunAsync(await ReplayPbx.StartAsync(rows, smallWrites: false)));
            if (AsteriskPbx.Absence() is { } why)
                goals.Add(Goal.Absent($"list of {rows:#,0}, a real Asterisk", why));
            else
                goals.AddRange(await RunAsync(await AsteriskPbx.StartAsync(rows)));
        }

        return goals;
    }

    private async Task<IEnumerable<Goal>> RunAsync(IBenchPbx started)
    {
        await using var pbx = started;
        await using var product = await Product.StartAsync(pbx);
        var standings = await new Contest(options).RunAsync(
            $"List of {pbx.Rows:#,0}, {pbx.Name}",
            pbx.Rows == LongList ? 21 : 41,
            [
                BareList.Contender(Eager, pbx, DrainPlan.Eager),
                BareList.Contender(Paced, pbx, DrainPlan.Paced),
                SessionList.Contender(New, product, pbx),
                SessionList.Contender(Known, product, pbx, new ExtensionStateCache()),
            ]);
        Report.Print(standings);
        return Goals(pbx, standings);
    }

    private static IEnumerable<Goal> Goals(IBenchPbx pbx, Standings standings)
    {
        var what = $"list of {pbx.Rows:#,0} into records, {pbx.Name}: ";

        // Large writes rarely wake an eager reader, so pacing gains nothing: only the paced drain is compared.
        if (pbx is not ReplayPbx { SmallWrites: false })
            yield return Goal.AtMost(what + "time ÷ eager drain", pbx.Rows == LongList ? 0.35 : 2, standings.Ratio(New, Eager));
        if (pbx.Rows == ShortList) yield break;
        yield return Goal.AtMost(what + "time ÷ paced drain", 1.25, standings.Ratio(New, Paced));
        if (pbx is AsteriskPbx)
            yield return Goal.AtMost(what + "Asterisk's CPU ÷ paced drain", 1.3, standings.Ratio(New, Paced, sample => sample.PbxCpu));
    }
}
