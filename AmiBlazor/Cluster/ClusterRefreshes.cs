using System.Collections.Concurrent;
using AmiBlazor.Ami;
using AmiBlazor.Refresh;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Cluster;

/// <summary>
/// Refreshes on several nodes: each runs where its PBX is followed, because only there a list can be compared with what was heard; every node shows it, and
/// may stop it.
/// </summary>
internal sealed partial class ClusterRefreshes(
    IGrainFactory grains, Nodes nodes, RunningRefreshes refreshes, IOptions<AmiOptions> ami, TimeProvider time, ILogger<ClusterRefreshes> logger)
    : IRefreshStarter
{
    private static readonly TimeSpan TellInterval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestFile = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(5);

    /// <summary>How many results are kept that came before anybody here knew of their refresh.</summary>
    private const int MostEarly = 64;

    private readonly ConcurrentDictionary<string, RunningRefresh> _here = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Mirrored> _mirrored = new(StringComparer.Ordinal);
    private readonly Queue<RefreshResult> _early = new();

    public async ValueTask<(RunningRefresh Run, bool Joined)> StartOrJoinAsync(AmiServerOptions server, string askedBy)
    {
        try
        {
            var started = await grains.GetGrain<IPbxGrain>(server.Name).RefreshAsync(askedBy);
            var run = started.Node.Equals(nodes.Self) && _here.TryGetValue(started.ConnectionId, out var here) ? here : MirrorOf(started);
            return (run, started.IsJoined);
        }
        catch (Exception gone) when (gone is TimeoutException or OrleansException or InvalidOperationException)
        {
            Log.NotStarted(logger, server.Name, gone);
            var run = new RunningRefresh(ConnectionId.New(time.GetUtcNow()), server.Name, askedBy, time.GetUtcNow(), expectedRows: 0);
            run.End(RefreshResult.NodeGone(run));
            return (run, false);
        }
    }

    /// <summary>Starts a refresh on this node, which follows the PBX, or joins the running one.</summary>
    public RefreshMessage StartHere(string server, string askedBy)
    {
        var options = ami.Value.Servers.Find(one => string.Equals(one.Name, server, StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"PBX {server} is not in the configuration of this node.");
        EndMirrored(of: mirrored => string.Equals(mirrored.Run.Server, server, StringComparison.Ordinal));
        var (run, joined) = refreshes.StartOrJoin(options, askedBy);
        if (_here.TryAdd(run.ConnectionId, run)) _ = TellAsync(run);
        return MessageOf(run, joined);
    }

    /// <summary>Stops a refresh on this node, unless it is being saved or has ended.</summary>
    public void StopHere(string connectionId) => refreshes.Find(connectionId)?.TryStop();

    /// <summary>A refresh on another node has begun or moved on.</summary>
    public void Moved(RefreshMessage message) => MirrorOf(message);

    /// <summary>A refresh on another node has ended.</summary>
    public void Ended(byte[] json)
    {
        var ended = MessageJson.Read<EndedRefresh>(json);
        var result = ended.File is null ? ended.Result : ended.Result with { File = Task.FromResult(ended.File) };
        Mirrored? mirrored;
        lock (_lock)
        {
            if (!_mirrored.Remove(result.ConnectionId, out mirrored))
            {
                _early.Enqueue(result);
                if (_early.Count > MostEarly) _early.Dequeue();
                return;
            }
        }

        refreshes.EndMirrored(mirrored.Run, result);
    }

    /// <summary>Ends what ran on nodes that are gone.</summary>
    public void NodesChanged(ClusterMembershipSnapshot now) =>
        EndMirrored(of: mirrored => now.GetSiloStatus(mirrored.Node) is SiloStatus.Dead or SiloStatus.None);

    /// <summary>Tells the other nodes how far a refresh on this one is, until it has ended.</summary>
    private async Task TellAsync(RunningRefresh run)
    {
        while (!run.Result.IsCompleted)
        {
            RefreshMessage[] message = [MessageOf(run, joined: false)];
            nodes.Tell(node => node.RefreshesAsync(message));
            await Task.WhenAny(run.Result, Task.Delay(TellInterval, time));
        }

        var result = await run.Result;
        var json = MessageJson.Write(new EndedRefresh(result, await FileAsync(result)));
        nodes.Tell(node => node.RefreshEndedAsync(json));

        // Whoever has just started or joined it here finds it.
        await Task.Delay(LongestSilence, time);
        _here.TryRemove(run.ConnectionId, out _);
    }

    private async Task<SnapshotFile?> FileAsync(RefreshResult result)
    {
        if (result.File is null) return null;
        try
        {
            return await result.File.WaitAsync(LongestFile, time);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    private RunningRefresh MirrorOf(RefreshMessage message)
    {
        Mirrored mirrored;
        RefreshResult? result = null;
        var isNew = false;
        lock (_lock)
        {
            if (_mirrored.TryGetValue(message.ConnectionId, out var known))
            {
                mirrored = known;
            }
            else
            {
                isNew = true;
                mirrored = new Mirrored(
                    new RunningRefresh(message.ConnectionId, message.Server, message.AskedBy, message.StartedAt, message.ExpectedRows), message.Node);
                result = _early.FirstOrDefault(early => string.Equals(early.ConnectionId, message.ConnectionId, StringComparison.Ordinal));
                if (result is null) _mirrored.Add(message.ConnectionId, mirrored);
            }
        }

        if (result is not null)
        {
            mirrored.Run.End(result);
            return mirrored.Run;
        }

        mirrored.ToldAt = time.GetTimestamp();
        mirrored.Run.Progress.Report(message.Rows, message.Bytes);
        if (isNew)
        {
            mirrored.Run.StopToken.Register(() => Stop(mirrored.Run));
            refreshes.Mirror(mirrored.Run);
            _ = WatchAsync(mirrored);
        }

        refreshes.MirrorPhase(mirrored.Run, (RefreshPhase)message.Phase);
        return mirrored.Run;
    }

    private void Stop(RunningRefresh run) => grains.GetGrain<IPbxGrain>(run.Server).StopAsync(run.ConnectionId).Ignore();

    /// <summary>Ends a refresh of which nothing was told for long: its node, or the message of its end, is lost.</summary>
    private async Task WatchAsync(Mirrored mirrored)
    {
        while (!mirrored.Run.Result.IsCompleted)
        {
            await Task.WhenAny(mirrored.Run.Result, Task.Delay(LongestSilence, time));
            if (time.GetElapsedTime(mirrored.ToldAt) >= LongestSilence) EndMirrored(of: one => one == mirrored);
        }
    }

    private void EndMirrored(Func<Mirrored, bool> of)
    {
        List<Mirrored> gone;
        lock (_lock)
        {
            gone = [.. _mirrored.Values.Where(of)];
            foreach (var mirrored in gone) _mirrored.Remove(mirrored.Run.ConnectionId);
        }

        foreach (var mirrored in gone) refreshes.EndMirrored(mirrored.Run, RefreshResult.NodeGone(mirrored.Run));
    }

    private RefreshMessage MessageOf(RunningRefresh run, bool joined) => new(
        run.ConnectionId, run.Server, run.AskedBy, run.StartedAt, run.ExpectedRows, (int)run.Phase, run.Rows, run.Bytes, joined, nodes.Self);

    /// <summary>The result of a refresh, and its file.</summary>
    internal sealed record EndedRefresh(RefreshResult Result, SnapshotFile? File);

    /// <summary>A refresh of another node.</summary>
    private sealed class Mirrored(RunningRefresh run, SiloAddress node)
    {
        private long _toldAt;

        public RunningRefresh Run { get; } = run;

        public SiloAddress Node { get; } = node;

        /// <summary>When its node last told of it, as a timestamp of the clock.</summary>
        public long ToldAt
        {
            get => Volatile.Read(ref _toldAt);
            set => Volatile.Write(ref _toldAt, value);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(8030, LogLevel.Warning, "The node that follows PBX {Server} did not take a refresh.", EventName = "RefreshNotTaken")]
        public static partial void NotStarted(ILogger logger, string server, Exception failure);
    }
}
