namespace AmiBlazor.Refresh;

/// <content>Refreshes that run on other nodes of a cluster, as pages of this one see them.</content>
internal sealed partial class RunningRefreshes
{
    /// <summary>Shows a refresh that runs on another node.</summary>
    /// <returns>The refresh; the one that is shown already, where it is.</returns>
    public RunningRefresh Mirror(RunningRefresh remote)
    {
        lock (_lock)
        {
            var known = _running.Find(run => string.Equals(run.ConnectionId, remote.ConnectionId, StringComparison.Ordinal));
            if (known is not null) return known;
            _running.Add(remote);
        }

        _subscribers.NotifyAll();
        return remote;
    }

    /// <summary>Shows how far a refresh on another node is.</summary>
    public void MirrorPhase(RunningRefresh remote, RefreshPhase phase)
    {
        if (remote.Phase >= phase) return;
        remote.Enter(phase);
        _subscribers.NotifyAll();
    }

    /// <summary>A refresh on another node has ended, or its node has.</summary>
    public void EndMirrored(RunningRefresh remote, RefreshResult result)
    {
        lock (_lock)
        {
            if (!_running.Remove(remote)) return;
            Keep(result);
        }

        remote.End(result);
        _subscribers.NotifyAll();
    }
}
