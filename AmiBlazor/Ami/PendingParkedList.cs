namespace AmiBlazor.Ami;

/// <summary>Waits for <c>ParkedCalls</c>: who is parked, and where (res/parking/parking_manager.c).</summary>
internal sealed class PendingParkedList(AmiAction action, PendingActions owner, AmiErrors errors, AmiLimits limits)
    : PendingRecords<ChannelEvent.Parking>(action, owner, errors, limits)
{
    protected override ReadOnlySpan<byte> CompleteEvent => "ParkedCallsComplete"u8;

    protected override ChannelEvent.Parking? Read(in AmiMessage row, ReadOnlySpan<byte> name)
    {
        if (!AmiText.Is(name, "ParkedCall"u8)) return null;
        var headers = new ChannelHeaders(row, 1);
        return AmiChannelShape.Parked(ref headers);
    }
}
