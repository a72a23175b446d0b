namespace AmiBlazor.Ami;

/// <summary>A bridge in the list <c>BridgeList</c>.</summary>
internal sealed record BridgeRow(string Id, BridgeKind Kind);
