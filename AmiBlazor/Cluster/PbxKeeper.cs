using System.Collections.Concurrent;
using AmiBlazor.Ami;
using AmiBlazor.Data;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Cluster;

/// <summary>
/// Sees to it that every PBX is followed somewhere, that this node's board has all that was written, and that the nodes have equally many PBXs.
/// </summary>
internal sealed partial class PbxKeeper(
    IOptions<AmiOptions> ami, IGrainFactory grains, IClusterMembershipService membership, Nodes nodes, PbxHeads heads, OwnedPbxs owned,
    BoardFollower board, ClusterRefreshes refreshes, PbxTidings tidings, DatabaseWatch database, TimeProvider time, ILogger<PbxKeeper> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>How many PBXs change their node in one second at most: each is a moment in which its states stand still.</summary>
    private const int MostMoves = 5;

    private readonly string[] _servers = [.. ami.Value.Servers.Select(server => server.Name)];
    private readonly ConcurrentDictionary<string, bool> _failing = new(StringComparer.Ordinal);

    /// <summary>Gives the PBXs of this node to the others, before it ends.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (nodes.Others is not { Count: > 0 } others) return;
        await Task.WhenAll(owned.Servers.Select((server, number) => LeaveAsync(server, others[number % others.Count].Address)));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var watching = WatchAsync(stoppingToken);
        try
        {
            while (true)
            {
                Ask();
                await Task.Delay(Interval, time, stoppingToken);
                await BalanceAsync();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program ends.
        }

        await watching;
    }

    /// <summary>Looks after the PBXs of a node at once when it has gone.</summary>
    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var now in membership.MembershipUpdates.WithCancellation(cancellationToken))
            {
                refreshes.NodesChanged(now);
                foreach (var server in heads.On(node => now.GetSiloStatus(node) is SiloStatus.Dead or SiloStatus.None)) tidings.OwnerGone(server);
                tidings.TellWhole();
                Ask();
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The program ends.
        }
    }

    private void Ask()
    {
        foreach (var server in _servers) _ = AskAsync(server);
    }

    private async Task AskAsync(string server)
    {
        try
        {
            // What its owner had a second ago and this board has not, will not come any more.
            if (heads.Of(server) is { } before && !before.Node.Equals(nodes.Self)) board.CatchUp(server, before.Sequence);
            heads.Set(server, await grains.GetGrain<IPbxGrain>(server).HeadAsync());
            _failing.TryRemove(server, out _);
        }
        catch (Exception failure)
        {
            // Its node has gone, or has just been told so; it is asked again in a second. Logged once, not each time.
            heads.Forget(server);
            if (_failing.TryAdd(server, true)) Log.NotAnswered(logger, server, failure.Message);
        }
    }

    /// <summary>Who has the fewest PBXs asks who has the most for some of them: after a node has come.</summary>
    private async Task BalanceAsync()
    {
        if (!database.IsFit) return;
        Dictionary<SiloAddress, List<string>> byNode = new() { [nodes.Self] = [] };
        foreach (var other in nodes.Others) byNode[other.Address] = [];
        foreach (var server in _servers)
        {
            // Not settled: somebody is about to take it.
            if (heads.Of(server) is not { } head || !byNode.TryGetValue(head.Node, out var servers)) return;
            servers.Add(server);
        }

        var order = byNode.OrderBy(node => node.Value.Count).ThenBy(node => node.Key.ToString(), StringComparer.Ordinal).ToList();
        var (fewest, most) = (order[0], order[^1]);
        if (!fewest.Key.Equals(nodes.Self) || most.Value.Count - fewest.Value.Count < 2) return;
        var moves = Math.Min(MostMoves, (most.Value.Count - fewest.Value.Count) / 2);
        foreach (var server in most.Value.Take(moves))
        {
            heads.Forget(server);
            await LeaveAsync(server, nodes.Self);
        }
    }

    private async Task LeaveAsync(string server, SiloAddress to)
    {
        try
        {
            await grains.GetGrain<IPbxGrain>(server).LeaveAsync(to);
        }
        catch (Exception failure)
        {
            Log.NotMoved(logger, server, failure.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(8010, LogLevel.Information, "The node that follows PBX {Server} does not answer ({Why}); it is looked for again.", EventName = "PbxOwnerNotAnswered")]
        public static partial void NotAnswered(ILogger logger, string server, string why);

        [LoggerMessage(8011, LogLevel.Warning, "PBX {Server} could not be given to another node ({Why}).", EventName = "PbxNotMoved")]
        public static partial void NotMoved(ILogger logger, string server, string why);
    }
}
