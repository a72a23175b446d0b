using System.Diagnostics;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Cluster;

/// <summary>Several nodes on one PostgreSQL: every board shows every PBX, of which one node has the main connection, whatever becomes of that node.</summary>
[Needs(Need.PostgreSql)]
public sealed class ClusterTests(PostgreSqlServer server, ITestOutputHelper output) : IClassFixture<PostgreSqlServer>
{
    /// <summary>What the boards of living nodes may take to be right after any failure.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task Every_PBX_is_followed_once_and_shown_everywhere_whichever_node_is_killed()
    {
        await using var rig = await ClusterRig.StartAsync(server, pbxs: 6, programs: 2);
        await rig.RightAsync();
        await Polling.UntilAsync(() => rig.Pbxs.All(pbx => pbx.Followers.Count == 1));
        await ChangeAsync(rig, 8);
        await rig.RightAsync();

        var killed = await rig.StartProgramAsync();
        await Task.Delay(TimeSpan.FromSeconds(8), TestContext.Current.CancellationToken);
        await killed.KillAsync();
        await ChangeAsync(rig, 1);
        var watch = Stopwatch.StartNew();
        await rig.RightAsync();
        output.WriteLine($"right after {watch.Elapsed.TotalSeconds:F2} s");
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Longest);
        await Polling.UntilAsync(() => rig.Pbxs.All(pbx => pbx.Followers.Count == 1));
    }

    private static async Task ChangeAsync(ClusterRig rig, int status)
    {
        foreach (var pbx in rig.Pbxs) await pbx.ChangeAsync(3, status);
    }
}
