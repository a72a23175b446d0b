namespace AmiBlazor.Ami;

/// <summary>Waits for the list of device states.</summary>
internal sealed class PendingDeviceList(AmiAction action, PendingActions owner, HashSet<string> wanted, AmiErrors errors, AmiLimits limits)
    : PendingStates<string>(action, owner, wanted, errors, limits)
{
    protected override ReadOnlySpan<byte> RowEvent => AmiProtocol.DeviceStateChangeEvent;

    protected override ReadOnlySpan<byte> CompleteEvent => AmiProtocol.DeviceStateListCompleteEvent;

    protected override bool TryRead(in AmiMessage row, out ReadOnlySpan<byte> name, out string state)
    {
        state = row.TryGet(AmiProtocol.StateHeader, out var word) && DeviceStates.IsWord(word) ? DeviceStates.Text(word) : "";
        return row.TryGet(AmiProtocol.DeviceHeader, out name) && state.Length > 0;
    }
}
