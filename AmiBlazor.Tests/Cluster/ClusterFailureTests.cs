using System.Diagnostics;
using AmiBlazor.Testing.Processes;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Cluster;

/// <summary>
/// Whatever becomes of a node while its PBXs tell changes and people name extensions: the boards of the others are right again within 5 s, nothing that was
/// acknowledged is lost, nothing is written twice, and each PBX is followed by one node.
/// </summary>
[Needs(Need.PostgreSql)]
public sealed class ClusterFailureTests(PostgreSqlServer server, ITestOutputHelper output) : IClassFixture<PostgreSqlServer>
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);
    private static readonly int Pbxs = LongRun.Of(usual: 6, full: 100);
    private static readonly int Rounds = LongRun.Of(usual: 1, full: 10);

    /// <summary>What becomes of a node.</summary>
    public enum Failure
    {
        /// <summary>kill -9.</summary>
        Killed,

        /// <summary>SIGTERM.</summary>
        Stopped,

        /// <summary>SIGSTOP for ten seconds, then SIGCONT.</summary>
        Frozen,

        /// <summary>The same, in the middle of a transaction that keeps the row of a PBX.</summary>
        FrozenInTransaction,

        /// <summary>Its connections to the database are cut, and made anew at once.</summary>
        DatabaseReset,

        /// <summary>The database does not answer it for ten seconds.</summary>
        DatabaseSilent,
    }

    /// <summary>A frozen node that keeps no row, and one whose connections are made anew, are left to the long run: the others ask for more.</summary>
    public static TheoryData<Failure> Failures => LongRun.Of<TheoryData<Failure>>(
        usual: [Failure.Killed, Failure.Stopped, Failure.FrozenInTransaction, Failure.DatabaseSilent],
        full: [.. Enum.GetValues<Failure>()]);

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task The_other_boards_are_right_within_5_seconds(Failure failure)
    {
        await using var rig = await ClusterRig.StartAsync(server, Pbxs, programs: 2);
        await rig.SettledAsync();
        for (var round = 0; round < Rounds; round++)
        {
            using var first = ClusterRig.Client(rig.Nodes[0].Address);
            using var second = ClusterRig.Client(rig.Nodes[1].Address);
            using var watcher = rig.Watcher.Client(AmiBlazorApp.SupervisorKey);
            await using var load = new ClusterLoad(rig, [second, watcher, first]);
            using var still = new BoardStillness(rig.Board);
            await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);

            await FailAsync(rig.Nodes[0], failure);

            await Task.Delay(TimeSpan.FromSeconds(4), TestContext.Current.CancellationToken);
            await load.StopAsync();
            var watch = Stopwatch.StartNew();
            await rig.RightAsync();
            output.WriteLine($"{failure}: longest standstill {still.Longest.TotalSeconds:F2} s, right {watch.Elapsed.TotalSeconds:F2} s after the last change, {load.Acknowledged.Count} names acknowledged");
            Assert.InRange(still.Longest, TimeSpan.Zero, Longest);

            // Who leaves in order hands its PBXs over, and nothing of them is missed meanwhile.
            if (failure == Failure.Stopped) Assert.Empty(await rig.GapsAsync());
            Assert.InRange(watch.Elapsed, TimeSpan.Zero, Longest);
            await ClusterLedger.AssertWholeAsync(rig, load);
            if (rig.Nodes[0].HasExited) await rig.ReplaceAsync(0);
            await rig.SettledAsync();
        }
    }

    private static async Task FailAsync(ClusterNode node, Failure failure)
    {
        switch (failure)
        {
            case Failure.Killed:
                await node.Program.KillAsync();
                break;
            case Failure.Stopped:
                await node.Program.SignalAsync("TERM");
                break;
            case Failure.Frozen:
                await node.Program.SignalAsync("STOP");
                await Task.Delay(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
                await node.Program.SignalAsync("CONT");
                break;
            case Failure.FrozenInTransaction:
                await node.FreezeInTransactionAsync();
                await Task.Delay(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
                await node.Program.SignalAsync("CONT");
                break;
            case Failure.DatabaseReset:
                node.Database.Reset();
                break;
            case Failure.DatabaseSilent:
                node.Database.Silence();
                await Task.Delay(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
                node.Database.Speak();
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(failure), failure, "Unknown.");
        }
    }
}
