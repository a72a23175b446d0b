using AmiBlazor.Ami;
using AmiBlazor.Data;
using AmiBlazor.Live;
using AmiBlazor.Refresh;
using AmiBlazor.Store;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Cluster;

/// <summary>The PBXs that this node follows.</summary>
internal sealed class OwnedPbxs(
    IOptions<AmiOptions> ami, ExtensionStore store, MainConnectionFactory connections, RunningRefreshes refreshes, DatabaseWatch database, TimeProvider time)
{
    /// <summary>
    /// How long a PBX is followed on whose activation has ended, because the node that had its place in the directory is gone: mostly the next one begins here.
    /// </summary>
    private static readonly TimeSpan LongestAbsence = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan LongestConnect = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, OwnedPbx> _owned = new(StringComparer.Ordinal);
    private readonly HashSet<OwnedPbx> _absent = [];
    private readonly Dictionary<string, OwnedPbx> _ahead = new(StringComparer.Ordinal);

    /// <summary>The names of the PBXs that are followed here.</summary>
    public IReadOnlyList<string> Servers
    {
        get
        {
            lock (_lock) return [.. _owned.Keys];
        }
    }

    /// <summary>Follows a PBX from now on, or goes on following it.</summary>
    /// <exception cref="InvalidOperationException">This node's configuration does not name it.</exception>
    public OwnedPbx Take(string server)
    {
        lock (_lock)
        {
            if (_owned.TryGetValue(server, out var kept) && _absent.Remove(kept) && !kept.IsOver) return kept;
            if (!_ahead.Remove(server, out var owned)) owned = Make(server);
            _owned[server] = owned;
            owned.Begin();
            return owned;
        }
    }

    /// <summary>Hears a PBX that is about to be given to this node.</summary>
    /// <returns>Whether it is heard.</returns>
    public async Task<bool> ConnectAheadAsync(string server)
    {
        if (!database.IsFit) return false;
        using var late = new CancellationTokenSource(LongestConnect, time);
        var next = Make(server);
        try
        {
            if (!await next.ConnectAheadAsync(late.Token)) return false;
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            return false;
        }

        OwnedPbx? former;
        lock (_lock)
        {
            former = _ahead.GetValueOrDefault(server);
            _ahead[server] = next;
        }

        _ = HangUpLaterAsync(next);
        if (former is not null) await HangUpAsync(former);
        return true;
    }

    /// <summary>The node that gives a PBX to this one has hung up.</summary>
    public void HungUp(string server, bool hasHeardAll)
    {
        lock (_lock) _ahead.GetValueOrDefault(server)?.HungUp(hasHeardAll);
    }

    /// <summary>Ends following a PBX.</summary>
    /// <param name="owned">The PBX.</param>
    /// <param name="mayComeBack">Whether to go on for a moment, in case it is taken again.</param>
    public async Task ReleaseAsync(OwnedPbx owned, bool mayComeBack)
    {
        if (mayComeBack && !owned.IsOver)
        {
            lock (_lock) _absent.Add(owned);
            _ = EndLaterAsync(owned);
            return;
        }

        lock (_lock) _absent.Remove(owned);
        await EndAsync(owned);
    }

    private OwnedPbx Make(string server) => new(
        ami.Value.Servers.Find(one => string.Equals(one.Name, server, StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"PBX {server} is not in the configuration of this node. Give all nodes of the cluster the same Ami:Servers."),
        store, connections, refreshes, time);

    /// <summary>Hangs up what was connected for a PBX that did not come.</summary>
    private async Task HangUpLaterAsync(OwnedPbx next)
    {
        await Task.Delay(LongestAbsence, time);
        lock (_lock)
        {
            if (_ahead.GetValueOrDefault(next.Server) != next) return;
            _ahead.Remove(next.Server);
        }

        await HangUpAsync(next);
    }

    private static async Task HangUpAsync(OwnedPbx next)
    {
        await next.HangUpAheadAsync();
        next.Dispose();
    }

    private async Task EndLaterAsync(OwnedPbx owned)
    {
        await Task.Delay(LongestAbsence, time);
        lock (_lock)
        {
            if (!_absent.Remove(owned)) return;
        }

        await EndAsync(owned);
    }

    private async Task EndAsync(OwnedPbx owned)
    {
        await owned.EndAsync();
        lock (_lock)
        {
            if (_owned.GetValueOrDefault(owned.Server) == owned) _owned.Remove(owned.Server);
        }

        owned.Dispose();
    }
}
