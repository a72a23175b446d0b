using AmiBlazor.Store;
using Orleans.Runtime.Services;

namespace AmiBlazor.Cluster;

/// <summary>The other nodes, as the cluster knows them now, and the way to tell them something.</summary>
internal sealed class Nodes(IServiceProvider services, IClusterMembershipService membership, ILocalSiloDetails self)
    : GrainServiceClient<INodeService>(services), ICommitObserver
{
    private ClusterMembershipSnapshot? _of;
    private Node[] _others = [];

    /// <summary>This node.</summary>
    public SiloAddress Self => self.SiloAddress;

    /// <summary>The others that are up.</summary>
    public IReadOnlyList<Node> Others
    {
        get
        {
            var now = membership.CurrentSnapshot;
            if (ReferenceEquals(now, Volatile.Read(ref _of))) return _others;
            _others =
            [
                .. now.Members.Values
                    .Where(member => member.Status == SiloStatus.Active && !member.SiloAddress.Equals(self.SiloAddress))
                    .Select(member => new Node(member.SiloAddress, GetGrainService(member.SiloAddress))),
            ];
            Volatile.Write(ref _of, now);
            return _others;
        }
    }

    public void Committed(PbxCommit commit)
    {
        var others = Others;
        if (others.Count == 0) return;
        var message = CommittedMessage.Of(commit);
        foreach (var other in others) other.Service.CommittedAsync(message).Ignore();
    }

    /// <summary>Tells all other nodes something. Whoever does not hear it notices by itself.</summary>
    public void Tell(Func<INodeService, Task> tell)
    {
        foreach (var other in Others) tell(other.Service).Ignore();
    }

    /// <summary>Another node that is up; null if it is not.</summary>
    public INodeService? Find(SiloAddress address) => Others.FirstOrDefault(other => other.Address.Equals(address))?.Service;

    /// <summary>The nodes that reach the database, as far as they answer soon.</summary>
    public async Task<IReadOnlyList<SiloAddress>> FitAsync(TimeSpan longest, TimeProvider time)
    {
        var asked = await Task.WhenAll(Others.Select(IsFitAsync));
        return [.. asked.Where(one => one.IsFit).Select(one => one.Address)];

        async Task<(SiloAddress Address, bool IsFit)> IsFitAsync(Node node)
        {
            try
            {
                return (node.Address, await node.Service.IsFitAsync().WaitAsync(longest, time));
            }
            catch (Exception gone) when (gone is TimeoutException or OrleansException)
            {
                return (node.Address, false);
            }
        }
    }

    /// <summary>Another node.</summary>
    internal sealed record Node(SiloAddress Address, INodeService Service);
}
