using AmiBlazor.Data;
using AmiBlazor.Refresh;
using AmiBlazor.Store;
using Orleans.Runtime.Placement;

namespace AmiBlazor.Cluster;

/// <summary>A PBX where it is followed. All work is done by <see cref="OwnedPbx"/>, off the scheduler of the grain.</summary>
[KeepAlive, PbxPlacement]
internal sealed class PbxGrain(OwnedPbxs owned, ExtensionStore store, ClusterRefreshes refreshes, PbxTidings tidings, Nodes nodes, DatabaseWatch database, TimeProvider time)
    : Grain, IPbxGrain
{
    private static readonly TimeSpan WatchInterval = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan LongestConnect = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestQuestion = TimeSpan.FromMilliseconds(500);

    private OwnedPbx? _owned;
    private bool _isLeaving;

    private string Server => this.GetPrimaryKeyString();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _owned = owned.Take(Server);

        // Never waits for the database: a PBX is heard even while it is away.
        this.RegisterGrainTimer(WatchAsync, new GrainTimerCreationOptions(WatchInterval, WatchInterval) { KeepAlive = true, Interleave = true });
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        owned.ReleaseAsync(_owned!, mayComeBack: reason.ReasonCode == DeactivationReasonCode.DirectoryFailure);

    public Task<HeadMessage> HeadAsync()
    {
        var (epoch, sequence, _) = store.HeadOf(Server);
        return Task.FromResult(new HeadMessage(epoch, sequence, nodes.Self));
    }

    public Task<RefreshMessage> RefreshAsync(string askedBy) => Task.FromResult(refreshes.StartHere(Server, askedBy));

    public Task StopAsync(string connectionId)
    {
        refreshes.StopHere(connectionId);
        return Task.CompletedTask;
    }

    public Task TellWholeAsync()
    {
        tidings.TellWhole();
        return Task.CompletedTask;
    }

    public async Task LeaveAsync(SiloAddress to)
    {
        if (_isLeaving || to.Equals(nodes.Self)) return;
        _isLeaving = true;
        var next = nodes.Find(to);
        var isHeardThere = next is not null && await IsHeardAsync(next);
        await owned.ReleaseAsync(_owned!, mayComeBack: false);
        if (isHeardThere) await HungUpAsync(next!);
        RequestContext.Set(IPlacementDirector.PlacementHintKey, to);
        this.MigrateOnIdle();
    }

    /// <summary>The next node hears the PBX before this one hangs up. If it cannot, the PBX is not heard for a moment, which is recorded.</summary>
    private async Task<bool> IsHeardAsync(INodeService next)
    {
        try
        {
            return await next.ConnectAsync(Server).WaitAsync(LongestConnect, time);
        }
        catch (Exception gone) when (gone is TimeoutException or OrleansException)
        {
            return false;
        }
    }

    private async Task HungUpAsync(INodeService next)
    {
        try
        {
            await next.HungUpAsync(Server, _owned!.HasHeardAll).WaitAsync(LongestQuestion, time);
        }
        catch (Exception gone) when (gone is TimeoutException or OrleansException)
        {
            // It begins as after the end of a node.
        }
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        if (_isLeaving) return;
        if (_owned!.IsOver)
        {
            // Another node has taken it over.
            _isLeaving = true;
            await owned.ReleaseAsync(_owned, mayComeBack: false);
            DeactivateOnIdle();
            return;
        }

        // While no node reaches the database, whoever hears the PBX goes on, and writes later.
        if (database.IsFit || await nodes.FitAsync(LongestQuestion, time) is not { Count: > 0 } fit) return;
        await LeaveAsync(fit[Random.Shared.Next(fit.Count)]);
    }
}
