using Orleans.Placement;
using Orleans.Runtime.Placement;

namespace AmiBlazor.Cluster;

/// <summary>Where the activation of a PBX begins: where the PBX is followed already, else where the fewest are.</summary>
[GenerateSerializer, Immutable, Alias("pbx-placement")]
internal sealed class PbxPlacement : PlacementStrategy;

[AttributeUsage(AttributeTargets.Class)]
internal sealed class PbxPlacementAttribute() : PlacementAttribute(new PbxPlacement());

/// <summary>
/// When a node leaves, the others forget where the activations are whose place it kept in the directory, though their nodes live. Put back where they were,
/// their PBXs are followed without a break.
/// </summary>
internal sealed class PbxPlacementDirector(PbxHeads heads, OwnedPbxs owned) : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var nodes = context.GetCompatibleSilos(target);
        if (IPlacementDirector.GetPlacementHint(target.RequestContextData, nodes) is { } wanted) return Task.FromResult(wanted);
        var server = target.GrainIdentity.Key.ToString()!;
        if (owned.Servers.Contains(server, StringComparer.Ordinal) && nodes.Contains(context.LocalSilo)) return Task.FromResult(context.LocalSilo);
        if (heads.Of(server) is { } head && nodes.Contains(head.Node)) return Task.FromResult(head.Node);
        return Task.FromResult(nodes.MinBy(node => (heads.On(node.Equals).Count, Random.Shared.Next()))!);
    }
}
