using AmiBlazor.Ami;

namespace AmiBlazor.Calls;

/// <summary>The lists from which the calls of a PBX can be known in their middle.</summary>
/// <param name="Channels"><c>Status</c>.</param>
/// <param name="Bridges"><c>BridgeList</c>.</param>
/// <param name="Queues"><c>QueueStatus</c>.</param>
internal sealed record CallLists(IReadOnlyList<ChannelRow> Channels, IReadOnlyList<BridgeRow> Bridges, IReadOnlyList<QueueRow> Queues);
