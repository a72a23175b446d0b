using AmiBlazor.Audit;
using AmiBlazor.Benchmarks.Measuring;
using AmiBlazor.Benchmarks.Wire;
using AmiBlazor.Board;
using AmiBlazor.Data;
using AmiBlazor.Refresh;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AmiBlazor.Benchmarks.Refreshing;

/// <summary>A whole refresh of 10,000 rows of which 100 have changed, from the click to the commit, against the predecessor's implementation.</summary>
internal sealed class RefreshGoals(BenchmarkOptions options)
{
    private const int Rows = 10_000;
    private const int Changed = 100;
    private const string Ours = "RefreshService";
    private const string Theirs = "predecessor, saving every row as it did";
    private const string Milder = "predecessor, saving changed rows alone";

    public async Task<IReadOnlyList<Goal>> RunAsync()
    {
        var goals = new List<Goal>();
        goals.AddRange(await RunAsync(await ReplayPbx.StartAsync(Rows, smallWrites: true)));
        if (AsteriskPbx.Absence() is { } why)
            goals.Add(Goal.Absent("refresh, a real Asterisk", why));
        else
            goals.AddRange(await RunAsync(await AsteriskPbx.StartAsync(Rows)));
        return goals;
    }

    private async Task<IEnumerable<Goal>> RunAsync(IBenchPbx started)
    {
        await using var pbx = started;
        await using var ours = await Product.StartAsync(pbx);
        await using var theirs = await Product.StartAsync(pbx);
        await using var milder = await Product.StartAsync(pbx);
        foreach (var product in (Product[])[ours, theirs, milder])
            await RefreshAsync(product, pbx, expectedChanges: null);

        var contenders = new List<Contender>
        {
            new(Ours, () => RefreshAsync(ours, pbx, Changed)),
            Predecessor(Milder, milder, pbx, onlyChanged: true),
        };
        if (!options.Quick)
            contenders.Add(Predecessor(Theirs, theirs, pbx, onlyChanged: false) with { EveryNthRound = 7 });
        var standings = await new Contest(options).RunAsync(
            $"Refresh of {Rows:#,0}, {Changed} changed, {pbx.Name}", 15, contenders, () => pbx.ChangeAsync(Changed));
        Report.Print(standings);
        return Goals(pbx, standings);
    }

    private IEnumerable<Goal> Goals(IBenchPbx pbx, Standings standings)
    {
        var what = $"refresh of {Rows:#,0}, {Changed} changed, click to commit, {pbx.Name}: ";
        yield return Goal.AtMost(what + "time when the machine is quiet", 120, standings.Time(Ours), " ms");
        yield return Goal.AtLeast(what + "time of the predecessor, saving changed rows alone, ÷ ours", 5, standings.Ratio(Milder, Ours));
        if (!options.Quick)
            yield return Goal.AtLeast(what + "time of the predecessor, saving every row as it did, ÷ ours", 5, standings.Ratio(Theirs, Ours));
    }

    private static async Task<Sample> RefreshAsync(Product product, IBenchPbx pbx, int? expectedChanges)
    {
        await using var scope = product.Scope();
        var service = scope.ServiceProvider.GetRequiredService<RefreshService>();
        var clock = Stopclock.Start(pbx.ProcessId);
        var answer = await service.RefreshAsync(pbx.Name, Actor.Program, CancellationToken.None);
        var sample = clock.Read();
        var result = answer.Result;
        if (result.Outcome != RefreshOutcome.Completed || (expectedChanges is { } count && result.Saved!.Changed != count))
            throw new InvalidOperationException($"The refresh did not do what was measured: {result.Message} {result.PbxWords}");

        // The file is written in the background; wait, so that it is not part of the next contender's load.
        if (result.File is { } file) await file;
        return sample;
    }

    private static Contender Predecessor(string name, Product product, IBenchPbx pbx, bool onlyChanged)
    {
        var way = new PredecessorWay(pbx, product.Get<IDbContextFactory<AmiBlazorDbContext>>(), onlyChanged);
        return new Contender(name, async () =>
        {
            var clock = Stopclock.Start(pbx.ProcessId);
            await way.RefreshAsync();
            return clock.Read();
        });
    }
}
