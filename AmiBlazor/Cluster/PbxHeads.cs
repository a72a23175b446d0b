using System.Collections.Concurrent;

namespace AmiBlazor.Cluster;

/// <summary>How far the owner of each PBX was when it was asked last, and where it is.</summary>
internal sealed class PbxHeads
{
    private readonly ConcurrentDictionary<string, HeadMessage> _heads = new(StringComparer.Ordinal);

    /// <summary>The last answer; null if there is none, or it counts no more.</summary>
    public HeadMessage? Of(string server) => _heads.GetValueOrDefault(server);

    /// <summary>The PBXs whose owner was on a node.</summary>
    public IReadOnlyList<string> On(Predicate<SiloAddress> node) => [.. _heads.Where(head => node(head.Value.Node)).Select(head => head.Key)];

    public void Set(string server, HeadMessage head) => _heads[server] = head;

    public void Forget(string server) => _heads.TryRemove(server, out _);
}
