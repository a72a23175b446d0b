namespace AmiBlazor.Ami;

/// <summary>Waits for <c>BridgeList</c>: what each bridge is for (main/manager_bridges.c). Who is in it, <c>Status</c> tells.</summary>
internal sealed class PendingBridgeList(AmiAction action, PendingActions owner, AmiErrors errors, AmiLimits limits)
    : PendingRecords<BridgeRow>(action, owner, errors, limits)
{
    protected override ReadOnlySpan<byte> CompleteEvent => "BridgeListComplete"u8;

    protected override BridgeRow? Read(in AmiMessage row, ReadOnlySpan<byte> name)
    {
        if (!AmiText.Is(name, "BridgeListItem"u8) || !row.TryGet("BridgeUniqueid"u8, out var id) || id.IsEmpty) return null;
        row.TryGet("BridgeType"u8, out var type);
        row.TryGet("BridgeTechnology"u8, out var technology);
        row.TryGet("BridgeCreator"u8, out var creator);
        return new(AmiText.Decode(id), AmiChannelShape.KindOfBridge(type, technology, creator));
    }
}
