using AmiBlazor.Ami;
using AmiBlazor.Live;
using AmiBlazor.Refresh;
using AmiBlazor.Store;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Cluster;

/// <summary>The PBXs that this node follows.</summary>
internal sealed class OwnedPbxs(
    IOptions<AmiOptions> ami, ExtensionStore store, MainConnectionFactory connections, RunningRefreshes refreshes, TimeProvider time)
{
    /// <summary>
    /// How long a PBX is followed on whose activation has ended, because the node that had its place in the directory is gone: mostly the next one begins here.
    /// </summary>
    private static readonly TimeSpan LongestAbsence = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, OwnedPbx> _owned = new(StringComparer.Ordinal);
    private readonly HashSet<OwnedPbx> _absent = [];

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
            var options = ami.Value.Servers.Find(one => string.Equals(one.Name, server, StringComparison.Ordinal))
                ?? throw new InvalidOperationException($"PBX {server} is not in the configuration of this node. Give all nodes of the cluster the same Ami:Servers.");
            var owned = _owned[server] = new OwnedPbx(options, store, connections, refreshes, time);
            owned.Begin();
            return owned;
        }
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
    }
}
